// @ts-check
/**
 * Before `npm test`, where wanted: the other implementations that ours is compared with (pyspf, Mail::SPF, dkimpy, Mail::DKIM, Mail::DMARC, dmarc-cat), a real name
 * server to ask, and a stopwatch. Where apt-get is, and packages may be installed; without them those tests are skipped by name.
 */
import { spawnSync } from 'node:child_process';
import { run, say } from './checkout.mjs';

const packages = [
  'python3-spf',
  'python3-dkim',
  'python3-nacl',
  'libmail-spf-perl',
  'libmail-dkim-perl',
  'libmail-dmarc-perl',
  'libdbd-sqlite3-perl',
  'dmarc-cat',
  'knot',
  'bind9-dnsutils',
  'hyperfine',
];

/** Installs what is missing of the peers where `CI=true` or `WAYBILL_PEERS=1` asks for it. Never fails: no peers, no comparison. */
export function ensurePeers(environment = process.env) {
  if (environment.CI !== 'true' && environment.WAYBILL_PEERS !== '1') return;
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) return;
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const prefix = asRoot();
  if (prefix === null) {
    say(`${missing.join(', ')} cannot be installed without root: the comparisons that need them are skipped.`);
    return;
  }
  say(`installing ${missing.join(', ')} by apt-get, to compare results with.`);
  /** @param {readonly string[]} words */
  const apt = (...words) => {
    const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', ...words];
    return run(command, rest, { environment: { DEBIAN_FRONTEND: 'noninteractive' } });
  };
  apt('update', '-qq'); // an old list may still do
  if (apt('install', '-y', '-qq', '--no-install-recommends', ...missing)) return;
  say('They could not be installed: the comparisons that need them are skipped.');
}

/** @param {string} name */
function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['--status', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return /^Status: .* ok installed$/m.test(stdout ?? '');
}

/** The words that let apt-get run as root, or null where this user may not. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}
