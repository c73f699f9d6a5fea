/** Electron's `utilityProcess` over `child_process`, with structured clones both ways. */
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';

/** The processes that were forked, the newest last: a test may want one to crash. */
export const forkedPids: number[] = [];

export const utilityProcess = {
  fork(
    path: string,
    words: readonly string[] = [],
  ): EventEmitter & { postMessage: (message: unknown) => void; kill: () => boolean; pid: number | undefined } {
    const child = fork(path, words, { execArgv: ['--import', new URL('parent-port.ts', import.meta.url).href], serialization: 'advanced' });
    if (child.pid !== undefined) forkedPids.push(child.pid);
    const utility = Object.assign(new EventEmitter(), {
      pid: child.pid,
      postMessage: (message: unknown) => void child.send(message as object),
      kill: () => child.kill(),
    });
    child.on('message', (message) => utility.emit('message', message));
    child.on('exit', (code) => utility.emit('exit', code ?? 1));
    return utility;
  },
};
