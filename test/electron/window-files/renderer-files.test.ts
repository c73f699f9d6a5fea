import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FindRendererFile, listRendererFiles, normaliseUrlPath } from '../../../electron/window-files/renderer-files.ts';

let folder: string;
let find: FindRendererFile;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-files-'));
  mkdirSync(join(folder, 'window/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'window/index.html'), '<p>');
  writeFileSync(join(folder, 'window/assets/main-1.js'), 'code');
  writeFileSync(join(folder, 'window/assets/a b.woff2'), 'font');
  find = listRendererFiles(join(folder, 'window'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('listRendererFiles', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/main-1.js', 'text/javascript; charset=utf-8'],
    ['/assets/a%20b.woff2', 'font/woff2'],
  ])('finds %s', (path, mimeType) => {
    expect(find(path)?.mimeType).toBe(mimeType);
  });

  it.each([
    '',
    '/assets',
    '/assets/',
    '/missing.js',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//index.html',
    '/index.html/',
    '/%',
    '/index.html%00',
    '/__proto__',
    'index.html',
  ])('has nothing at %s', (path) => {
    expect(find(path)).toBeNull();
  });
});

describe('normaliseUrlPath', () => {
  it('decodes once, and refuses what is not valid encoding', () => {
    expect([normaliseUrlPath('/a%2520b'), normaliseUrlPath('/%zz'), normaliseUrlPath('/')]).toEqual(['/a%20b', null, '/index.html']);
  });
});
