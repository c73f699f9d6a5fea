// @ts-check
/** Before `npm start`: packages, Electron where it can be had, and the build. Runs on Node 20 with nothing installed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say } from './checkout.mjs';
import { ensureBuilt, ensureInstalled, requireNode } from './install.mjs';

ensureInstalled();
if (!existsSync(join(root, 'node_modules/electron/path.txt'))) {
  say("fetching Electron's runtime (once; its package does not contain it).");
  if (!run(requireNode(), [join(root, 'node_modules/electron/install.js')], { quiet: true })) {
    say('Electron cannot be fetched here; the window will open in the browser.');
  }
}
ensureBuilt();
