import { describe, expect, it } from 'vitest';
import { chooseHost, type HostFacts } from '../../../electron/setup/choose-host.ts';

const desktop: HostFacts = { electron: '/e', platform: 'linux', environment: { DISPLAY: ':0' }, isRoot: false, words: [] };

describe('chooseHost', () => {
  it.each([
    ['Electron on a desktop', {}, 'electron', true],
    ['Electron under Wayland', { environment: { WAYLAND_DISPLAY: 'wayland-0' } }, 'electron', true],
    ['Electron on macOS, which needs no variable', { platform: 'darwin', environment: {} }, 'electron', true],
    ['the browser where the person asks', { words: ['a.eml', '--loopback'] }, 'loopback', true],
    ['the browser without Electron', { electron: null }, 'loopback', true],
    ['the browser for root on Linux', { isRoot: true }, 'loopback', true],
    ['an address only, without a screen', { environment: {} }, 'loopback', false],
    ['an address only, without Electron and screen', { electron: null, environment: { DISPLAY: '' } }, 'loopback', false],
  ] as const)('%s', (_what, differences, host, hasScreen) => {
    const choice = chooseHost({ ...desktop, ...differences });
    expect([choice.host, choice.hasScreen]).toEqual([host, hasScreen]);
    expect(choice.why).toMatch(/^[A-Z].*\.$/);
  });

  it('gives each reason its own sentence', () => {
    const reasons = [{}, { words: ['--loopback'] }, { electron: null }, { isRoot: true }, { environment: {} }].map(
      (differences) => chooseHost({ ...desktop, ...differences }).why,
    );
    expect(new Set(reasons).size).toBe(5);
  });
});
