import { describe, expect, it } from 'vitest';
import { loadDetail, moveBoundary, setBoundary } from '../../../renderer/actions/analysis.ts';
import { backOut, moveHop, moveSpot, selectPlace } from '../../../renderer/actions/interface.ts';
import { loadParts, openPart, showSource } from '../../../renderer/actions/source.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { type Outcome, refuse, succeed } from '../../../shared/outcome.ts';
import { genuineDetail } from '../fixtures/genuine.ts';
import { rowOf } from '../fixtures/rows.ts';
import { spoofDetail } from '../fixtures/spoof.ts';
import { startOn } from '../helpers/started.ts';

const content = { rows: [rowOf('spoof', spoofDetail)], details: { spoof: spoofDetail } };

describe('the trust boundary', () => {
  it('moves hop by hop, and everything is evaluated again', async () => {
    const { client, state } = await startOn(content);
    await moveBoundary(-1);
    expect(client.made.at(-1)).toEqual({ call: 'boundary.set', request: { id: 'spoof', hop: 2 } });
    const loaded = state().details.get('spoof');
    expect(loaded?.state === 'ready' && loaded.detail.route.boundary.hop).toBe(2);
  });

  it('does not move beyond the route', async () => {
    const { client } = await startOn(content);
    await moveBoundary(2);
    await moveBoundary(-4);
    expect(client.made.filter(({ call }) => call === 'boundary.set')).toEqual([]);
  });

  it('goes back to where it was inferred', async () => {
    const { client } = await startOn(content);
    await setBoundary(null);
    expect(client.made.at(-1)).toEqual({ call: 'boundary.set', request: { id: 'spoof', hop: null } });
  });

  it('deselects reasons and checks, which are counted anew, and keeps a hop', async () => {
    const { state } = await startOn(content);
    selectPlace({ kind: 'reason', reason: 1 });
    await moveBoundary(-1);
    expect(state().selection.place).toBeNull();
    selectPlace({ kind: 'hop', hop: 1 });
    await moveBoundary(1);
    expect(state().selection.place).toEqual({ kind: 'hop', hop: 1 });
  });

  it('keeps the analysis on screen where the engine refuses, and says so', async () => {
    const { client, state } = await startOn(content);
    Object.assign(client.calls, { 'boundary.set': async () => refuse('timed-out', 'It took too long.') });
    await moveBoundary(-1);
    expect(state().details.get('spoof')).toEqual({ state: 'ready', detail: spoofDetail });
    expect(state().notices.map((notice) => notice.text)).toEqual(['It took too long.']);
  });
});

describe('loadDetail', () => {
  it('drops an older answer that arrives after a newer one', async () => {
    const { client, state, settle } = await startOn(content);
    const waiting: ((outcome: Outcome<Detail>) => void)[] = [];
    Object.assign(client.calls, { 'analysis.get': () => new Promise((resolve) => waiting.push(resolve)) });
    void loadDetail('spoof');
    void loadDetail('spoof');
    waiting[1]?.(succeed(genuineDetail));
    waiting[0]?.(succeed(spoofDetail));
    await settle();
    expect(state().details.get('spoof')).toEqual({ state: 'ready', detail: genuineDetail });
  });

  it('keeps the last two dozen only', async () => {
    const rows = Array.from({ length: 40 }, (_each, index) => rowOf(`m${index}`, spoofDetail));
    const { state } = await startOn({ rows, details: Object.fromEntries(rows.map((row) => [row.id, spoofDetail])) });
    for (const row of rows) await loadDetail(row.id);
    expect(state().details.size).toBe(24);
    expect(state().details.has('m0')).toBe(true);
  });
});

describe('the selection', () => {
  it('opens the source, and the same statement again deselects', async () => {
    const { state } = await startOn(content);
    selectPlace({ kind: 'reason', reason: 0 });
    expect([state().selection.place, state().sourceOpen]).toEqual([{ kind: 'reason', reason: 0 }, true]);
    selectPlace({ kind: 'reason', reason: 0 });
    expect([state().selection.place, state().sourceOpen]).toEqual([null, true]);
  });

  it('goes along the hops from what is lit, and stops at the ends', async () => {
    const { state } = await startOn(content);
    const visited: unknown[] = [];
    for (const by of [1, 1, -1, -1] as const) {
      moveHop(by);
      visited.push(state().selection.place);
    }
    expect(visited).toEqual([0, 1, 0, 0].map((hop) => ({ kind: 'hop', hop })));
    selectPlace({ kind: 'reason', reason: 3 });
    moveHop(1);
    expect(state().selection.place).toEqual({ kind: 'hop', hop: 4 });
  });

  it('leads from place to place, around the end', async () => {
    const { state } = await startOn(content);
    selectPlace({ kind: 'reason', reason: 0 });
    const visited = ([1, 1, -1] as const).map((by) => {
      moveSpot(by);
      return state().selection.nth;
    });
    expect(visited).toEqual([1, 0, 1]);
  });

  it('backs out one step at a time', async () => {
    const { state } = await startOn(content);
    const { setFilter } = await import('../../../renderer/actions/interface.ts');
    setFilter('spoof');
    selectPlace({ kind: 'boundary' });
    const steps = [1, 2, 3].map(() => {
      backOut();
      return [state().selection.place, state().sourceOpen, state().filter];
    });
    expect(steps).toEqual([
      [null, true, 'spoof'],
      [null, false, 'spoof'],
      [null, false, ''],
    ]);
  });
});

describe('parts', () => {
  it('are fetched when somebody looks, the text of each once', async () => {
    const { client, state, settle } = await startOn({ ...content, partText: 'Dear Lin' });
    showSource('headers');
    expect(client.made.some(({ call }) => call === 'parts.get')).toBe(false);
    showSource('parts');
    await settle();
    await openPart('spoof', '1.1');
    await openPart('spoof', '1.1');
    await loadParts('spoof');
    expect(client.made.filter(({ call }) => call.startsWith('part')).map(({ call }) => call)).toEqual(['parts.get', 'part.read']);
    expect(state().parts.get('spoof')?.texts.get('1.1')).toEqual({ text: 'Dear Lin', truncated: false });
  });
});
