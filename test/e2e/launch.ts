/** Starts Waybill for a spec: in Electron where its runtime is installed, else on the stand-in; or through the loopback host in Chromium. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, _electron as electron, type Page } from '@playwright/test';
import { findChromium } from '../../electron/setup/browser.mjs';
import { findElectron } from '../../electron/setup/open-window.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface App {
  readonly host: 'electron' | 'stand-in' | 'loopback';
  readonly page: Page;
  readonly context: BrowserContext;
  /** The next open dialogs end with these paths chosen; with none, they are cancelled. */
  readonly choosePaths: (paths: readonly string[]) => Promise<void>;
  readonly clickMenu: (id: string) => Promise<void>;
  /** The process of the engine; null where it has none of its own. */
  readonly enginePid: () => Promise<number | null>;
  readonly close: () => Promise<void>;
}

/** Opens the app with these words on its command line (paths, `--sample`). */
export async function launchApp(words: readonly string[] = []): Promise<App> {
  const executable = findElectron(root);
  return executable === null ? launchStandIn(words) : launchElectron(executable, words);
}

async function launchElectron(executablePath: string, words: readonly string[]): Promise<App> {
  const profile = temporaryFolder();
  // Only in tests: a container's root cannot have Chromium's sandbox. `npm start` never does this.
  const rootOnly = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await electron.launch({ executablePath, args: [root, `--user-data-dir=${profile}`, ...rootOnly, ...words] });
  return {
    host: 'electron',
    page: await app.firstWindow(),
    context: app.context(),
    choosePaths: (paths) =>
      app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
        },
        [...paths],
      ),
    clickMenu: (name) => app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), name),
    enginePid: () => app.evaluate(({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Waybill engine')?.pid ?? null),
    async close() {
      await app.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function launchStandIn(words: readonly string[]): Promise<App> {
  const profile = temporaryFolder();
  const child = fork(join(root, 'test/stand-in/run.ts'), [root, `--user-data-dir=${profile}`, ...words], { execArgv: [] });
  const { endpoint } = await nextMessage(child);
  // isLocal: files are chosen by their path, as a person does, instead of being copied into the browser.
  const browser = await chromium.connectOverCDP(String(endpoint), { isLocal: true });
  const context = firstContext(browser);
  const ask = async (message: Record<string, unknown>): Promise<{ enginePid?: number }> => {
    const answered = nextMessage(child);
    child.send(message);
    return answered;
  };
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.waitForURL(/index\.html$/);
  return {
    host: 'stand-in',
    page,
    context,
    choosePaths: async (choosePaths) => void (await ask({ choosePaths })),
    clickMenu: async (clickMenu) => void (await ask({ clickMenu })),
    enginePid: async () => (await ask({})).enginePid ?? null,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await browser.close();
      child.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export interface Loopback extends App {
  /** The one-time address; the page has used it up already. */
  readonly url: string;
}

/** Opens the window through the loopback host. Dialogs and menus belong to the browser there, so those two do nothing. */
export async function launchLoopback(words: readonly string[] = []): Promise<Loopback> {
  const { url, end } = await startLoopbackHost(words);
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 920 } });
  const page = await context.newPage();
  await page.goto(url);
  return {
    host: 'loopback',
    url,
    page,
    context,
    choosePaths: async () => {},
    clickMenu: async () => {},
    enginePid: async () => null,
    async close() {
      await browser.close();
      await end();
    },
  };
}

/** Only the host, for specs that talk to it without a window. Gives its one-time address. */
export async function startLoopbackHost(words: readonly string[] = []): Promise<{ url: string; end: () => Promise<void> }> {
  const child = spawn(process.execPath, [join(root, 'out/loopback/loopback.js'), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(text);
      if (found !== null) resolve(found[0]);
    });
    child.on('exit', (code) => reject(new Error(`The loopback host ended with code ${code}: ${text}`)));
  });
  return {
    url,
    end: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}

export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium(process.platform, process.env);
  return chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-background-networking', '--disable-component-update'],
  });
}

/** Drops files and folders onto the page, as the system's file manager would. */
export async function dropPaths({ page, context }: App, files: readonly string[]): Promise<void> {
  const session = await context.newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: width / 2,
      y: height / 2,
      data: { items: [], files: [...files], dragOperationsMask: 1 },
    });
  }
  await session.detach();
}

function firstContext(browser: Browser): BrowserContext {
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('Chromium has no browser context.');
  return context;
}

function nextMessage(child: ChildProcess): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Record<string, unknown>));
    child.once('exit', (code) => reject(new Error(`The stand-in ended with code ${code}.`)));
  });
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'waybill-e2e-'));
}
