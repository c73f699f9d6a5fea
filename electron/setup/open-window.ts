/** Opens Waybill's window from a checkout: picks the host, says which and why, and stays until the window is closed. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseHost } from './choose-host.ts';

/** Every bundle stands one folder below `out`, so this is the checkout from any of them. */
const root = fileURLToPath(new URL('../..', import.meta.url));

/** An Electron that ends with an error this soon did not come up (no sandbox, no usable display), and the browser is tried instead. */
const comesUpWithin = 10_000;

/**
 * In: the command line's words: files to open, `--sample` (open the sample case where no file is given), `--loopback`;
 * and the folder that relative paths start from. Out: the exit code.
 */
export async function openWindow(words: readonly string[], directory = process.cwd()): Promise<number> {
  const electron = findElectron(root);
  const choice = chooseHost({ electron, platform: process.platform, environment: process.env, isRoot: process.getuid?.() === 0, words });
  const passedOn = words.map((word) => (word.startsWith('-') ? word : resolve(directory, word)));
  process.stdout.write(`${choice.why}\n`);
  const loopback = [join(root, 'out/loopback/loopback.js'), ...passedOn, ...(choice.hasScreen ? ['--browser'] : [])];
  if (choice.host === 'loopback' || electron === null) return run(process.execPath, loopback);

  const began = performance.now();
  const code = await run(electron, [root, ...passedOn]);
  if (code === 0 || performance.now() - began > comesUpWithin) return code;
  process.stdout.write(`Electron did not come up here (exit code ${code}). Opening in the browser instead.\n`);
  return run(process.execPath, loopback);
}

/** Electron's executable as its package records it, or null where it was never fetched. Asking the package itself would start a download. */
export function findElectron(checkout: string): string | null {
  const folder = join(checkout, 'node_modules/electron');
  const record = join(folder, 'path.txt');
  if (!existsSync(record)) return null;
  const executable = join(folder, 'dist', readFileSync(record, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

function run(command: string, words: readonly string[]): Promise<number> {
  return new Promise((settle) => {
    const child = spawn(command, words, { stdio: 'inherit' });
    // Ctrl-C reaches the child as well; this process only waits for it to end.
    const ignore = (): void => {};
    process.on('SIGINT', ignore);
    child.on('error', (error) => {
      process.stderr.write(`waybill: ${command} could not be started: ${error.message}\n`);
      settle(1);
    });
    child.on('exit', (code, signal) => {
      process.off('SIGINT', ignore);
      settle(signal === null ? (code ?? 1) : 0);
    });
  });
}
