import { describe, expect, it } from 'vitest';
import { windowOptions } from '../../../electron/main/window.ts';

describe('windowOptions', () => {
  it('isolates and sandboxes the page', () => {
    expect(windowOptions('/app/preload.cjs', null, true).webPreferences).toEqual({
      preload: '/app/preload.cjs',
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
    });
  });

  it('starts in the colour of the system, and names an icon only where there is one', () => {
    expect(windowOptions('p', null, true).backgroundColor).not.toBe(windowOptions('p', null, false).backgroundColor);
    expect(windowOptions('p', null, false)).not.toHaveProperty('icon');
    expect(windowOptions('p', '/icon.png', false).icon).toBe('/icon.png');
  });
});
