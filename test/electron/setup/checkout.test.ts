import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildStamp, isAtLeast, isBuilt, pinnedNode, sourceDigest, whyInstall } from '../../../electron/setup/checkout.mjs';

let checkout: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text);
};
const writeJson = (path: string, value: unknown): void => write(path, JSON.stringify(value));

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'waybill-checkout-'));
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

describe('whyInstall', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-a' };
  const lock = { packages: { '': {}, 'node_modules/a': entry, 'node_modules/for-mac': { ...entry, optional: true } } };
  const installed = (packages: Record<string, unknown>): string | null => {
    writeJson('package-lock.json', lock);
    writeJson('node_modules/.package-lock.json', { packages });
    return whyInstall(checkout);
  };

  it('is content with what the lockfile says, without the packages of other platforms', () => {
    expect(installed({ 'node_modules/a': entry })).toBeNull();
  });

  it('names what is missing or old', () => {
    writeJson('package-lock.json', lock);
    expect(whyInstall(checkout)).toBe('nothing is installed yet');
    expect(installed({})).toBe('node_modules/a is missing');
    expect(installed({ 'node_modules/a': { ...entry, version: '0.9.0' } })).toBe('node_modules/a is not the version of the lockfile');
    expect(installed({ 'node_modules/a': { ...entry, integrity: 'sha512-b' } })).toBe('node_modules/a is not the version of the lockfile');
    expect(installed({ 'node_modules/a': entry, 'node_modules/for-mac': { ...entry, version: '2.0.0' } })).toBe(
      'node_modules/for-mac is not the version of the lockfile',
    );
  });
});

describe('sourceDigest', () => {
  it('changes with contents, names and new files, and not with times or with files that the build does not read', () => {
    write('shared/a.ts', 'one');
    const first = sourceDigest(checkout);
    utimesSync(join(checkout, 'shared/a.ts'), 1, 1);
    write('test/a.test.ts', 'x');
    write('out/main.js', 'x');
    expect(sourceDigest(checkout)).toBe(first);
    const digests = [first];
    for (const [path, text] of [
      ['shared/a.ts', 'two'],
      ['shared/b.ts', ''],
      ['electron/main/main.ts', 'x'],
      ['renderer/main.tsx', 'x'],
      ['package-lock.json', '{}'],
    ] as const) {
      write(path, text);
      digests.push(sourceDigest(checkout));
    }
    expect(new Set(digests).size).toBe(6);
  });
});

describe('isBuilt', () => {
  it('holds only for the sources that the stamp was made from', () => {
    write('shared/a.ts', 'one');
    expect(isBuilt(checkout)).toBe(false);
    write(buildStamp, sourceDigest(checkout));
    expect(isBuilt(checkout)).toBe(true);
    write('shared/a.ts', 'two');
    expect(isBuilt(checkout)).toBe(false);
  });
});

describe('pinnedNode', () => {
  it("takes the lockfile's Node where it is installed, else this one where it is new enough", () => {
    expect(pinnedNode(checkout)).toBe(process.execPath);
    const platform = process.platform === 'win32' ? 'win' : process.platform;
    const path = `node_modules/node-${platform}-${process.arch}/bin/${process.platform === 'win32' ? 'node.exe' : 'node'}`;
    write(path, '');
    expect(pinnedNode(checkout)).toBe(join(checkout, path));
  });
});

describe('isAtLeast', () => {
  it.each([
    ['22.18.0', true],
    ['22.18', true],
    ['24.0.0', true],
    ['22.17.9', false],
    ['20.20.2', false],
    ['9.99.0', false],
  ])('%s: %o', (version, expected) => {
    expect(isAtLeast(version, [22, 18])).toBe(expected);
  });
});
