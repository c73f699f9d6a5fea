import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveTasks, type WorkerRole } from '../../../electron/engine/pool-protocol.ts';
import { succeed } from '../../../shared/outcome.ts';

interface Shared {
  readonly dns: string;
}

/** Serves a role over a channel; gives what it answers to these messages, up to the number of answers. */
async function converse(role: WorkerRole<Shared, string, string>, messages: readonly unknown[], answers: number): Promise<unknown[]> {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  serveTasks(port2, role);
  const heard: unknown[] = [];
  const complete = new Promise<void>((resolve) => {
    port1.on('message', (answer) => {
      heard.push(answer);
      if (heard.length === answers) resolve();
    });
  });
  for (const each of messages) port1.postMessage(each);
  await complete;
  return heard;
}

const task = (id: number, what: string) => ({ kind: 'task', id, task: what });

describe('a worker that serves tasks', () => {
  it('performs them one at a time, in order, with what was set up before', async () => {
    let shared = 'nothing';
    const role: WorkerRole<Shared, string, string> = {
      setUp: ({ dns = 'nothing new' }) => {
        shared = dns;
      },
      perform: async (what) => succeed(`${what} with ${shared}`),
    };
    const heard = await converse(role, [{ kind: 'set-up', parts: { dns: 'DNS' } }, task(1, 'a'), task(2, 'b')], 4);
    expect(heard).toEqual([
      { kind: 'started', id: 1 },
      { kind: 'finished', id: 1, outcome: { ok: true, value: 'a with DNS' }, bug: null },
      { kind: 'started', id: 2 },
      { kind: 'finished', id: 2, outcome: { ok: true, value: 'b with DNS' }, bug: null },
    ]);
  });

  it('turns a bug into the refusal `internal` with its stack beside it, and goes on', async () => {
    const role: WorkerRole<Shared, string, string> = {
      setUp: () => undefined,
      perform: async (what) => {
        if (what === 'bad') throw new Error('broken here');
        return succeed(what);
      },
    };
    const heard = await converse(role, [task(1, 'bad'), task(2, 'good')], 4);
    expect(heard[1]).toMatchObject({ kind: 'finished', id: 1, outcome: { ok: false, error: { code: 'internal' } } });
    expect(heard[1]).toHaveProperty('bug', expect.stringContaining('broken here'));
    expect(heard[3]).toEqual({ kind: 'finished', id: 2, outcome: { ok: true, value: 'good' }, bug: null });
  });

  it('refuses tasks after a failed set-up instead of judging by the old state', async () => {
    const role: WorkerRole<Shared, string, string> = {
      setUp: () => {
        throw new Error('no such snapshot');
      },
      perform: async (what) => succeed(what),
    };
    const heard = await converse(role, [{ kind: 'set-up', parts: { dns: '' } }, task(1, 'a')], 2);
    expect(heard[1]).toMatchObject({ id: 1, outcome: { ok: false, error: { code: 'internal' } } });
  });
});
