// @ts-check
/** Before `npm test`: packages, and a Chromium (and for Electron a screen) for the end-to-end tests. Runs on Node 20 with nothing installed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, isDebian, onPath } from './browser.mjs';
import { giveUp, root, run, say } from './checkout.mjs';
import { ensureInstalled, requireNode } from './install.mjs';
import { ensurePeers } from './peers.mjs';

ensureInstalled();
requireNode();

/** The words that let apt-get run as root, or null where this user may not. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}

/** @param {readonly string[]} packages */
function installFromDebian(packages) {
  const prefix = isDebian() ? asRoot() : null;
  if (prefix === null) return false;
  say(`installing ${packages.join(' and ')} by apt-get, for the end-to-end tests.`);
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {readonly string[]} words */
  const apt = (...words) => {
    const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', ...words];
    return run(command, rest, { environment });
  };
  apt('update', '-qq'); // an old list may still do
  return apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

const hasElectron = existsSync(join(root, 'node_modules/electron/path.txt'));
const needsScreen = hasElectron && process.platform === 'linux' && !process.env.DISPLAY;
const missing = [
  ...(findChromium(process.platform, process.env) === null ? ['chromium'] : []),
  ...(needsScreen && !onPath(['Xvfb'], process.env).some((path) => existsSync(path)) ? ['xvfb', 'xauth'] : []),
];

if (missing.length > 0 && !installFromDebian(missing)) {
  if (missing.includes('xvfb'))
    say('Xvfb could not be installed: the end-to-end tests run on the stand-in for Electron, which needs no screen.');
  if (missing.includes('chromium')) {
    say("fetching Playwright's own Chromium, for the end-to-end tests.");
    if (!run(requireNode(), [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'])) {
      giveUp(
        'There is no Chromium for the end-to-end tests: install one, or name one in the variable WAYBILL_CHROMIUM, and run "npm test" again.',
      );
    }
  }
}

ensurePeers();
