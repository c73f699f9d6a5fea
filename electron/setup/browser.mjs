// @ts-check
/** Finds the Chromium that the end-to-end tests drive, and how to get one where there is none. */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @type {Readonly<Record<string, readonly string[]>>} */
const places = {
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * The path of an installed Chromium, or null. `WAYBILL_CHROMIUM` names one outright.
 * @param {NodeJS.Platform} platform @param {Readonly<Record<string, string | undefined>>} environment @param {(path: string) => boolean} [exists]
 * @returns {string | null}
 */
export function findChromium(platform, environment, exists = existsSync) {
  if (environment.WAYBILL_CHROMIUM) return environment.WAYBILL_CHROMIUM;
  const known = places[platform] ?? onPath(['chromium', 'google-chrome', 'google-chrome-stable'], environment);
  return known.find((path) => exists(path)) ?? null;
}

/**
 * Where a program of any of these names would stand.
 * @param {readonly string[]} names @param {Readonly<Record<string, string | undefined>>} environment
 */
export function onPath(names, environment) {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '' && !folder.includes('node_modules'));
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Whether this is Debian itself. Ubuntu's package of that name is a snap, which cannot read a test's temporary profile, so Ubuntu takes Playwright's browser.
 * @param {string} [osRelease] the text of /etc/os-release
 */
export function isDebian(osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '') {
  return /^ID="?debian"?$/m.test(osRelease);
}
