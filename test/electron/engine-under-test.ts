/** An engine that works in the process of the test; every request, reply and event passes the checks of the contract. */
import { expect, onTestFinished } from 'vitest';
import { createEngine, type EngineOptions } from '../../electron/engine/engine.ts';
import { checkCalls, checkEvents } from '../../electron/transport/checked.ts';
import { connectInProcess } from '../../electron/transport/in-process.ts';
import type { Call, EventBody, EventName, EvidenceRow, Reply, Request } from '../../shared/contract.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { folder } from './evidence.ts';

export type Items = Request<'evidence.add'>['items'];

/** `cases` is a folder of its own unless it is given, and so is the place of temporary files. */
export function engineUnderTest(options: Partial<EngineOptions> = {}) {
  const heard: { readonly name: EventName; readonly body: unknown }[] = [];
  const waiting: (() => void)[] = [];
  const bugs: unknown[] = [];
  const reportBug = (what: string, error: unknown): void => void bugs.push(`${what}: ${String(error)}`);
  const hear = checkEvents((name, body) => {
    heard.push({ name, body });
    for (const wake of waiting.splice(0)) wake();
  }, reportBug);
  const created = createEngine({
    emit: hear,
    version: '1.2.3',
    host: 'loopback',
    sampleDirectory: null,
    worker: null,
    cases: folder({}),
    temporary: folder({}),
    onBug: (bug) => bugs.push(bug instanceof Error ? bug.stack : bug),
    ...options,
  });
  let isDisposed = false;
  const dispose = async (): Promise<void> => {
    if (isDisposed) return;
    isDisposed = true;
    await created.dispose();
    expect(bugs).toEqual([]);
  };
  onTestFinished(dispose);
  const checked = checkCalls(connectInProcess(created.handlers), reportBug);
  const ask = async <C extends Call>(name: C, request: Request<C>): Promise<Outcome<Reply<C>>> =>
    (await checked(name, request)) as Outcome<Reply<C>>;
  const call = async <C extends Call>(name: C, request: Request<C>): Promise<Reply<C>> => {
    const outcome = await ask(name, request);
    if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
    return outcome.value;
  };
  const bodies = <E extends EventName>(wanted: E): readonly EventBody<E>[] =>
    heard.flatMap(({ name, body }) => (name === wanted ? [body as EventBody<E>] : []));
  /** Resolves with the first event of this name, past or future, that fits. */
  const until = async <E extends EventName>(name: E, fits: (body: EventBody<E>) => boolean): Promise<EventBody<E>> => {
    for (;;) {
      const found = bodies(name).find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((wake) => waiting.push(wake));
    }
  };
  const finished = (job: string): Promise<EventBody<'job.progress'>> => until('job.progress', (body) => body.job === job && body.finished);
  /** Until no job is under way. */
  const idle = async (): Promise<void> => {
    for (const job of new Set(bodies('job.progress').map((each) => each.job))) await finished(job);
  };
  const load = async (items: Items): Promise<EventBody<'job.progress'>> => await finished((await call('evidence.add', { items })).job);
  const rows = async (): Promise<readonly EvidenceRow[]> => (await call('evidence.list', {})).rows;
  return { ...created, dispose, ask, call, bodies, until, finished, idle, load, rows, heard };
}
