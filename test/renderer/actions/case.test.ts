import { describe, expect, it } from 'vitest';
import { leaveAnyway, leaveFor, listCases, saveCase, saveCaseAs, stay, submitCase } from '../../../renderer/actions/case.ts';
import { writeNote } from '../../../renderer/actions/notes.ts';
import { caseNamePattern } from '../../../renderer/case-words.ts';
import { suspectTotals } from '../fixtures/campaigns.ts';
import { rowOf } from '../fixtures/rows.ts';
import { spoofDetail } from '../fixtures/spoof.ts';
import { startOn } from '../helpers/started.ts';

const cases = [{ name: 'Harbour', bytes: 1_200, modified: '2026-11-20T16:40:11Z' }];
const unsaved = { rows: [rowOf('spoof', spoofDetail)], details: { spoof: spoofDetail }, cases };
const named = { name: 'Quay', file: '/home/ada/Waybill/Quay.waybill', reports: 0, messages: 1, keepsOriginals: false, isSaved: true };
const harbour = {
  name: 'Harbour',
  file: '/home/ada/Waybill/Harbour.waybill',
  reports: 2,
  messages: 4,
  keepsOriginals: true,
  isSaved: true,
};
const calls = (made: readonly { readonly call: string; readonly request: unknown }[]) =>
  made.filter(({ call }) => /^case\.(?:new|open|save)$/.test(call)).map(({ call, request }) => [call, request]);

describe('another case', () => {
  it('is begun at once where nothing would be lost', async () => {
    const { client, state } = await startOn({ cases });
    await leaveFor({ to: 'open', name: 'Harbour' });
    expect([calls(client.made), state().case, state().dialog]).toEqual([[['case.open', { name: 'Harbour' }]], harbour, null]);
  });

  it.each([true, false])(
    'is begun at once where the present one has a name: whatever is still to be written is written (%s)',
    async (isSaved) => {
      const { client, state } = await startOn({ ...unsaved, case: { ...named, isSaved } });
      await leaveFor({ to: 'new' });
      expect([calls(client.made), state().dialog]).toEqual([[['case.new', {}]], null]);
    },
  );

  it.each([
    ['a message', unsaved],
    ['a report', { totals: suspectTotals(1, 1, 1, null, null), cases }],
    ['a note', { notes: [{ subject: '', text: 'x', at: '2026-11-24T10:00:00Z' }], cases }],
  ])('is asked about first where %s would be lost, and nothing happens until then', async (_what, content) => {
    const { client, state } = await startOn(content);
    await leaveFor({ to: 'new' });
    expect([calls(client.made), state().dialog, state().caseIntent]).toEqual([[], 'leave-case', { to: 'new' }]);
    stay();
    expect([calls(client.made), state().dialog, state().caseIntent]).toEqual([[], null, null]);
  });

  it('takes the place of the present one on screen, whole', async () => {
    const { client, state, settle } = await startOn(unsaved);
    const before = client.made.length;
    await leaveFor({ to: 'open', name: 'Harbour' });
    await leaveAnyway();
    await settle();
    const asked = client.made.slice(before).map(({ call }) => call);
    const everything = ['evidence.list', 'snapshot.get', 'tenants.get', 'operators.get', 'suffixes.get', 'notes.get', 'reports.totals'];
    expect(asked).toEqual(expect.arrayContaining(['case.open', ...everything, 'analysis.get', 'questions.get', 'campaign.get']));
    expect([state().case, state().notes[0]?.text, state().dialog, state().caseIntent, state().workspace]).toEqual([
      harbour,
      'Notes of Harbour',
      null,
      null,
      'messages',
    ]);
  });

  it('stays closed where it cannot be opened, and the present one stays', async () => {
    const { state } = await startOn({ ...unsaved, case: named });
    await leaveFor({ to: 'open', name: 'Nowhere' });
    expect([state().case, state().rows.size, state().notices.map(({ text, tone }) => [tone, text])]).toEqual([
      named,
      1,
      [['failed', 'There is no case Nowhere.']],
    ]);
  });

  it('waits for notes that are still being typed, and asks where one cannot be kept', async () => {
    const { client, state } = await startOn({ ...unsaved, case: named });
    writeNote('', 'Called the bank.');
    await leaveFor({ to: 'new' });
    expect(client.made.filter(({ call }) => call === 'note.set' || call === 'case.new').map(({ call }) => call)).toEqual([
      'note.set',
      'case.new',
    ]);
    writeNote('', 'refuse me');
    await leaveFor({ to: 'new' });
    expect(state().dialog).toBe('leave-case');
  });
});

describe('saving', () => {
  it('asks for a name the first time, and afterwards says that it goes by itself', async () => {
    const { client, state } = await startOn(unsaved);
    await saveCase();
    expect(state().dialog).toBe('save-case');
    expect(await submitCase('Harbour 2', true)).toBeNull();
    expect([state().dialog, state().case.name, state().case.isSaved, state().case.keepsOriginals]).toEqual([null, 'Harbour 2', true, true]);
    await saveCase();
    expect([state().dialog, calls(client.made), state().notices.map(({ text }) => text)]).toEqual([
      null,
      [['case.save', { name: 'Harbour 2', keepOriginals: true }]],
      [
        'Saved in /home/ada/Waybill/Harbour 2.waybill. From now on it is kept up to date.',
        '“Harbour 2” is saved: it is kept up to date by itself.',
      ],
    ]);
  });

  it('under another name is always possible', async () => {
    const { state } = await startOn({ ...unsaved, case: named });
    await saveCaseAs();
    expect(state().dialog).toBe('save-case');
  });

  it('leaves the form open with what is wrong', async () => {
    const { state } = await startOn(unsaved);
    await saveCase();
    expect([await submitCase('taken', false), state().dialog, state().case.name]).toEqual([
      'There is a case taken already.',
      'save-case',
      null,
    ]);
  });

  it('first and then going on is one way', async () => {
    const { client, state } = await startOn(unsaved);
    await leaveFor({ to: 'open', name: 'Harbour' });
    await saveCaseAs();
    await submitCase('Quay', false);
    expect([calls(client.made).map(([call]) => call), state().case.name, state().caseIntent]).toEqual([
      ['case.save', 'case.open'],
      'Harbour',
      null,
    ]);
  });
});

describe('the list of cases', () => {
  it('is read anew each time', async () => {
    const { state } = await startOn({ cases });
    await listCases();
    expect([state().dialog, state().caseList]).toEqual(['open-case', { folder: '/home/ada/Waybill', cases }]);
  });
});

describe('a name', () => {
  const pattern = new RegExp(`^(?:${caseNamePattern})$`, 'v');

  it.each(['Incident 2026-417', 'Überfall', '7', 'a.b_c-d'])('may be %s', (name) => {
    expect(pattern.test(name)).toBe(true);
  });

  it.each(['', ' a', '.hidden', 'a.', 'a ', '../etc', 'a/b', 'a\\b', 'a:b', '-x'])('may not be %j', (name) => {
    expect(pattern.test(name)).toBe(false);
  });
});
