/** The contract over anything that posts structured clones both ways: a utility process's parent port, a worker's port, or a pair of functions in a test. */
import type { EmitEvent, Handlers } from '../../shared/contract.ts';
import { type Outcome, refuse } from '../../shared/outcome.ts';
import { connectInProcess, type Dispatch } from './in-process.ts';

/** What a medium must do: post a message, and hand over each message that arrives. */
export interface Port {
  readonly post: (message: unknown) => void;
  readonly listen: (receive: (message: unknown) => void) => void;
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly request: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly outcome: Outcome<unknown> }
  | { readonly kind: 'event'; readonly name: string; readonly body: unknown }
  /** Nothing more will be asked: finish what must be finished. */
  | { readonly kind: 'end' };

/** Serves handlers to the other end. A handler that throws has a bug: it is logged by `onBug` and answered as `internal`. `onEnd`: the other end is leaving. */
export function serve(
  handlers: Handlers,
  port: Port,
  onBug: (error: unknown, name: string) => void,
  onEnd: () => void = () => undefined,
): void {
  const dispatch = connectInProcess(handlers);
  port.listen((received) => {
    const message = received as Message;
    if (message.kind === 'end') onEnd();
    if (message.kind !== 'call') return;
    const { id, name, request } = message;
    void (async () => {
      let outcome: Outcome<unknown>;
      try {
        outcome = await dispatch(name, request);
      } catch (error) {
        onBug(error, name);
        outcome = refuse('internal', `Waybill failed on ${name}. This is a bug in Waybill.`);
      }
      port.post({ kind: 'reply', id, outcome } satisfies Message);
    })();
  });
}

/** Sends events to the other end, for `createEngine({ emit })`. */
export function emitOver(port: Port): EmitEvent {
  return (name, body) => port.post({ kind: 'event', name, body } satisfies Message);
}

export interface Connection {
  readonly dispatch: Dispatch;
  /** Tells the other end that nothing more will be asked of it. */
  readonly end: () => void;
  /** Answers every open call with a refusal, and every later one too: the other end is gone. */
  readonly close: (why: string) => void;
}

/** Calls the handlers at the other end and hears its events, both unchecked. */
export function connect(port: Port, onEvent: (name: string, body: unknown) => void): Connection {
  const open = new Map<number, (outcome: Outcome<unknown>) => void>();
  let nextId = 1;
  let closed: string | null = null;
  port.listen((received) => {
    const message = received as Message;
    if (message.kind === 'event') onEvent(message.name, message.body);
    if (message.kind === 'reply') {
      open.get(message.id)?.(message.outcome);
      open.delete(message.id);
    }
  });
  return {
    dispatch(name, request) {
      if (closed !== null) return Promise.resolve(refuse('internal', closed));
      const id = nextId++;
      return new Promise((resolve) => {
        open.set(id, resolve);
        port.post({ kind: 'call', id, name, request } satisfies Message);
      });
    },
    end: () => port.post({ kind: 'end' } satisfies Message),
    close(why) {
      closed = why;
      for (const resolve of open.values()) resolve(refuse('internal', why));
      open.clear();
    },
  };
}
