/** How the Node side is bundled: everything but `electron` and Node's own modules goes in, and no package keeps a way to the network. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { InlineConfig, Plugin } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };

/** Each stands exactly one folder below `out/`, so that `new URL('../engine/worker.js', import.meta.url)` is right in all of them and in their shared chunks. */
const entries: Readonly<Record<string, string>> = {
  'main/main': 'electron/main/main.ts',
  'engine/utility': 'electron/engine/utility.ts',
  'engine/worker': 'electron/engine/worker.ts',
  'engine/report-worker': 'electron/engine/report-ingest/report-worker.ts',
  'cli/waybill': 'electron/cli/waybill.ts',
  'loopback/loopback': 'electron/loopback/loopback.ts',
  'setup/start': 'electron/setup/start.ts',
};

const reachingModules = /^(?:node:)?(?:dns|dns\/promises|dgram|http|http2|https|tls)$|^undici$/;

/** Replaces modules that can reach another host where a *package* asks for them. Our own files are held by test/architecture.test.ts instead. */
function withoutNetwork(): Plugin {
  return {
    name: 'without-network',
    enforce: 'pre',
    resolveId(source, importer) {
      const isFromPackage = importer?.replaceAll('\\', '/').includes('/node_modules/') === true;
      return isFromPackage && reachingModules.test(source) ? `${root}electron/bundles/no-network.cjs` : null;
    },
  };
}

const common = {
  configFile: false,
  root,
  define: { __WAYBILL_VERSION__: JSON.stringify(version) },
} satisfies InlineConfig;

/** Main, engine, worker, CLI, loopback host and start script as ES modules that share their chunks. */
export function nodeBundles(logLevel: 'warn' | 'silent', plugins: readonly Plugin[] = []): InlineConfig {
  return {
    ...common,
    logLevel,
    plugins: [withoutNetwork(), ...plugins],
    // DuckDB is a native library beside its JavaScript; neither can be bundled.
    ssr: { noExternal: true, external: ['electron', '@duckdb/node-api'], target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir: 'out',
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(root + path))),
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          banner: (chunk) => (chunk.name === 'cli/waybill' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  };
}

/** The preload: one small CommonJS file, as Electron's sandbox asks, that requires `electron` and nothing else. */
export function preloadBundle(logLevel: 'warn' | 'silent'): InlineConfig {
  return {
    ...common,
    logLevel,
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir: 'out',
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { 'preload/preload': 'electron/preload/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}

/** npm marks the CLI executable when it installs a package; a build in a checkout must do so itself. */
export function markExecutable(): void {
  const cli = `${root}out/cli/waybill.js`;
  if (existsSync(cli)) chmodSync(cli, 0o755);
}
