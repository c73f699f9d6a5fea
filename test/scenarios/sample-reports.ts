/**
 * The DMARC reports of the sample case: three receivers count alpha's mail in the week of the spoof. One message shows how it was done; the
 * reports show that it was not the only one, and where the others went.
 */

/** Messages of one kind that a receiver counted on a day. */
interface Counted {
  readonly ip: string;
  readonly count: number;
  readonly spf: 'pass' | 'fail';
  readonly envelopeFrom: string;
  readonly dkim: { readonly domain: string; readonly selector: string; readonly result: 'pass' | 'fail' } | null;
  readonly disposition?: 'none' | 'quarantine' | 'reject';
}

const ownKey = { domain: 'alpha.example', selector: 'selector1', result: 'pass' } as const;
const bravoKey = { domain: 'bravotrading.onmicrosoft.com', selector: 'selector1-bravotrading-onmicrosoft-com', result: 'pass' } as const;

const mailboxes = (count: number): Counted => ({ ip: '40.107.117.56', count, spf: 'pass', envelopeFrom: 'alpha.example', dkim: ownKey });
const ownServer = (count: number): Counted => ({ ip: '192.0.2.10', count, spf: 'pass', envelopeFrom: 'alpha.example', dkim: ownKey });
/** The spoof of the first message, and those like it. */
const spoofs = (ip: string, count: number): Counted => ({ ip, count, spf: 'pass', envelopeFrom: 'alpha.example', dkim: bravoKey });
/** A list at charlie puts its footer below: alpha's signature breaks. */
const list = (count: number): Counted => ({
  ip: '203.0.113.40',
  count,
  spf: 'pass',
  envelopeFrom: 'charlie.example',
  dkim: { ...ownKey, result: 'fail' },
});
const stranger = (count: number): Counted => ({
  ip: '198.51.100.23',
  count,
  spf: 'fail',
  envelopeFrom: 'alpha.example',
  dkim: null,
  disposition: 'reject',
});

interface SampleReport {
  readonly receiver: 'recv.example' | 'northmail.example' | 'postamt.example';
  /** A day of March 2026. */
  readonly day: number;
  readonly rows: readonly Counted[];
}

const reports: readonly SampleReport[] = [
  { receiver: 'postamt.example', day: 6, rows: [mailboxes(64), ownServer(12), stranger(2)] },
  { receiver: 'northmail.example', day: 7, rows: [mailboxes(31), list(4)] },
  { receiver: 'recv.example', day: 9, rows: [mailboxes(118), ownServer(22), stranger(3)] },
  { receiver: 'northmail.example', day: 10, rows: [mailboxes(142), ownServer(9), list(6), spoofs('40.107.117.61', 3)] },
  { receiver: 'recv.example', day: 10, rows: [mailboxes(127), ownServer(25), spoofs('40.107.117.56', 1)] },
  { receiver: 'postamt.example', day: 11, rows: [mailboxes(71), ownServer(14), spoofs('40.107.117.56', 6), stranger(1)] },
  { receiver: 'recv.example', day: 11, rows: [mailboxes(133), ownServer(21), spoofs('40.107.117.56', 4), list(2)] },
  { receiver: 'northmail.example', day: 12, rows: [mailboxes(138), ownServer(8), spoofs('40.107.117.61', 7)] },
  { receiver: 'recv.example', day: 12, rows: [mailboxes(121), ownServer(24), spoofs('40.107.117.74', 2), stranger(2)] },
  { receiver: 'postamt.example', day: 13, rows: [mailboxes(66), ownServer(11)] },
];

function record({ ip, count, spf, envelopeFrom, dkim, disposition = 'none' }: Counted): string {
  const isAligned = envelopeFrom === 'alpha.example';
  const dkimAligned = dkim?.domain === 'alpha.example' && dkim.result === 'pass' ? 'pass' : 'fail';
  const signature =
    dkim === null
      ? ''
      : `
      <dkim>
        <domain>${dkim.domain}</domain>
        <selector>${dkim.selector}</selector>
        <result>${dkim.result}</result>
      </dkim>`;
  return `
  <record>
    <row>
      <source_ip>${ip}</source_ip>
      <count>${count}</count>
      <policy_evaluated>
        <disposition>${disposition}</disposition>
        <dkim>${dkimAligned}</dkim>
        <spf>${isAligned && spf === 'pass' ? 'pass' : 'fail'}</spf>
      </policy_evaluated>
    </row>
    <identifiers>
      <envelope_from>${envelopeFrom}</envelope_from>
      <header_from>alpha.example</header_from>
    </identifiers>
    <auth_results>${signature}
      <spf>
        <domain>${envelopeFrom}</domain>
        <scope>mfrom</scope>
        <result>${spf}</result>
      </spf>
    </auth_results>
  </record>`;
}

/** alpha tightened its policy on 9 March. Of the receivers, one writes RFC 9990, and one leaves out the version. */
function xml({ receiver, day, rows }: SampleReport): string {
  const begin = Date.UTC(2026, 2, day) / 1000;
  const opening = receiver === 'northmail.example' ? '<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">' : '<feedback>';
  const version = receiver === 'postamt.example' ? '' : '\n  <version>1.0</version>';
  const p = day < 9 ? 'quarantine' : 'reject';
  return `<?xml version="1.0" encoding="UTF-8"?>
${opening}${version}
  <report_metadata>
    <org_name>${receiver}</org_name>
    <email>dmarc@${receiver}</email>
    <report_id>${receiver.split('.')[0]}-202603${String(day).padStart(2, '0')}</report_id>
    <date_range>
      <begin>${begin}</begin>
      <end>${begin + 86_399}</end>
    </date_range>
  </report_metadata>
  <policy_published>
    <domain>alpha.example</domain>
    <adkim>r</adkim>
    <aspf>r</aspf>
    <p>${p}</p>
    <sp>${p}</sp>
  </policy_published>${rows.map(record).join('')}
</feedback>
`;
}

/** The files of the reports by name, below the folder of the sample case. */
export function sampleReports(): ReadonlyMap<string, Uint8Array> {
  return new Map(
    reports.map((report) => {
      const day = `2026-03-${String(report.day).padStart(2, '0')}`;
      return [`reports/${report.receiver}!alpha.example!${day}.xml`, new TextEncoder().encode(xml(report))] as const;
    }),
  );
}

/** What the reports say, for whoever checks it. */
export const sampleReportFacts = { reports: reports.length, rows: 32, suspectRows: 6, suspectMessages: 23, receiversOfSpoofs: 3 } as const;
