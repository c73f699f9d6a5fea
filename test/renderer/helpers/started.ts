/** Starts the store on an in-memory client, as the window does, for tests of the actions. */
import { flushEvents, start } from '../../../renderer/actions/connection.ts';
import { useWaybill, type WaybillState } from '../../../renderer/store.ts';
import { createMemoryClient, type MemoryClient, type MemoryContent } from './memory-client.ts';

export interface Started {
  readonly client: MemoryClient;
  readonly commands: readonly string[];
  readonly state: () => WaybillState;
  /** Lets waiting answers arrive, and writes gathered events. */
  readonly settle: () => Promise<void>;
}

/** A started window without a document. */
export async function startOn(content: MemoryContent): Promise<Started> {
  const client = createMemoryClient(content);
  const commands: string[] = [];
  const settle = async (): Promise<void> => {
    flushEvents();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  await start(client, (name) => commands.push(name));
  await settle();
  return { client, commands, state: useWaybill.getState, settle };
}
