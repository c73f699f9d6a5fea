/** The port of a utility process to the main process that forked it. */
import type { Port } from './message-port.ts';

interface ElectronParentPort {
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** The parent port as a `Port`. Throws where the process was not forked by `utilityProcess.fork`: it has nobody to serve then. */
export function parentPort(): Port {
  const port = (process as unknown as { parentPort?: ElectronParentPort }).parentPort;
  if (port === undefined) throw new Error('This file is the entry of an Electron utility process; it cannot run on its own.');
  return {
    post: (message) => port.postMessage(message),
    listen: (receive) => port.on('message', ({ data }) => receive(data)),
  };
}
