import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type LockedContents, lockContents } from '../../../electron/main/navigation.ts';

describe('lockContents', () => {
  it('prevents navigation, frames, redirects and embedded pages, and denies new windows', () => {
    let openHandler: (() => unknown) | null = null;
    let webRtcPolicy = '';
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: () => unknown) => {
        openHandler = handler;
      },
      setWebRTCIPHandlingPolicy: (policy: string) => {
        webRtcPolicy = policy;
      },
    });
    lockContents(contents as unknown as LockedContents);
    const prevented = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'].map((name) => {
      let isPrevented = false;
      contents.emit(name, { preventDefault: () => (isPrevented = true) });
      return isPrevented;
    });
    expect(prevented).toEqual([true, true, true, true]);
    expect((openHandler as (() => unknown) | null)?.()).toEqual({ action: 'deny' });
    expect(webRtcPolicy).toBe('disable_non_proxied_udp');
  });
});
