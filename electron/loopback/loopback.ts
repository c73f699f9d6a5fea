/** The loopback host: the engine and the server in one process, for machines on which Electron cannot run. Entry of `out/loopback/loopback.js`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../engine/engine.ts';
import { readArguments } from '../main/open-with.ts';
import { openInBrowser } from '../setup/open-in-browser.ts';
import type { ReportBug } from '../transport/checked.ts';
import { listRendererFiles } from '../window-files/renderer-files.ts';
import { startLoopbackServer } from './server.ts';

declare const __WAYBILL_VERSION__: string;

const out = fileURLToPath(new URL('..', import.meta.url));
const sampleDirectory = join(out, '../test/sample-case');
const { paths, sample } = readArguments(process.argv, process.cwd(), true);
const reportBug: ReportBug = (what, error) => {
  process.stderr.write(`waybill: ${what}: ${error instanceof Error ? error.stack : String(error)}\n`);
};

let engine: ReturnType<typeof createEngine> | null = null;
const server = await startLoopbackServer({
  createHandlers(emit) {
    engine = createEngine({
      emit,
      version: __WAYBILL_VERSION__,
      host: 'loopback',
      sampleDirectory: existsSync(sampleDirectory) ? sampleDirectory : null,
    });
    if (paths.length > 0) void engine.handlers['evidence.add']({ items: paths.map((path) => ({ path })) });
    else if (sample) void engine.handlers['sample.open']({});
    return engine.handlers;
  },
  findFile: listRendererFiles(join(out, 'renderer')),
  reportBug,
});

process.stdout.write(`\nWaybill is at ${server.url}\nThe address works once, in one browser on this machine. Ctrl-C ends Waybill.\n`);
if (process.argv.includes('--browser')) openInBrowser(server.url);

async function end(): Promise<void> {
  await Promise.all([server.close(), engine?.dispose()]);
  process.exit(0);
}
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
