import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChromium, isDebian, onPath } from '../../../electron/setup/browser.mjs';

describe('findChromium', () => {
  const path = ['/usr/local/bin', '/usr/bin'].join(delimiter);
  const existing =
    (...paths: string[]) =>
    (candidate: string): boolean =>
      paths.includes(candidate);

  it('takes the one that the person names', () => {
    expect(findChromium('linux', { WAYBILL_CHROMIUM: '/opt/mine', PATH: path }, existing())).toBe('/opt/mine');
  });

  it('looks on the path on Linux, Chromium before Chrome', () => {
    const chrome = join('/usr/bin', 'google-chrome');
    expect(findChromium('linux', { PATH: path }, existing(chrome))).toBe(chrome);
    expect(findChromium('linux', { PATH: path }, existing(chrome, join('/usr/bin', 'chromium')))).toBe(join('/usr/bin', 'chromium'));
  });

  it('looks where macOS and Windows put it', () => {
    expect(findChromium('darwin', {}, (candidate) => candidate.includes('Google Chrome.app'))).toContain('Google Chrome.app');
    expect(findChromium('win32', {}, (candidate) => candidate.endsWith('msedge.exe'))).toContain('msedge.exe');
  });

  it('says so where there is none', () => {
    expect(findChromium('linux', { PATH: path }, existing())).toBeNull();
    expect(findChromium('linux', {}, existing())).toBeNull();
  });
});

describe('onPath', () => {
  it("passes over npm's own folders", () => {
    const environment = { PATH: ['/x/node_modules/.bin', '/usr/bin', ''].join(delimiter) };
    expect(onPath(['Xvfb'], environment)).toEqual([join('/usr/bin', 'Xvfb')]);
  });
});

describe('isDebian', () => {
  it.each([
    ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', true],
    ['ID="debian"\n', true],
    ['ID=ubuntu\nID_LIKE=debian\n', false],
    ['ID=fedora\n', false],
    ['', false],
  ])('%o: %o', (text, expected) => {
    expect(isDebian(text)).toBe(expected);
  });
});
