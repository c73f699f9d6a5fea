/** The public suffix list that comes with Waybill, inside the package tldts. */
import { getDomain } from 'tldts';
import type { SuffixList } from './public-suffix-list.ts';
import { bundledListName, bundledListVersion } from './public-suffix-version.ts';

export const bundledSuffixList: SuffixList = {
  name: bundledListName,
  date: bundledListVersion.date,
  registrableDomain: (name) => getDomain(name, { allowPrivateDomains: true, validateHostname: false }),
};
