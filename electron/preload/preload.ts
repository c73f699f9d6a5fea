/** Gives the page its `Bridge`: one method a call, events, and files turned into paths. Nothing else crosses, and no schema is bundled: main checks. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type Bridge, callNames, type FileCall } from '../../shared/bridge.ts';
import type { EventName, Reply } from '../../shared/contract.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { callChannel, eventChannel, filesChannel } from './channels.ts';
import { fileItems } from './file-items.ts';

type Listener = (body: unknown) => void;
const listeners = new Map<EventName, Set<Listener>>();

ipcRenderer.on(eventChannel, (_event, name: EventName, body: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(body);
});

async function addFilesTo<C extends FileCall>(name: C, files: readonly File[]): Promise<Outcome<Reply<C>>> {
  const items = await fileItems([...files], (file) => webUtils.getPathForFile(file));
  return ipcRenderer.invoke(filesChannel, name, { items });
}

const calls = Object.fromEntries(
  Object.keys(callNames).map((name) => [name, (request: unknown) => ipcRenderer.invoke(callChannel, name, request)]),
) as Bridge['calls'];

const bridge: Bridge = {
  calls,
  on(name, listener) {
    const heard = listeners.get(name) ?? new Set();
    listeners.set(name, heard.add(listener as Listener));
    return () => {
      heard.delete(listener as Listener);
    };
  },
  addFiles: (files) => addFilesTo('evidence.add', files),
  addSnapshotFiles: (files) => addFilesTo('snapshot.add', files),
  addTenantFiles: (files) => addFilesTo('tenants.add', files),
  addOperatorFiles: (files) => addFilesTo('operators.add', files),
  addSuffixFiles: (files) => addFilesTo('suffixes.add', files),
};

contextBridge.exposeInMainWorld('waybill', bridge);
