/** The public suffix list that comes with Waybill, inside the package tldts, and the day it stands for. */
import { getDomain } from 'tldts';
import type { SuffixList } from './public-suffix-list.ts';

/**
 * tldts does not say which list it holds. Its lists of 7.5.4 (released 2026-11-15) and 7.5.5 (released 2026-11-19) differ, and it takes the
 * newest one at each release: so this is the list as it stood between those days. A test fails where another version is installed.
 */
export const bundledListVersion = { package: 'tldts', version: '7.5.5', date: '2026-11-19' } as const;

export const bundledSuffixList: SuffixList = {
  name: `${bundledListVersion.package} ${bundledListVersion.version}`,
  date: bundledListVersion.date,
  registrableDomain: (name) => getDomain(name, { allowPrivateDomains: true, validateHostname: false }),
};
