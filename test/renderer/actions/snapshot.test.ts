import { describe, expect, it } from 'vitest';
import { draftRecord, editRecord, removeRecord, submitRecord } from '../../../renderer/actions/snapshot.ts';
import type { RecordByHand } from '../../../shared/contract.ts';
import { startOn } from '../helpers/started.ts';

const record: RecordByHand = { name: 'alpha.example', type: 'TXT', answer: 'records', records: ['v=spf1 -all'], from: null, to: null };
const other: RecordByHand = { ...record, records: ['v=spf1 +all'] };

describe('the form for a DNS answer', () => {
  it.each([
    ['', { name: '', type: 'TXT' }],
    ['mail.alpha.example AAAA', { name: 'mail.alpha.example', type: 'AAAA' }],
    ['mail.alpha.example SPF', { name: 'mail.alpha.example', type: 'TXT' }],
  ])('opens on the question “%s”', async (question, expected) => {
    const { state } = await startOn({});
    draftRecord(question);
    expect(state().dialog).toBe('record');
    expect(state().draft).toMatchObject({ replaces: null, record: { ...expected, answer: 'records', records: [], from: null, to: null } });
  });

  it('adds what was typed, and takes it away again', async () => {
    const { state } = await startOn({});
    draftRecord();
    expect(await submitRecord(record)).toBe(null);
    expect(state().snapshot.byHand).toEqual([record]);
    await removeRecord(record);
    expect(state().snapshot.byHand).toEqual([]);
  });

  it('says what is wrong, and changes nothing', async () => {
    const { state } = await startOn({ snapshot: { files: [], rrsets: 1, byHand: [record] } });
    editRecord(record);
    expect(await submitRecord({ ...record, name: 'no name' })).toBe('That is no domain name.');
    expect(state().snapshot.byHand).toEqual([record]);
  });

  it('puts the changed answer in the place of the old one, after it was taken', async () => {
    const { client, state } = await startOn({ snapshot: { files: [], rrsets: 1, byHand: [record] } });
    editRecord(record);
    expect(await submitRecord(other)).toBe(null);
    expect(state().snapshot.byHand).toEqual([other]);
    expect(client.made.filter(({ call }) => call === 'snapshot.edit').map(({ request }) => request)).toEqual([
      { action: 'add', record: other },
      { action: 'remove', record },
    ]);
  });

  it('keeps an answer that was left as it is', async () => {
    const { state } = await startOn({ snapshot: { files: [], rrsets: 1, byHand: [record] } });
    editRecord(record);
    await submitRecord(record);
    expect(state().snapshot.byHand).toEqual([record]);
  });
});
