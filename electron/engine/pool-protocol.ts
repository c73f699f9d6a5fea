/** What a pool and its workers say to each other, and the worker's half of it. Knows nothing about mail. */
import type { MessagePort } from 'node:worker_threads';
import { type Outcome, refuse } from '../../shared/outcome.ts';

export type ToWorker<SetUp, Task> =
  /** Only the parts that have changed. */
  { readonly kind: 'set-up'; readonly parts: Partial<SetUp> } | { readonly kind: 'task'; readonly id: number; readonly task: Task };

export type FromWorker<Result> =
  /** The task's clock starts here: loading code and set-up are not the message's fault. */
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'finished'; readonly id: number; readonly outcome: Outcome<Result>; readonly bug: string | null };

export interface WorkerRole<SetUp, Task, Result> {
  /** Called before the first task and whenever parts of the shared state have changed; the others stay as they are. */
  setUp(parts: Partial<SetUp>): void;
  perform(task: Task): Promise<Outcome<Result>>;
}

/**
 * Serves tasks one at a time, in the order they come. The one place of a worker process where bugs are caught: they
 * become the refusal `internal`, and their stack goes to the pool's owner.
 */
export function serveTasks<SetUp, Task, Result>(port: MessagePort, role: WorkerRole<SetUp, Task, Result>): void {
  let queue: Promise<void> = Promise.resolve();
  let setUpBug: string | null = null;

  const handle = async (message: ToWorker<SetUp, Task>): Promise<void> => {
    const post = (answer: FromWorker<Result>) => port.postMessage(answer);
    try {
      if (message.kind === 'set-up') {
        setUpBug = null;
        role.setUp(message.parts);
        return;
      }
      post({ kind: 'started', id: message.id });
      if (setUpBug !== null) throw new Error(setUpBug);
      post({ kind: 'finished', id: message.id, outcome: await role.perform(message.task), bug: null });
    } catch (error) {
      const bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (message.kind === 'set-up') setUpBug = bug;
      else post({ kind: 'finished', id: message.id, outcome: refuse('internal', 'A bug in Waybill stopped this input.'), bug });
    }
  };

  port.on('message', (message: ToWorker<SetUp, Task>) => {
    queue = queue.then(() => handle(message));
  });
}
