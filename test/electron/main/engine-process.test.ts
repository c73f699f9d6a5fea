import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { type ForkedEngine, startEngine } from '../../../electron/main/engine-process.ts';

/** A forked engine of the test: what it was sent, and how it ends. */
class FakeEngine extends EventEmitter {
  readonly sent: unknown[] = [];
  isKilled = false;
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  kill(): boolean {
    this.isKilled = true;
    return true;
  }
}

function start(now: () => number = () => 0) {
  const engines: FakeEngine[] = [];
  const heard: unknown[] = [];
  const crashes: string[] = [];
  const engine = startEngine({
    fork: () => {
      const forked = new FakeEngine();
      engines.push(forked);
      return forked as unknown as ForkedEngine;
    },
    onEvent: (name, body) => void heard.push([name, body]),
    onCrash: (message) => void crashes.push(message),
    now,
  });
  return { engine, engines, heard, crashes };
}

describe('startEngine', () => {
  it('carries a call there and its outcome back', async () => {
    const { engine, engines } = start();
    const outcome = engine.dispatch('evidence.list', {});
    expect(engines[0]?.sent).toEqual([{ kind: 'call', id: 1, name: 'evidence.list', request: {} }]);
    engines[0]?.emit('message', { kind: 'reply', id: 1, outcome: { ok: true, value: { rows: [] } } });
    expect(await outcome).toEqual({ ok: true, value: { rows: [] } });
  });

  it('hands events on', () => {
    const { engines, heard } = start();
    engines[0]?.emit('message', { kind: 'event', name: 'evidence.removed', body: { id: '1' } });
    expect(heard).toEqual([['evidence.removed', { id: '1' }]]);
  });

  it('answers open calls when the engine dies, starts a new one, and says so', async () => {
    const { engine, engines, crashes } = start();
    const outcome = engine.dispatch('evidence.list', {});
    engines[0]?.emit('exit', 139);
    expect(await outcome).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(engines.length).toBe(2);
    expect(crashes).toEqual(['The engine stopped (exit code 139) and was started again. Please add the evidence anew.']);
    void engine.dispatch('evidence.list', {});
    expect(engines[1]?.sent.length).toBe(1);
  });

  it('stops trying after the fourth crash within a minute', async () => {
    const { engine, engines, crashes } = start();
    for (let crash = 0; crash < 4; crash++) engines.at(-1)?.emit('exit', 1);
    expect(engines.length).toBe(4);
    expect(crashes.at(-1)).toContain('Please start Waybill again');
    expect(await engine.dispatch('evidence.list', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('forgives crashes that are more than a minute apart', () => {
    let minute = 0;
    const { engines } = start(() => minute++ * 61_000);
    for (let crash = 0; crash < 6; crash++) engines.at(-1)?.emit('exit', 1);
    expect(engines.length).toBe(7);
  });

  it('does not wait for an engine that does not end, nor for one that is gone', async () => {
    vi.useFakeTimers();
    const { engine, engines } = start();
    const stopped = engine.stop();
    await vi.advanceTimersByTimeAsync(6_000);
    vi.useRealTimers();
    await stopped;
    expect(engines[0]?.isKilled).toBe(true);
    const crashed = start();
    for (let crash = 0; crash < 4; crash++) crashed.engines.at(-1)?.emit('exit', 1);
    await crashed.engine.stop();
  });

  it('starts no new engine once it was stopped', async () => {
    const { engine, engines, crashes } = start();
    const stopped = engine.stop();
    expect(engines[0]?.sent).toEqual([{ kind: 'end' }]);
    engines[0]?.emit('exit', 0);
    await stopped;
    expect([engines[0]?.isKilled, engines.length, crashes]).toEqual([false, 1, []]);
    expect(await engine.dispatch('evidence.list', {})).toMatchObject({ ok: false });
  });
});
