/** Picks what the window talks through: the bridge of Electron's preload where there is one, else the loopback host over HTTP. */
import type { Bridge, WindowWithBridge } from '../shared/bridge.ts';
import { walkDrop } from './dropped-files.ts';
import { connectLoopback } from './loopback-bridge.ts';

export interface Client extends Bridge {
  /** The files of a drop. Electron's bridge takes folders as they are; elsewhere the window walks them itself. Call it inside the drop event. */
  readonly collect: (transfer: DataTransfer) => Promise<readonly File[]>;
}

/** The client for this window. Nothing is sent before the first call. */
export function connectClient(host: WindowWithBridge): Client {
  const { waybill } = host;
  if (waybill === undefined) return { ...connectLoopback(), collect: walkDrop };
  const { calls, on, addFiles, addSnapshotFiles, addTenantFiles, addOperatorFiles, addSuffixFiles } = waybill;
  return {
    calls,
    on,
    addFiles,
    addSnapshotFiles,
    addTenantFiles,
    addOperatorFiles,
    addSuffixFiles,
    collect: (transfer) => Promise.resolve([...transfer.files]),
  };
}
