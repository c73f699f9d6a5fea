/** A Chromium of our own, and the DevTools protocol to it over its WebSocket. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type Params = Record<string, unknown>;
type Listener = (params: Params, sessionId: string | undefined) => void;

export interface DevTools {
  /** Where a second client (the test) can join in. */
  readonly endpoint: string;
  readonly send: (method: string, params?: Params, sessionId?: string) => Promise<Params>;
  readonly on: (method: string, listener: Listener) => void;
  readonly close: () => void;
}

/** Starts Chromium with a profile of its own, without a window yet. */
export async function startChromium(
  executable: string,
  profile: string,
  switches: readonly string[],
  headless: boolean,
): Promise<DevTools> {
  const child = spawn(
    executable,
    [
      ...(headless ? ['--headless=new'] : []),
      // Only root needs this: Chromium refuses to sandbox root. The pages here are our own.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--no-startup-window',
      '--disable-sync',
      '--disable-extensions',
      '--disable-default-apps',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--force-color-profile=srgb',
      '--password-store=basic',
      '--use-mock-keychain',
      ...switches,
    ],
    { stdio: 'ignore' },
  );
  const endpoint = await readEndpoint(child, join(profile, 'DevToolsActivePort'));
  return connect(endpoint, () => child.kill());
}

/** Chromium writes the port that it took, and the path of its WebSocket, into its profile. */
async function readEndpoint(child: ChildProcess, file: string): Promise<string> {
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`Chromium ended with code ${child.exitCode} before it could be reached.`);
    const [port, path] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (port !== undefined && path !== undefined) return `ws://127.0.0.1:${port}${path}`;
    await sleep(20);
  }
  child.kill();
  throw new Error('Chromium did not open its DevTools port within 30 seconds.');
}

async function connect(endpoint: string, kill: () => void): Promise<DevTools> {
  const socket = new WebSocket(endpoint);
  const open = new Map<number, { resolve: (result: Params) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Listener[]>();
  let nextId = 1;
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('The DevTools WebSocket of Chromium did not open.')));
  });
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as {
      id?: number;
      method?: string;
      params?: Params;
      result?: Params;
      error?: { message: string };
      sessionId?: string;
    };
    if (message.id === undefined) {
      for (const listener of listeners.get(message.method ?? '') ?? []) listener(message.params ?? {}, message.sessionId);
      return;
    }
    const call = open.get(message.id);
    open.delete(message.id);
    if (message.error === undefined) call?.resolve(message.result ?? {});
    else call?.reject(new Error(message.error.message));
  });
  socket.addEventListener('close', () => {
    for (const { reject } of open.values()) reject(new Error('Chromium is gone.'));
    open.clear();
  });
  return {
    endpoint,
    send(method, params = {}, sessionId) {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject });
        socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
      });
    },
    on(method, listener) {
      listeners.set(method, [...(listeners.get(method) ?? []), listener]);
    },
    close() {
      socket.close();
      kill();
    },
  };
}
