/** The menu bar: what the window can do, with its keys. Items send `command` events; the window carries them out as it does its own buttons. */
import type { MenuItemConstructorOptions } from 'electron';
import type { EventBody } from '../../shared/contract.ts';

type Command = EventBody<'command'>['name'];

export interface MenuFacts {
  readonly isMac: boolean;
  /** The developer tools belong to a checkout, not to an installed app. */
  readonly isPackaged: boolean;
  readonly command: (name: Command) => void;
}

export function menuTemplate({ isMac, isPackaged, command }: MenuFacts): MenuItemConstructorOptions[] {
  const item = (label: string, name: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    id: name,
    click: () => command(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        item('Open Messages…', 'open', 'CmdOrCtrl+O'),
        item('Open Folder…', 'open-folder', 'CmdOrCtrl+Shift+O'),
        item('Paste Message Source…', 'paste', 'CmdOrCtrl+Shift+V'),
        separator,
        item('Add DNS Snapshot…', 'open-snapshot', 'CmdOrCtrl+D'),
        separator,
        item('New Case', 'new-case', 'CmdOrCtrl+N'),
        item('Open Case…', 'open-case'),
        item('Save Case', 'save-case', 'CmdOrCtrl+S'),
        item('Save Case As…', 'save-case-as', 'CmdOrCtrl+Shift+S'),
        item('Open the Sample Case', 'sample'),
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        item('Find…', 'find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Messages', 'show-messages'),
        item('Reports', 'show-reports'),
        separator,
        item('Dark or Light', 'toggle-theme', 'CmdOrCtrl+Shift+L'),
        separator,
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        separator,
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : [separator, { role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [item('Keyboard Shortcuts', 'shortcuts', 'F1'), ...(isMac ? [] : [{ role: 'about' } satisfies MenuItemConstructorOptions])],
    },
  ];
}
