/** Makes aggregate reports of any size, the same bytes for the same numbers. */

/** Chunks of one report by RFC 7489 with this many rows. Every row has a source address of its own. */
export function* generateReport(rows: number, rowsPerChunk = 500): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(
    [
      '<?xml version="1.0" encoding="UTF-8"?>\n<feedback>\n <version>1.0</version>\n <report_metadata>\n  <org_name>receiver.example</org_name>',
      '  <email>dmarc@receiver.example</email>\n  <report_id>generated-1</report_id>',
      '  <date_range><begin>1793491200</begin><end>1793577599</end></date_range>\n </report_metadata>',
      ' <policy_published>\n  <domain>alpha.example</domain><adkim>r</adkim><aspf>r</aspf><p>reject</p><sp>reject</sp><pct>100</pct><fo>1</fo>',
      ' </policy_published>\n',
    ].join('\n'),
  );
  let lines: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    lines.push(rowOf(row));
    if (lines.length === rowsPerChunk) {
      yield encoder.encode(lines.join(''));
      lines = [];
    }
  }
  yield encoder.encode(`${lines.join('')}</feedback>\n`);
}

/** A whole report in one piece. */
export function generateReportBytes(rows: number): Uint8Array {
  return new Uint8Array(Buffer.concat([...generateReport(rows)]));
}

/** Six kinds of senders, in the proportions of a domain with a hosted mail service and a spoofing campaign. */
const senders = [
  { spf: 'pass', dkim: 'alpha.example', result: 'pass', network: '40.107' },
  { spf: 'pass', dkim: 'alphacorp.onmicrosoft.com', result: 'pass', network: '40.107' },
  { spf: 'pass', dkim: 'alpha.example', result: 'pass', network: '203.0' },
  { spf: 'fail', dkim: 'alpha.example', result: 'fail', network: '198.51' },
  { spf: 'pass', dkim: 'bravo.onmicrosoft.com', result: 'pass', network: '40.107' },
  { spf: 'pass', dkim: 'alpha.example', result: 'pass', network: '209.85' },
] as const;

function rowOf(row: number): string {
  const sender = senders[row % senders.length] ?? senders[0];
  const ip = `${sender.network}.${(row >> 8) & 255}.${row & 255}`;
  const aligned = sender.dkim === 'alpha.example' && sender.result === 'pass';
  return ` <record>
  <row>
   <source_ip>${ip}</source_ip>
   <count>${1 + (row % 7)}</count>
   <policy_evaluated>
    <disposition>none</disposition>
    <dkim>${aligned ? 'pass' : 'fail'}</dkim>
    <spf>${sender.spf}</spf>
   </policy_evaluated>
  </row>
  <identifiers>
   <envelope_to>receiver.example</envelope_to>
   <envelope_from>alpha.example</envelope_from>
   <header_from>alpha.example</header_from>
  </identifiers>
  <auth_results>
   <dkim>
    <domain>${sender.dkim}</domain>
    <selector>selector1</selector>
    <result>${sender.result}</result>
   </dkim>
   <spf>
    <domain>alpha.example</domain>
    <scope>mfrom</scope>
    <result>${sender.spf}</result>
   </spf>
  </auth_results>
 </record>
`;
}
