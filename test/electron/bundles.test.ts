/** What the built files may load: the offline promise, read off the bundles themselves. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../helpers/source-files.ts';

const out = `${root}out`;

interface Bundle {
  readonly path: string;
  readonly text: string;
  readonly loads: readonly string[];
}

const bundles: Bundle[] = [];

beforeAll(() => {
  if (!existsSync(out)) throw new Error('There is no build: run "npm run build" first.');
  for (const path of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
    if (!/\.c?js$/.test(path)) continue;
    const text = readFileSync(`${out}/${path}`, 'utf8');
    // Comments of packages show how to import them.
    const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
    const found = code.matchAll(/(?:\brequire\(|\bimport\(|\bfrom\s*|\bimport\s*)["']([^"'\s]+)["']/g);
    bundles.push({ path: path.replaceAll('\\', '/'), text, loads: Array.from(found, ([, module = '']) => module) });
  }
});

const nodeSide = (): Bundle[] => bundles.filter(({ path }) => !path.startsWith('renderer/'));

describe('the built files', () => {
  it('are all there', () => {
    for (const path of [
      'main/main.js',
      'preload/preload.cjs',
      'engine/utility.js',
      'engine/worker.js',
      'cli/waybill.js',
      'loopback/loopback.js',
      'setup/start.js',
      'renderer/index.html',
    ]) {
      expect([path, existsSync(`${out}/${path}`)]).toEqual([path, true]);
    }
  });

  it('load no module that reaches another host; only the loopback host serves, and only `capture` asks', () => {
    const reaching = /^(?:node:)?(?:dns|dgram|http|http2|https|tls)(?:\/|$)|^undici$/;
    const found = nodeSide().flatMap(({ path, loads }) =>
      loads.filter((module) => reaching.test(module)).map((module) => `${path} loads ${module}`),
    );
    expect(found.filter((line) => !/^(?:cli|chunks)\/capture\b/.test(line))).toEqual(['loopback/loopback.js loads node:http']);
  });

  it('load nothing from node_modules but the case store’s native library: everything else is inside', () => {
    const outside = nodeSide().flatMap(({ path, loads }) =>
      loads
        .filter((module) => !/^(?:\.|electron$)/.test(module) && !isBuiltin(module))
        .map((module) => `${path.replace(/-[\w-]{8}\.js$/, '')} loads ${module}`),
    );
    expect(outside).toEqual(['chunks/open-case loads @duckdb/node-api']);
  });

  it('name no folder of the machine that they were built on', () => {
    expect(bundles.filter(({ text }) => text.includes(root)).map(({ path }) => path)).toEqual([]);
  });

  it('the preload is small and requires electron and nothing else', () => {
    const preload = bundles.find(({ path }) => path === 'preload/preload.cjs');
    expect(preload?.loads).toEqual(['electron']);
    expect(preload?.text.length).toBeLessThan(8_000);
  });

  it('the window loads only its own files', () => {
    const page = readFileSync(`${out}/renderer/index.html`, 'utf8');
    const addresses = Array.from(page.matchAll(/\b(?:src|href)="([^"]*)"/g), ([, address = '']) => address);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect([address, existsSync(`${out}/renderer/${address}`)]).toEqual([address, true]);
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
  });

  it.skipIf(process.platform === 'win32')('the CLI can be run as it is', () => {
    const path = `${out}/cli/waybill.js`;
    expect(readFileSync(path, 'utf8').split('\n', 1)).toEqual(['#!/usr/bin/env node']);
    expect(statSync(path).mode & 0o111).toBe(0o111);
  });
});

describe('the stub for modules that reach the network', () => {
  const stub = createRequire(import.meta.url)(`${root}electron/bundles/no-network.cjs`);

  it('may be loaded, looked at and taken apart', () => {
    const { promises, Agent } = stub;
    expect([typeof promises.resolve, typeof Agent, typeof stub.default]).toEqual(['function', 'function', 'function']);
  });

  it.each([
    ['called', () => stub()],
    ['asked to resolve', () => stub.promises.resolve('a.example')],
    ['made into an agent', () => new stub.Agent()],
  ])('throws when it is %s', (_what, use) => {
    expect(use).toThrow('offline by construction');
  });
});
