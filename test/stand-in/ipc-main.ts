/** Electron's `ipcMain`: the handlers that main registered. */

type Handler = (event: unknown, ...words: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`There is a handler for ${channel} already.`);
    handlers.set(channel, handler);
  },
};

export async function handleInvoke(channel: string, event: unknown, words: readonly unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler for ${channel}.`);
  return handler(event, ...words);
}
