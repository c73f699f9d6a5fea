/** The contract inside one process: for the loopback host, whose engine runs beside its server, and for tests. */
import type { Call, Handlers } from '../../shared/contract.ts';
import { type Outcome, refuse } from '../../shared/outcome.ts';

/** Carries a call to its handler. What crosses is parsed at the boundary by `checked.ts`, not here. */
export type Dispatch = (name: string, request: unknown) => Promise<Outcome<unknown>>;

/** Looks the call up among the handlers; its request must have been parsed already. */
export function connectInProcess(handlers: Handlers): Dispatch {
  return (name, request) => {
    if (!Object.hasOwn(handlers, name)) return Promise.resolve(refuse('bad-request', `There is no call named ${name}.`));
    return (handlers[name as Call] as (request: unknown) => Promise<Outcome<unknown>>)(request);
  };
}
