/** SPF checks as receivers make them: a few domains that include the records of shared operators, and clients from inside and outside their pools. */
import { baselineFile } from '../../shared/infrastructure/baseline.ts';
import { seededRandom } from '../peers/seeded-random.ts';
import type { SpfCase, WorldRecord } from '../peers/spf-worlds.ts';

const domains: readonly (readonly [string, string])[] = [
  ['one.test', 'v=spf1 include:spf.protection.outlook.com -all'],
  ['two.test', 'v=spf1 include:_spf.google.com ~all'],
  ['three.test', 'v=spf1 mx ip4:192.0.2.0/24 include:spf.protection.outlook.com include:servers.mcsv.net include:_spf.mailgun.org -all'],
  ['four.test', 'v=spf1 include:_spf.google.com include:amazonses.com include:spf.sendinblue.com ~all'],
  ['five.test', 'v=spf1 redirect=_spf.google.com'],
  ['six.test', 'v=spf1 a mx include:amazonses.com exists:%{i}.allowed.six.test -all'],
];
const clients = [
  '40.107.117.',
  '209.85.220.',
  '54.240.8.',
  '205.201.128.',
  '69.72.33.',
  '77.32.150.',
  '192.0.2.',
  '203.0.113.',
  '198.51.100.',
];

/** The same cases every time; all share the same records, which stand in the first. */
export function realCases(count: number): SpfCase[] {
  const random = seededRandom(11);
  const records = sharedRecords();
  return Array.from({ length: count }, (_, id) => {
    const [domain] = random.pick(domains);
    return {
      id,
      ip: `${random.pick(clients)}${1 + random.below(250)}`,
      mailFrom: `bounce-${id}@${domain}`,
      helo: `mail.${domain}`,
      records: id === 0 ? records : [],
    };
  });
}

function sharedRecords(): WorldRecord[] {
  const newest = new Map<string, string>();
  for (const { name, records } of baselineFile().rrsets) newest.set(name, records[0] ?? '');
  const own = domains.flatMap(([name, text]): WorldRecord[] => [
    { name, type: 'TXT', data: text },
    { name, type: 'A', data: '203.0.113.80' },
    { name, type: 'MX', data: `10 mail.${name}` },
    { name: `mail.${name}`, type: 'A', data: '203.0.113.25' },
  ]);
  return [...own, ...Array.from(newest, ([name, data]): WorldRecord => ({ name, type: 'TXT', data }))];
}
