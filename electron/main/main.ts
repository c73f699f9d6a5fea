/** Boots the app: each line hands Electron's parts to the file that knows what to do with them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, Menu, nativeTheme, protocol, session, utilityProcess } from 'electron';
import type { EmitEvent, Request } from '../../shared/contract.ts';
import { eventChannel } from '../preload/channels.ts';
import { checkCalls, checkEvents, type ReportBug } from '../transport/checked.ts';
import type { EngineStart } from '../transport/engine-start.ts';
import type { Dispatch } from '../transport/in-process.ts';
import { listRendererFiles } from '../window-files/renderer-files.ts';
import { appScheme, appUrl } from './addresses.ts';
import { openByDialog } from './dialogs.ts';
import { startEngine } from './engine-process.ts';
import { openGate } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { lockContents } from './navigation.ts';
import { readArguments, readHandedOver } from './open-with.ts';
import { answerAppRequest, registerScheme } from './protocol.ts';
import { secureSession, silenceChromium } from './session.ts';
import { windowOptions } from './window.ts';

const out = fileURLToPath(new URL('..', import.meta.url));
const resources = app.isPackaged ? process.resourcesPath : join(out, '..');
const sampleDirectory = join(resources, app.isPackaged ? 'sample-case' : 'test/sample-case');
const icon = join(resources, 'electron/assets/icon.png');
const started = readArguments(process.argv, process.cwd(), process.defaultApp === true);

const reportBug: ReportBug = (what, error) => {
  process.stderr.write(`waybill: ${what}: ${error instanceof Error ? error.stack : String(error)}\n`);
};

let window: BrowserWindow | null = null;
/** Files that macOS named before the engine ran. */
const waiting: string[] = [];

app.enableSandbox();
silenceChromium(app.commandLine);
registerScheme(protocol);
if (app.requestSingleInstanceLock({ paths: started.paths })) start();
else app.quit();

function start(): void {
  let addPaths = (paths: readonly string[]): void => void waiting.push(...paths);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    addPaths([path]);
  });
  app.on('second-instance', (_event, _argv, _directory, handedOver) => {
    addPaths(readHandedOver(handedOver));
    window?.show();
  });
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  void app.whenReady().then(() => {
    secureSession(session.defaultSession, app.isPackaged);
    protocol.handle(appScheme, answerAppRequest(listRendererFiles(join(out, 'renderer'))));

    const emit: EmitEvent = (name, body) => window?.webContents.send(eventChannel, name, body);
    const engineStart: EngineStart = {
      version: app.getVersion(),
      host: 'electron',
      sampleDirectory: existsSync(sampleDirectory) ? sampleDirectory : null,
    };
    const engine = startEngine({
      fork: () => utilityProcess.fork(join(out, 'engine/utility.js'), [JSON.stringify(engineStart)], { serviceName: 'Waybill engine' }),
      onEvent: checkEvents(emit, reportBug),
      onCrash: (message) => {
        reportBug('engine', message);
        emit('engine.restarted', { message });
      },
      now: () => performance.now(),
    });
    let isEnded = false;
    app.on('will-quit', (event) => {
      if (isEnded) return;
      // The case is written to the end before the app is gone.
      event.preventDefault();
      void engine.stop().then(() => {
        isEnded = true;
        app.quit();
      });
    });

    openGate(() => window?.webContents ?? null, checkCalls(withDialogs(engine.dispatch), reportBug));
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate({ isMac: process.platform === 'darwin', isPackaged: app.isPackaged, command: (name) => emit('command', { name }) }),
      ),
    );

    addPaths = (paths) => {
      if (paths.length > 0) void engine.dispatch('evidence.add', { items: paths.map((path) => ({ path })) });
    };
    const paths = [...started.paths, ...waiting];
    if (paths.length > 0) addPaths(paths);
    else if (started.sample) void engine.dispatch('sample.open', {});

    openWindow();
    app.on('activate', () => {
      if (window === null) openWindow();
    });
  });
}

/** The open dialog is the one call that main answers itself. */
function withDialogs(engine: Dispatch): Dispatch {
  return (name, request) => {
    if (name !== 'evidence.open') return engine(name, request);
    const { what } = request as Request<'evidence.open'>;
    return openByDialog(
      what,
      (options) => (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options)),
      engine,
    );
  };
}

function openWindow(): void {
  const opened = new BrowserWindow(
    windowOptions(join(out, 'preload/preload.cjs'), existsSync(icon) ? icon : null, nativeTheme.shouldUseDarkColors),
  );
  window = opened;
  opened.once('ready-to-show', () => opened.show());
  opened.on('closed', () => {
    window = null;
  });
  void opened.loadURL(appUrl);
}
