/** Says on what the specs run, and gives Electron a screen where the machine has none. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { onPath } from '../../electron/setup/browser.mjs';
import { findElectron } from '../../electron/setup/open-window.ts';
import { root } from './launch.ts';

export default async function globalSetup(): Promise<() => void> {
  const electron = findElectron(root);
  if (electron === null) {
    process.stdout.write(
      "End to end on the stand-in for Electron (test/stand-in), because Electron's runtime is not installed; and on the loopback host.\n",
    );
    return () => {};
  }
  process.stdout.write(`End to end on Electron (${electron}), and on the loopback host.\n`);
  if (process.platform !== 'linux' || process.env.DISPLAY !== undefined) return () => {};
  const screen = await startScreen();
  return () => screen.kill();
}

/** An X server without a screen, on the first display number that is free. */
async function startScreen(): Promise<ChildProcess> {
  const xvfb = onPath(['Xvfb'], process.env).find((path) => existsSync(path));
  if (xvfb === undefined) throw new Error('Electron needs a screen: set DISPLAY, or install Xvfb (on Debian: apt-get install xvfb).');
  const child = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise<string>((resolve, reject) => {
    child.stdio[3]?.once('data', (text) => resolve(String(text).trim()));
    child.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
  });
  process.env.DISPLAY = `:${display}`;
  return child;
}
