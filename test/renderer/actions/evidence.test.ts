import { describe, expect, it } from 'vitest';
import {
  addFiles,
  cancelJobs,
  clearEvidence,
  moveEvidence,
  openFiles,
  pasteSource,
  removeEvidence,
  selectEvidence,
} from '../../../renderer/actions/evidence.ts';
import { setFilter } from '../../../renderer/actions/interface.ts';
import { refuse } from '../../../shared/outcome.ts';
import { genuineDetail } from '../fixtures/genuine.ts';
import { rowInState, rowOf } from '../fixtures/rows.ts';
import { spoofDetail } from '../fixtures/spoof.ts';
import { startOn } from '../helpers/started.ts';

const content = {
  rows: [rowOf('spoof', spoofDetail), rowOf('genuine', genuineDetail), rowInState('wait', 'w.eml', 'waiting')],
  details: { spoof: spoofDetail, genuine: genuineDetail },
};

describe('selecting evidence', () => {
  it('fetches an analysis once', async () => {
    const { client, settle } = await startOn(content);
    for (const id of ['genuine', 'spoof', 'genuine']) {
      selectEvidence(id);
      await settle();
    }
    expect(client.made.filter(({ call }) => call === 'analysis.get').map(({ request }) => request)).toEqual([
      { id: 'spoof' },
      { id: 'genuine' },
    ]);
  });

  it('asks for nothing while the message is still waiting', async () => {
    const { client, state } = await startOn(content);
    selectEvidence('wait');
    expect(state().selection.evidence).toBe('wait');
    expect(client.made.filter(({ call }) => call === 'analysis.get').length).toBe(1);
  });

  it('moves through the filtered list and stops at its ends', async () => {
    const { state } = await startOn(content);
    const visited: (string | null)[] = [];
    for (const by of [1, 1, 1, -1]) {
      moveEvidence(by);
      visited.push(state().selection.evidence);
    }
    setFilter('minutes');
    moveEvidence(1);
    visited.push(state().selection.evidence);
    expect(visited).toEqual(['genuine', 'wait', 'wait', 'genuine', 'genuine']);
  });

  it('keeps what the engine says about a message that it cannot give', async () => {
    const { state, settle } = await startOn({ rows: [rowOf('gone', spoofDetail)], details: {} });
    await settle();
    expect(state().details.get('gone')).toEqual({
      state: 'failed',
      error: { code: 'unknown-evidence', message: 'There is no evidence gone.' },
    });
  });
});

describe('bringing evidence in and taking it out', () => {
  it('adds files, and does not ask for nothing', async () => {
    const { client } = await startOn({});
    await addFiles([]);
    await addFiles([new File(['From: a@b.example'], 'a.eml')]);
    expect(client.made.filter(({ call }) => call === 'evidence.add').length).toBe(1);
  });

  it('refuses to paste blank text, and passes the rest on as it is', async () => {
    const { client } = await startOn({});
    expect([await pasteSource(' \n'), await pasteSource('From: x\n')]).toEqual([false, true]);
    expect(client.made.filter(({ call }) => call === 'evidence.paste').map(({ request }) => request)).toEqual([{ text: 'From: x\n' }]);
  });

  it('says why something was refused', async () => {
    const { client, state } = await startOn({});
    Object.assign(client.calls, { 'evidence.paste': async () => refuse('too-large', 'The text is too large.') });
    expect(await pasteSource('x')).toBe(false);
    expect(state().notices.map(({ text, tone }) => [text, tone])).toEqual([['The text is too large.', 'failed']]);
  });

  it('uses the system’s dialog where there is a main process', async () => {
    const { client } = await startOn({ host: 'electron' });
    await openFiles('folder');
    expect(client.made.at(-1)).toEqual({ call: 'evidence.open', request: { what: 'folder' } });
  });

  it('removes one, and everything', async () => {
    const { state, settle } = await startOn(content);
    await removeEvidence('genuine');
    await settle();
    expect([...state().rows.keys()]).toEqual(['spoof', 'wait']);
    await clearEvidence();
    expect([state().rows.size, state().details.size, state().selection.evidence]).toEqual([0, 0, null]);
  });

  it('cancels every running job', async () => {
    const { client, settle } = await startOn({});
    const counts = { done: 0, total: 9, failed: 0, records: 0, bytes: 0, ofBytes: 0 };
    for (const job of ['a', 'b']) client.emit('job.progress', { job, ...counts, finished: false });
    await settle();
    await cancelJobs();
    expect(client.made.filter(({ call }) => call === 'job.cancel').map(({ request }) => request)).toEqual([{ job: 'a' }, { job: 'b' }]);
  });
});
