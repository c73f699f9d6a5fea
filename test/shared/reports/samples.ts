/** Small reports and rows for the tests of this room, valid until a test says otherwise. */

import type { ReadReport, ReportRecord } from '../../../shared/facts/report.ts';
import { readWholeReport } from '../../../shared/reports/read.ts';
import { utf8 } from '../../helpers/message-text.ts';

export interface SampleRow {
  readonly ip?: string;
  readonly count?: number;
  readonly from?: string;
  /** `domain selector result`, several separated by commas; empty for none. */
  readonly dkim?: string;
  /** `domain result`. */
  readonly spf?: string;
  readonly evaluated?: string;
  readonly reason?: string;
}

export function rowXml({
  ip = '203.0.113.20',
  count = 1,
  from = 'alpha.example',
  dkim = '',
  spf = 'alpha.example pass',
  evaluated = 'fail pass',
  reason = '',
}: SampleRow): string {
  const [evaluatedDkim, evaluatedSpf] = evaluated.split(' ');
  const signatures = dkim
    .split(',')
    .filter((text) => text.trim() !== '')
    .map((text) => text.trim().split(' '))
    .map(
      ([domain, selector, result]) => `<dkim><domain>${domain}</domain><selector>${selector}</selector><result>${result}</result></dkim>`,
    );
  const [spfDomain, spfResult] = spf.split(' ');
  return `<record><row><source_ip>${ip}</source_ip><count>${count}</count><policy_evaluated><disposition>none</disposition><dkim>${evaluatedDkim}</dkim><spf>${evaluatedSpf}</spf>${reason}</policy_evaluated></row><identifiers><envelope_from>${spfDomain}</envelope_from><header_from>${from}</header_from></identifiers><auth_results>${signatures.join('')}${spf === '' ? '' : `<spf><domain>${spfDomain}</domain><scope>mfrom</scope><result>${spfResult}</result></spf>`}</auth_results></record>`;
}

export interface SampleReport {
  readonly root?: string;
  readonly version?: string | null;
  readonly metadata?: string;
  readonly policy?: string;
  readonly begin?: number;
  readonly id?: string;
  readonly reporter?: string;
}

const day = 1_793_491_200;

export function reportXml(
  rows: string,
  { root = 'feedback', version = '1.0', metadata = '', policy, begin = day, id = 'r-1', reporter = 'receiver.example' }: SampleReport = {},
): string {
  const published =
    policy ?? '<domain>alpha.example</domain><adkim>r</adkim><aspf>r</aspf><p>reject</p><sp>reject</sp><pct>100</pct><fo>1</fo>';
  return `<?xml version="1.0" encoding="UTF-8"?><${root}>${version === null ? '' : `<version>${version}</version>`}<report_metadata><org_name>${reporter}</org_name><email>dmarc@${reporter}</email><report_id>${id}</report_id><date_range><begin>${begin}</begin><end>${begin + 86_399}</end></date_range>${metadata}</report_metadata><policy_published>${published}</policy_published>${rows}</${root.split(' ')[0]}>`;
}

/** Reads XML that must be readable. */
export function readXml(xml: string | Uint8Array): ReadReport {
  const outcome = readWholeReport(typeof xml === 'string' ? utf8(xml) : xml, 'sample.xml');
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

export function readRow(row: SampleRow): ReportRecord {
  const [record] = readXml(reportXml(rowXml(row))).records;
  if (record === undefined) throw new Error('The sample has no row.');
  return record;
}

/** Codes and places of the notes. */
export function notesOf({ notes }: ReadReport): readonly string[] {
  return notes.map(({ code, at }) => (at === '' ? code : `${code} ${at}`));
}
