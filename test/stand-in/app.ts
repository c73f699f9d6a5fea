/** Electron's `app`: starts Chromium, and ends when its last window is closed. */
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../electron/setup/browser.mjs';
import { setHost } from './browser-window.ts';
import { type DevTools, startChromium } from './devtools.ts';

const switches: string[] = [];
const profile =
  process.argv.find((word) => word.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length) ??
  mkdtempSync(join(tmpdir(), 'waybill-'));
let devTools: DevTools | null = null;
let openWindows = 0;

async function start(): Promise<void> {
  const executable = findChromium(process.platform, process.env);
  if (executable === null) throw new Error('There is no Chromium: install one, or name one in the variable WAYBILL_CHROMIUM.');
  const started = await startChromium(executable, profile, switches, process.env.WAYBILL_HEADED === undefined);
  devTools = started;
  await started.send('Target.setDiscoverTargets', { discover: true });
  setHost({
    devTools: started,
    onContents(contents) {
      openWindows++;
      app.emit('web-contents-created', {}, contents);
    },
    onWindowClosed() {
      if (--openWindows === 0) app.emit('window-all-closed');
    },
  });
  process.send?.({ endpoint: started.endpoint });
  // The test is gone, or wants the app gone, or main threw: Chromium must not outlive it.
  process.on('exit', () => started.close());
  process.on('disconnect', () => app.quit());
  process.on('SIGTERM', () => app.quit());
}

let ready: Promise<void> | null = null;

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  commandLine: {
    appendSwitch: (name: string, value?: string) => void switches.push(value === undefined ? `--${name}` : `--${name}=${value}`),
  },
  enableSandbox: () => {},
  requestSingleInstanceLock: () => true,
  getVersion: () => (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version,
  whenReady: () => {
    // Main registers its scheme and its switches before this turn of the loop ends, as Electron asks.
    ready ??= Promise.resolve().then(start);
    return ready;
  },
  quit() {
    let isPrevented = false;
    const preventDefault = (): void => {
      isPrevented = true;
    };
    app.emit('will-quit', { preventDefault });
    if (isPrevented) return;
    devTools?.close();
    process.exit(0);
  },
});
