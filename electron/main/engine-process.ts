/** Keeps the engine alive in a process of its own: hostile bytes are parsed there, and a crash there costs the session's evidence, not the window. */
import type { UtilityProcess } from 'electron';
import { type Outcome, refuse } from '../../shared/outcome.ts';
import type { Dispatch } from '../transport/in-process.ts';
import { type Connection, connect } from '../transport/message-port.ts';

export type ForkedEngine = Pick<UtilityProcess, 'postMessage' | 'on' | 'kill'>;

export interface EngineProcessOptions {
  readonly fork: () => ForkedEngine;
  readonly onEvent: (name: string, body: unknown) => void;
  /** Called after a crash with the sentence to show, once a new engine runs (or will not be started again). */
  readonly onCrash: (message: string) => void;
  /** Milliseconds of any steady clock. */
  readonly now: () => number;
}

/** Milliseconds that the engine has to write what is pending: a case of a folder's size takes a fraction of one second. */
const patience = 5_000;
/** More crashes than this in a minute, and the fault is not in one message: stop, and say so. */
const crashesAMinute = 3;

/** `stop` resolves once the engine has written what was pending and is gone. */
export function startEngine({ fork, onEvent, onCrash, now }: EngineProcessOptions): { dispatch: Dispatch; stop: () => Promise<void> } {
  let crashes: number[] = [];
  let stopped = false;
  /** Whether no engine runs, because it crashed too often. */
  let isGone = false;
  let running = run();

  function run(): { child: ForkedEngine; connection: Connection } {
    const child = fork();
    const port = {
      post: (message: unknown) => child.postMessage(message),
      listen: (receive: (message: unknown) => void) => void child.on('message', receive),
    };
    const connection = connect(port, onEvent);
    child.on('exit', (code) => {
      connection.close('The engine stopped while it was working on this.');
      if (!stopped) restart(code);
    });
    return { child, connection };
  }

  function restart(code: number): void {
    crashes = [...crashes.filter((at) => now() - at < 60_000), now()];
    if (crashes.length > crashesAMinute) {
      isGone = true;
      onCrash(`The engine stopped ${crashes.length} times within a minute (last exit code ${code}). Please start Waybill again.`);
      return;
    }
    running = run();
    onCrash(`The engine stopped (exit code ${code}) and was started again. Please add the evidence anew.`);
  }

  return {
    dispatch: (name, request): Promise<Outcome<unknown>> =>
      stopped ? Promise.resolve(refuse('internal', 'Waybill is closing.')) : running.connection.dispatch(name, request),
    stop() {
      if (stopped) return Promise.resolve();
      stopped = true;
      const { child, connection } = running;
      return new Promise((resolve) => {
        if (isGone) {
          resolve();
          return;
        }
        const timer = setTimeout(() => {
          child.kill();
          resolve();
        }, patience);
        child.on('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        connection.end();
      });
    },
  };
}
