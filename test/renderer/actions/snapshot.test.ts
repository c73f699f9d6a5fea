import { describe, expect, it } from 'vitest';
import { draftRecord, editRecord, removeRecord, showConflicts, submitRecord, switchBaseline } from '../../../renderer/actions/snapshot.ts';
import type { RecordByHand, SnapshotReport } from '../../../shared/contract.ts';
import { rowInState } from '../fixtures/rows.ts';
import { spoofDetail } from '../fixtures/spoof.ts';
import { startOn } from '../helpers/started.ts';

const record: RecordByHand = { name: 'alpha.example', type: 'TXT', answer: 'records', records: ['v=spf1 -all'], from: null, to: null };
const other: RecordByHand = { ...record, records: ['v=spf1 +all'] };

const report: SnapshotReport = {
  files: [],
  conflicts: [],
  conflictCount: 3,
  agreements: 1,
  baseline: { isUsed: true, compared: '2026-11-24', names: 2, newest: null, stale: 0 },
};

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

describe('what the snapshot is made of', () => {
  it('is asked for at the start and again with every change', async () => {
    const { client, state } = await startOn({ snapshotReport: report });
    expect(state().snapshotReport).toEqual(report);
    const asked = () => client.made.filter(({ call }) => call === 'snapshot.report').length;
    const before = asked();
    client.emit('snapshot.changed', { files: [], rrsets: 0, byHand: [] });
    expect(asked()).toBe(before + 1);
  });

  it('shows contradictions as of the selected message', async () => {
    const { client, state, settle } = await startOn({ rows: [rowInState('spoof', 'spoof.eml', 'done')], details: { spoof: spoofDetail } });
    await settle();
    await showConflicts();
    expect(state().dialog).toBe('conflicts');
    const at = client.made.filter(({ call }) => call === 'snapshot.report').at(-1)?.request;
    expect(at).toEqual({ at: Date.parse(spoofDetail.analysis.evaluatedAt ?? '') });
  });

  it('lets the bundled copies be switched on', async () => {
    const { client } = await startOn({});
    await switchBaseline(true);
    expect(client.made.filter(({ call }) => call === 'snapshot.baseline').map(({ request }) => request)).toEqual([{ use: true }]);
  });
});

it('the open questions come with what may follow and the rounds that remain', async () => {
  const openQuestions = { questions: ['a.example TXT'], ahead: ['b.example TXT'], rounds: { now: 3, ahead: 2 } };
  const { state } = await startOn({ openQuestions });
  expect([state().questions, state().questionsAhead, state().rounds]).toEqual([['a.example TXT'], ['b.example TXT'], { now: 3, ahead: 2 }]);
});
