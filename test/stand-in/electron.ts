/** What `import … from 'electron'` gives the built main process here: only what Waybill uses. */
import { EventEmitter } from 'node:events';

export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc-main.ts';
export { protocol } from './protocol.ts';
export { utilityProcess } from './utility-process.ts';

import { defaultSession } from './session.ts';
import { forkedPids } from './utility-process.ts';

export const session = { defaultSession };
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });

interface MenuItem {
  readonly id?: string;
  readonly submenu?: readonly MenuItem[];
  readonly click?: () => void;
}

let applicationMenu: readonly MenuItem[] = [];
export const Menu = {
  buildFromTemplate: (template: readonly MenuItem[]) => template,
  setApplicationMenu: (template: readonly MenuItem[]) => {
    applicationMenu = template;
  },
};

let chosenPaths: readonly string[] = [];
export const dialog = {
  showOpenDialog: async () => ({ canceled: chosenPaths.length === 0, filePaths: [...chosenPaths] }),
};

/** The test's hand on what is outside the page: the open dialog, the menu bar, and the process of the engine. */
process.on('message', (message: { choosePaths?: readonly string[]; clickMenu?: string }) => {
  if (message.choosePaths !== undefined) chosenPaths = message.choosePaths;
  if (message.clickMenu !== undefined) findItem(applicationMenu, message.clickMenu)?.click?.();
  process.send?.({ enginePid: forkedPids.at(-1) });
});

function findItem(items: readonly MenuItem[], id: string): MenuItem | null {
  for (const item of items) {
    const found = item.id === id ? item : findItem(item.submenu ?? [], id);
    if (found !== null) return found;
  }
  return null;
}
