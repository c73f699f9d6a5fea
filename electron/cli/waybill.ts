/** Entry of the built command line (`out/cli/waybill.js`): this process's streams, and nothing else. */
import { builtWorker } from '../engine/analyst.ts';
import { runCli } from './cli.ts';
import { sinkOf } from './io.ts';

declare const __WAYBILL_VERSION__: string;

process.exitCode = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: sinkOf(process.stdout),
  stderr: sinkOf(process.stderr),
  env: process.env,
  directory: process.cwd(),
  worker: builtWorker(),
  version: __WAYBILL_VERSION__,
});
