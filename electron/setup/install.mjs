// @ts-check
/** Brings a checkout to what the lockfile says, and builds it, when it is not so already. */
import { join } from 'node:path';
import { giveUp, isBuilt, pinnedNode, root, run, say, whyInstall } from './checkout.mjs';

/** Installs the packages of the lockfile where any is missing or of another version. */
export function ensureInstalled() {
  const why = whyInstall(root);
  if (why === null) return;
  say(`installing the packages of package-lock.json, because ${why}.`);
  // Warnings tell the same of many packages: that they want a newer Node than the one that installs them. They run on the pinned one.
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    giveUp(
      '"npm ci" failed (its reason is above). Waybill needs the npm registry once, or a filled npm cache; then run this command again.',
    );
  }
}

/** The Node that everything but these setup scripts runs on. @returns {string} */
export function requireNode() {
  return (
    pinnedNode(root) ??
    giveUp(
      `Node ${process.versions.node} is too old for Waybill, and no Node package for this platform is installed: please install Node 24 or later.`,
    )
  );
}

/** Builds `out/` where it is not what the sources say. @param {{ quiet?: boolean }} [options] */
export function ensureBuilt({ quiet = false } = {}) {
  if (isBuilt(root)) return;
  if (!quiet) say('building Waybill, because it was not built from these sources yet.');
  if (!run(requireNode(), [join(root, 'electron/setup/build.ts'), ...(quiet ? ['--quiet'] : [])])) {
    giveUp('The build failed (its reason is above).');
  }
}
