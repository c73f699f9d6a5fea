import { describe, expect, it } from 'vitest';
import { connect, emitOver, type Port, serve } from '../../../electron/transport/message-port.ts';
import type { Handlers } from '../../../shared/contract.ts';
import { succeed } from '../../../shared/outcome.ts';

/** Two ports that structured-clone what they post to each other, one turn of the loop later. */
function pair(): [Port, Port] {
  const receivers: [((message: unknown) => void) | null, ((message: unknown) => void) | null] = [null, null];
  const port = (own: 0 | 1): Port => ({
    post: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => receivers[own === 0 ? 1 : 0]?.(copy));
    },
    listen: (receive) => {
      receivers[own] = receive;
    },
  });
  return [port(0), port(1)];
}

const handlers = {
  'evidence.list': async () => succeed({ rows: [] }),
  'source.read': async ({ start }: { start: number }) => succeed({ start, text: '', size: 0 }),
  'snapshot.get': async () => {
    throw new Error('a bug');
  },
} as unknown as Handlers;

describe('a message port', () => {
  it('keeps calls apart, whatever order they are answered in', async () => {
    const [here, there] = pair();
    serve(handlers, there, () => {});
    const { dispatch } = connect(here, () => {});
    const outcomes = await Promise.all([
      dispatch('source.read', { start: 1 }),
      dispatch('evidence.list', {}),
      dispatch('source.read', { start: 2 }),
    ]);
    expect(outcomes).toEqual([succeed({ start: 1, text: '', size: 0 }), succeed({ rows: [] }), succeed({ start: 2, text: '', size: 0 })]);
  });

  it("answers a bug as 'internal' and tells its own process of it", async () => {
    const [here, there] = pair();
    const bugs: unknown[] = [];
    serve(handlers, there, (error, name) => void bugs.push([name, String(error)]));
    expect(await connect(here, () => {}).dispatch('snapshot.get', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(bugs).toEqual([['snapshot.get', 'Error: a bug']]);
  });

  it.each(['nothing.get', 'constructor'])('refuses the name %s', async (name) => {
    const [here, there] = pair();
    serve(handlers, there, () => {});
    expect(await connect(here, () => {}).dispatch(name, {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('carries events and bytes', async () => {
    const [here, there] = pair();
    const heard = new Promise((resolve) => connect(here, (name, body) => resolve([name, body])));
    emitOver(there)('evidence.removed', { id: 'x' });
    expect(await heard).toEqual(['evidence.removed', { id: 'x' }]);
  });

  it('answers open and later calls once it is closed', async () => {
    const [here] = pair();
    const { dispatch, close } = connect(here, () => {});
    const open = dispatch('evidence.list', {});
    close('Gone.');
    expect([await open, await dispatch('evidence.list', {})]).toMatchObject([
      { ok: false, error: { message: 'Gone.' } },
      { ok: false, error: { message: 'Gone.' } },
    ]);
  });
});
