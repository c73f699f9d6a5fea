/** Holds the one client of this window for the actions. */
import type { Client } from '../client.ts';

let current: Client | null = null;

/** Called once, by `start`. */
export function holdClient(client: Client): void {
  current = client;
}

/** The client. An action before `start` is a bug. */
export function theClient(): Client {
  if (current === null) throw new Error('the window has not been started');
  return current;
}
