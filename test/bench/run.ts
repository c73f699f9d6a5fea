/** `npm run bench [id…]`: bundles the measurements as the product is bundled (registries need Vite), and runs them in a Node of their own. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outDir = join(root, 'node_modules/.cache/bench');

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  plugins: [keepPlaces()],
  ssr: { target: 'node' },
  build: {
    ssr: true,
    target: 'node24',
    outDir,
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        main: join(root, 'test/bench/main.ts'),
        'report-ingest-run': join(root, 'test/bench/report-ingest-run.ts'),
        'report-worker': join(root, 'electron/engine/report-ingest/report-worker.ts'),
      },
      output: { format: 'es' },
    },
  },
});
const { status } = spawnSync(process.execPath, ['--expose-gc', ...profiling(), join(outDir, 'main.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

/** Helpers read files that lie beside them; in a bundle they must still find them there. */
function keepPlaces(): Plugin {
  return {
    name: 'keep-places',
    transform: (code, id) =>
      id.includes('/node_modules/') || !code.includes('import.meta.url')
        ? null
        : code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)),
  };
}

/** `WAYBILL_PROFILE=folder` writes a .cpuprofile there, for Chrome's developer tools. */
function profiling(): string[] {
  const folder = process.env.WAYBILL_PROFILE;
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}
