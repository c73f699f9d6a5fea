/** The one window: how it is made, and what its page may not have. */
import type { BrowserWindowConstructorOptions } from 'electron';

/** In: the built preload (absolute path), the icon where the platform takes one from here, and whether the system is dark (so that the window does not flash). */
export function windowOptions(preload: string, icon: string | null, isDark: boolean): BrowserWindowConstructorOptions {
  return {
    title: 'Waybill',
    width: 1440,
    height: 920,
    minWidth: 720,
    minHeight: 480,
    show: false,
    backgroundColor: isDark ? '#0f1216' : '#f2efe7',
    ...(icon === null ? {} : { icon }),
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
    },
  };
}
