/** Electron's `BrowserWindow` and its web contents, over a page of Chromium. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserWindowConstructorOptions } from 'electron';
import { chromiumOrigin, toChromium, toMain } from './addresses.ts';
import type { DevTools, Params } from './devtools.ts';
import { handleInvoke } from './ipc-main.ts';
import { answerScheme } from './protocol.ts';
import { isCancelled, permissionSettings } from './session.ts';
import { decodeValue, encodeValue } from './wire.ts';
import { worldScripts } from './worlds.ts';

const worldName = 'Electron Isolated Context';

/** The parts that the windows of one app share; `app.ts` fills it in when Chromium is up. */
export interface Host {
  readonly devTools: DevTools;
  readonly onContents: (contents: WebContents) => void;
  readonly onWindowClosed: (window: BrowserWindow) => void;
}

let host: Host | null = null;
export function setHost(started: Host): void {
  host = started;
}

export class WebContents extends EventEmitter {
  readonly mainFrame = { url: 'about:blank', parent: null };
  openHandler: () => { action: 'deny' | 'allow' } = () => ({ action: 'allow' });
  /** Set by the window once its page exists. */
  deliver: (text: string) => void = () => {};

  setWindowOpenHandler(handler: () => { action: 'deny' | 'allow' }): void {
    this.openHandler = handler;
  }

  setWebRTCIPHandlingPolicy(): void {}

  getURL(): string {
    return this.mainFrame.url;
  }

  send(channel: string, ...words: unknown[]): void {
    this.deliver(JSON.stringify({ channel, words: words.map(encodeValue) }));
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly #page: Promise<void>;
  #sessionId = '';
  #targetId = '';
  #isolatedContext: number | null = null;
  /** The address that main itself is loading: not a navigation by the page. */
  #loading: string | null = null;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    const { webPreferences = {} } = options;
    if (webPreferences.contextIsolation !== true || webPreferences.sandbox !== true || webPreferences.nodeIntegration !== false) {
      throw new Error('The stand-in only has isolated, sandboxed windows without Node.');
    }
    if (host === null) throw new Error('A window cannot be made before the app is ready.');
    host.onContents(this.webContents);
    this.#page = this.#open(host, options, webPreferences.preload ?? '');
  }

  async loadURL(address: string): Promise<void> {
    await this.#page;
    this.#loading = toChromium(address);
    await this.#send('Page.navigate', { url: this.#loading });
  }

  show(): void {
    void this.#page.then(() => this.#send('Page.bringToFront'));
  }

  close(): void {
    void this.#page.then(() => host?.devTools.send('Target.closeTarget', { targetId: this.#targetId }));
  }

  #send(method: string, params: Params = {}): Promise<Params> {
    if (host === null) throw new Error('Chromium is not running.');
    return host.devTools.send(method, params, this.#sessionId);
  }

  async #open(
    { devTools, onWindowClosed }: Host,
    { width = 800, height = 600 }: BrowserWindowConstructorOptions,
    preload: string,
  ): Promise<void> {
    for (const setting of permissionSettings()) await devTools.send('Browser.setPermission', { ...setting, origin: chromiumOrigin });
    devTools.on('Target.targetCreated', ({ targetInfo }) =>
      this.#judgeNewWindow(targetInfo as { targetId: string; openerId?: string }, devTools),
    );
    devTools.on('Target.targetDestroyed', ({ targetId }) => {
      if (targetId !== this.#targetId) return;
      this.webContents.deliver = () => {};
      this.emit('closed');
      onWindowClosed(this);
    });
    const listen = (method: string, listener: (params: Params) => void): void =>
      devTools.on(method, (params, sessionId) => {
        if (sessionId === this.#sessionId) listener(params);
      });
    listen('Runtime.executionContextCreated', ({ context }) => {
      const { id, name } = context as { id: number; name: string };
      if (name === worldName) this.#isolatedContext = id;
    });
    listen('Runtime.executionContextsCleared', () => {
      this.#isolatedContext = null;
    });
    listen('Runtime.bindingCalled', ({ payload, executionContextId }) => void this.#hear(String(payload), Number(executionContextId)));
    listen('Fetch.requestPaused', (paused) => void this.#judgeRequest(paused));
    listen('Page.loadEventFired', () => this.emit('ready-to-show'));
    listen('Page.frameNavigated', ({ frame }) => {
      const { url, parentId } = frame as { url: string; parentId?: string };
      if (parentId === undefined) this.webContents.mainFrame.url = toMain(url);
    });

    const { targetId } = await devTools.send('Target.createTarget', { url: 'about:blank', width, height, newWindow: true });
    this.#targetId = String(targetId);
    const { sessionId } = await devTools.send('Target.attachToTarget', { targetId, flatten: true });
    this.#sessionId = String(sessionId);
    await this.#send('Page.enable');
    await this.#send('Runtime.enable');
    await this.#send('Runtime.addBinding', { name: 'standInSend', executionContextName: worldName });
    const scripts = worldScripts(readFileSync(preload, 'utf8'), this.webContents.openHandler().action === 'allow');
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main });
    await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.isolated, worldName });
    await this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    this.webContents.deliver = (text) => {
      if (this.#isolatedContext !== null) void this.#receive(text, this.#isolatedContext);
    };
  }

  /** Hands a message to the isolated world; its document may be gone by now, and the message with it. */
  async #receive(text: string, contextId: number): Promise<void> {
    await this.#send('Runtime.evaluate', { contextId, expression: `standInReceive(${JSON.stringify(text)})` }).catch(() => {});
  }

  async #hear(payload: string, contextId: number): Promise<void> {
    const message = JSON.parse(payload) as { id: number; kind: string; channel: string; words: unknown[]; count: number };
    const value =
      message.kind === 'paths'
        ? await Promise.all(Array.from({ length: message.count }, (_, index) => this.#pathOf(contextId, message.id, index)))
        : await handleInvoke(
            message.channel,
            { sender: this.webContents, senderFrame: this.webContents.mainFrame },
            message.words.map(decodeValue),
          );
    await this.#receive(JSON.stringify({ id: message.id, value: encodeValue(value) }), contextId);
  }

  /** The path of a file that the person (or the test) chose; '' for one that a script made. */
  async #pathOf(contextId: number, id: number, index: number): Promise<string> {
    const { result } = await this.#send('Runtime.evaluate', { contextId, expression: `standInFiles.get(${id})[${index}]` });
    const { path } = await this.#send('DOM.getFileInfo', { objectId: (result as { objectId: string }).objectId });
    return String(path);
  }

  /** A link may open a window without `window.open`. */
  #judgeNewWindow({ targetId, openerId }: { targetId: string; openerId?: string }, devTools: DevTools): void {
    if (openerId === this.#targetId && this.webContents.openHandler().action === 'deny')
      void devTools.send('Target.closeTarget', { targetId });
  }

  /** Every request of the page passes here: navigation first, then the session's decision, then our own scheme. */
  async #judgeRequest(paused: Params): Promise<void> {
    const { requestId, resourceType } = paused as { requestId: string; resourceType: string };
    const { url, method } = paused.request as { url: string; method: string };
    const fail = (errorReason: string): Promise<Params> => this.#send('Fetch.failRequest', { requestId, errorReason });
    const address = toMain(url);
    if (resourceType === 'Document' && this.#loading !== url && this.#isNavigationRefused(address)) return void (await fail('Aborted'));
    if (this.#loading === url) this.#loading = null;
    if (await isCancelled(address, resourceType)) return void (await fail('BlockedByClient'));
    const response = address === url ? null : await answerScheme(address, method);
    if (response === null) return void (await this.#send('Fetch.continueRequest', { requestId }));
    await this.#send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: Array.from(response.headers, ([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  }

  #isNavigationRefused(url: string): boolean {
    if (url === this.webContents.mainFrame.url) return false; // a reload from outside the page
    let refused = false;
    const event = { url, preventDefault: () => (refused = true) };
    this.webContents.emit('will-frame-navigate', event);
    this.webContents.emit('will-navigate', event, url);
    return refused;
  }
}
