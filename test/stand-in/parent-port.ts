/** Preloaded into a process that `utilityProcess.fork` of the stand-in started: gives it `process.parentPort`, as Electron does. */
import { EventEmitter } from 'node:events';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send !== undefined) {
  const port = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => void process.send?.(message) });
  process.on('message', (data) => port.emit('message', { data, ports: [] }));
  Object.assign(process, { parentPort: port });
}
