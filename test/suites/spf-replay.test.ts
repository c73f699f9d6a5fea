/** SPF results that a real receiver recorded, made again from the records of that time. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../shared/authentication/spf/query.ts';
import { corporaPath, hasCorpora } from '../helpers/corpora.ts';
import { type Zone, zoneSnapshot } from '../helpers/zone.ts';

interface ReplayCase {
  readonly file: string;
  readonly ip: string;
  readonly mailfrom_domain: string;
  readonly helo: string;
  readonly recorded_spf: string;
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(`${corporaPath}${path}`, 'utf8')) as T;
}

describe.skipIf(!hasCorpora)('recorded SPF results (needs ../shared/corpora)', () => {
  if (!hasCorpora) return;
  const { cases } = read<{ cases: ReplayCase[] }>('messages/phishing_pot/SPF-REPLAY.json');
  const { records } = read<{ records: { name: string; versions: { txt: string }[] }[] }>('provider-dns/observed-spf.json');
  const observed: Zone = Object.fromEntries(
    records.filter(({ name }) => !name.includes('<')).map(({ name, versions }) => [name, { TXT: [versions.at(-1)?.txt ?? ''] }]),
  );
  // As SPF-REPLAY.json says of the domains that are not in the other file.
  const publishedBy = (domain: string) => {
    if (domain.endsWith('.onmicrosoft.com')) return 'v=spf1 include:spf.protection.outlook.com -all';
    if (domain === 'gmail.com') return 'v=spf1 redirect=_spf.google.com';
    return 'v=spf1 include:amazonses.com -all';
  };

  for (const { file, ip, mailfrom_domain: domain, helo, recorded_spf: recorded } of cases) {
    it(`${file}: ${domain} from ${ip} is ${recorded}`, () => {
      const zone: Zone = domain in observed ? observed : { ...observed, [domain]: { TXT: [publishedBy(domain)] } };
      const evaluation = evaluateSpf(
        mailFromQuery({ ip, mailFrom: `user@${domain}`, helo }),
        zoneSnapshot(zone, { complete: false }).at(0),
      );
      expect([evaluation.result, evaluation.missing]).toEqual([recorded, []]);
    });
  }
});
