import { describe, expect, it } from 'vitest';
import { flushEvents, start } from '../../../renderer/actions/connection.ts';
import { useWaybill } from '../../../renderer/store.ts';
import { genuineDetail } from '../fixtures/genuine.ts';
import { rowInState, rowOf } from '../fixtures/rows.ts';
import { spoofDetail } from '../fixtures/spoof.ts';
import { createMemoryClient } from '../helpers/memory-client.ts';
import { startOn } from '../helpers/started.ts';

const rows = [rowOf('spoof', spoofDetail), rowOf('genuine', genuineDetail)];
const details = { spoof: spoofDetail, genuine: genuineDetail };

describe('start', () => {
  it('asks for what is there already, and shows the first finished message', async () => {
    const { client, state } = await startOn({ rows: [rowInState('w', 'w.eml', 'working'), ...rows], details });
    expect(client.made.map(({ call }) => call)).toEqual([
      'session.get',
      'evidence.list',
      'snapshot.get',
      'tenants.get',
      'operators.get',
      'suffixes.get',
      'case.get',
      'notes.get',
      'reports.totals',
      'analysis.get',
      'questions.get',
      'snapshot.report',
    ]);
    expect([...state().rows.keys()]).toEqual(['w', 'spoof', 'genuine']);
    expect(state().selection).toEqual({ evidence: 'spoof', place: null, nth: 0 });
    expect(state().details.get('spoof')).toEqual({ state: 'ready', detail: spoofDetail });
  });

  it('lists rows in the order of the list, also where events of a running job came before it', async () => {
    const client = createMemoryClient({ rows, details });
    const started = start(client, () => undefined);
    client.emit('evidence.changed', { row: rowOf('genuine', genuineDetail) });
    flushEvents();
    client.emit('evidence.changed', { row: rowInState('late', 'l.eml', 'waiting') });
    await started;
    flushEvents();
    expect([...useWaybill.getState().rows.keys()]).toEqual(['spoof', 'genuine', 'late']);
  });

  it('shows a failed input where nothing else came', async () => {
    const { state } = await startOn({ rows: [rowInState('bad', 'x.eml', 'failed', { code: 'empty', message: 'It is empty.' })] });
    expect(state().selection.evidence).toBe('bad');
    expect(state().details.size).toBe(0);
  });

  it('passes menu items of the host on', async () => {
    const { client, commands } = await startOn({});
    client.emit('command', { name: 'paste' });
    expect(commands).toEqual(['paste']);
  });
});

describe('events', () => {
  it('become rows in order of arrival; the first finished one is shown before the last is read', async () => {
    const { client, state, settle } = await startOn({ details });
    client.emit('evidence.changed', { row: rowInState('genuine', 'g.eml', 'waiting') });
    client.emit('evidence.changed', { row: rowInState('spoof', 's.eml', 'working') });
    await settle();
    expect(state().selection.evidence).toBeNull();
    client.emit('evidence.changed', { row: rowOf('spoof', spoofDetail) });
    await settle();
    expect([...state().rows.keys()]).toEqual(['genuine', 'spoof']);
    expect(state().selection.evidence).toBe('spoof');
    expect(state().details.get('spoof')?.state).toBe('ready');
  });

  it('draw a burst once', async () => {
    const { client, state, settle } = await startOn({});
    let draws = 0;
    const { useWaybill } = await import('../../../renderer/store.ts');
    const stop = useWaybill.subscribe((now, before) => {
      if (now.rows !== before.rows) draws += 1;
    });
    for (let index = 0; index < 1_000; index += 1) client.emit('evidence.changed', { row: rowInState(`m${index}`, 'm.eml', 'waiting') });
    await settle();
    stop();
    expect([draws, state().rows.size]).toEqual([1, 1_000]);
  });

  it('fetch the shown message again when it changed, and forget the others', async () => {
    const { client, state, settle } = await startOn({ rows, details });
    const { selectEvidence } = await import('../../../renderer/actions/evidence.ts');
    selectEvidence('genuine');
    await settle();
    for (const row of rows) client.emit('evidence.changed', { row });
    await settle();
    expect(client.made.filter(({ call }) => call === 'analysis.get').map(({ request }) => request)).toEqual([
      { id: 'spoof' },
      { id: 'genuine' },
      { id: 'genuine' },
    ]);
    expect([...state().details.keys()]).toEqual(['genuine']);
  });

  it('take a removed message off the screen', async () => {
    const { client, state, settle } = await startOn({ rows, details });
    client.emit('evidence.removed', { id: 'spoof' });
    await settle();
    expect([...state().rows.keys()]).toEqual(['genuine']);
    expect(state().selection.evidence).toBe('genuine');
  });

  it('keep running jobs with their numbers, and tell of failures when they end', async () => {
    const { client, state, settle } = await startOn({});
    const reading = { done: 1, total: 3, failed: 0, records: 9, bytes: 5, ofBytes: 20 };
    client.emit('job.progress', { job: 'a', ...reading, finished: false });
    await settle();
    expect(state().jobs).toEqual(new Map([['a', reading]]));
    client.emit('job.progress', { job: 'a', ...reading, done: 3, failed: 2, finished: true });
    await settle();
    expect(state().jobs.size).toBe(0);
    expect(state().notices.map(({ tone, text }) => [tone, text])).toEqual([['failed', '2 inputs could not be read; the list says why.']]);
  });

  it('bring the notes of a case that was opened by dropping it', async () => {
    const { client, state, settle } = await startOn({ notes: [{ subject: '', text: 'Called.', at: '2026-11-24T10:00:00Z' }] });
    const other = { name: 'Quay', file: '/x/Quay.waybill', reports: 0, messages: 0, keepsOriginals: false, isSaved: true };
    for (const isSaved of [true, false, true]) client.emit('case.changed', { ...other, isSaved });
    await settle();
    expect([state().case, client.made.filter(({ call }) => call === 'notes.get').length]).toEqual([other, 2]);
  });

  it('evaluate again under a new DNS snapshot', async () => {
    const { client, state, settle } = await startOn({ rows, details });
    client.emit('snapshot.changed', { files: [{ name: 'dns.ndjson', format: 'native', rrsets: 5 }], rrsets: 5, byHand: [] });
    await settle();
    expect(state().snapshot.rrsets).toBe(5);
    expect(client.made.filter(({ call }) => call === 'analysis.get').length).toBe(2);
  });

  it('empty the window when the engine had to start again, and say so', async () => {
    const { client, state } = await startOn({ rows, details });
    client.emit('engine.restarted', { message: 'The engine stopped and was started again.' });
    expect([state().rows.size, state().details.size, state().selection.evidence]).toEqual([0, 0, null]);
    expect(state().notices[0]?.text).toBe('The engine stopped and was started again.');
  });
});
