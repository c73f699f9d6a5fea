import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserCommand } from '../../../electron/setup/open-in-browser.ts';
import { findElectron } from '../../../electron/setup/open-window.ts';

describe('findElectron', () => {
  let checkout: string;
  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'waybill-electron-'));
  });
  afterEach(() => rmSync(checkout, { recursive: true, force: true }));

  it('finds it only where its package says so and the file is there', () => {
    const folder = join(checkout, 'node_modules/electron');
    expect(findElectron(checkout)).toBeNull();
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'path.txt'), 'electron\n');
    expect(findElectron(checkout)).toBeNull();
    writeFileSync(join(folder, 'dist/electron'), '');
    expect(findElectron(checkout)).toBe(join(folder, 'dist/electron'));
  });
});

describe('browserCommand', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('hands the whole address to one program as one argument on %s', (platform) => {
    const [, words] = browserCommand(platform, 'http://127.0.0.1:1/?token=a&b');
    expect(words.at(-1)).toBe('http://127.0.0.1:1/?token=a&b');
  });
});
