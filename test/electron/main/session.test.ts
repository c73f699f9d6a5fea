import { describe, expect, it } from 'vitest';
import { secureSession, silenceChromium } from '../../../electron/main/session.ts';

/** A session that hands back what it was told. */
function recordingSession() {
  const told: Record<string, (...words: never[]) => unknown> = {};
  const remember =
    (name: string) =>
    (handler: unknown): void => {
      told[name] = handler as (...words: never[]) => unknown;
    };
  const session = {
    webRequest: { onBeforeRequest: remember('onBeforeRequest') },
    setPermissionRequestHandler: remember('permissionRequest'),
    setPermissionCheckHandler: remember('permissionCheck'),
    setDevicePermissionHandler: remember('device'),
    setSpellCheckerEnabled: (enabled: boolean) => remember('spelling')(() => enabled),
    on: (event: string, handler: unknown) => remember(event)(handler),
  };
  secureSession(session as unknown as Parameters<typeof secureSession>[0], true);
  return (name: string, ...words: unknown[]): unknown => told[name]?.(...(words as never[]));
}

describe('secureSession', () => {
  it('cancels every request but those for our own files', () => {
    const ask = recordingSession();
    const cancelled = (url: string): unknown => {
      let answer: unknown;
      ask('onBeforeRequest', { url }, (given: unknown) => {
        answer = given;
      });
      return answer;
    };
    expect(cancelled('waybill://app/index.html')).toEqual({ cancel: false });
    expect(cancelled('https://elsewhere.example/')).toEqual({ cancel: true });
  });

  it('refuses permissions, both when a page asks and when Chromium checks, but for writing text to the clipboard', () => {
    const ask = recordingSession();
    const requested = (permission: string): unknown => {
      let answer: unknown;
      ask('permissionRequest', null, permission, (given: unknown) => {
        answer = given;
      });
      return answer;
    };
    for (const permission of ['geolocation', 'media', 'notifications', 'openExternal', 'fileSystem', 'clipboard-read']) {
      expect([permission, requested(permission), ask('permissionCheck', null, permission)]).toEqual([permission, false, false]);
    }
    expect([requested('clipboard-sanitized-write'), ask('permissionCheck', null, 'clipboard-sanitized-write')]).toEqual([true, true]);
  });

  it('refuses devices and downloads, and fetches no dictionaries', () => {
    const ask = recordingSession();
    const isPrevented = (url: string): boolean => {
      let prevented = false;
      ask('will-download', { preventDefault: () => (prevented = true) }, { getURL: () => url });
      return prevented;
    };
    expect([ask('device'), ask('spelling'), isPrevented('waybill://app/index.html'), isPrevented('https://elsewhere.example/')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('lets a page save what it made itself', () => {
    const ask = recordingSession();
    let prevented = false;
    ask(
      'will-download',
      { preventDefault: () => (prevented = true) },
      { getURL: () => 'blob:waybill://app/0b1c2d3e-0000-4000-8000-000000000000' },
    );
    expect(prevented).toBe(false);
  });
});

describe('silenceChromium', () => {
  it('leaves no name to resolve and no proxy to ask', () => {
    const switches = new Map<string, string | undefined>();
    silenceChromium({ appendSwitch: (name, value) => void switches.set(name, value) });
    expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
    expect([...switches.keys()]).toEqual(
      expect.arrayContaining(['no-proxy-server', 'disable-background-networking', 'disable-component-update']),
    );
  });
});
