/** Opens the gate on Electron's IPC: the only file that touches `ipcMain`, and the only channels from the window to this process. */
import { ipcMain } from 'electron';
import type { Outcome } from '../../shared/outcome.ts';
import { callChannel, filesChannel } from '../preload/channels.ts';
import { onlyFileCalls, refusePaths } from '../transport/page-calls.ts';
import { gate } from './gate.ts';

/** `ourContents` gives the web contents of the open window (or null); `call` is the checked contract. */
export function openGate(ourContents: () => unknown, call: (name: unknown, request: unknown) => Promise<Outcome<unknown>>): void {
  ipcMain.handle(callChannel, gate(ourContents, refusePaths(call)));
  ipcMain.handle(filesChannel, gate(ourContents, onlyFileCalls(call)));
}
