/** Bundles one entry of the Node side as the product is bundled, for tests that need a real thread or process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `entry` is a path below the root. `folder` lies below the root too, because packages outside the bundle are found from there. */
export async function bundle(entry: string): Promise<{ readonly url: URL; remove(): void }> {
  const folder = mkdtempSync(join(root, 'node_modules/.cache/bundle-'));
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { __WAYBILL_VERSION__: '"0.0.0"' },
    ssr: { noExternal: true, external: ['electron', '@duckdb/node-api'], target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir: folder,
      minify: false,
      rolldownOptions: { input: { entry: join(root, entry) }, output: { format: 'es', entryFileNames: '[name].js' } },
    },
  });
  return { url: pathToFileURL(join(folder, 'entry.js')), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
