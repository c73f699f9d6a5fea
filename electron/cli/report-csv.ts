/** Reports as CSV (RFC 4180): a line a row, or a line a report. */
import type { JudgedRecord, Report } from '../../shared/facts/report.ts';
import { type Cell, csvLine } from '../../shared/text/csv.ts';

const reportColumns: readonly [name: string, value: (report: Report) => Cell][] = [
  ['path', ({ evidence }) => evidence.path],
  ['kind', ({ kind }) => kind],
  ['dialect', ({ dialect }) => dialect],
  ['reporter', ({ reporter }) => reporter],
  ['report_id', ({ reportId }) => reportId],
  ['begin', ({ begin }) => begin],
  ['end', ({ end }) => end],
  ['policy_domain', ({ policy }) => policy?.domain ?? null],
  ['duplicate_of', ({ duplicateOf }) => duplicateOf],
];

const summaryColumns: typeof reportColumns = [
  ...reportColumns,
  ['p', ({ policy }) => policy?.p ?? null],
  ['sp', ({ policy }) => policy?.sp ?? null],
  ['records', ({ recordCount }) => recordCount],
  ['messages', ({ messageCount }) => messageCount],
  ['notes', ({ notes }) => [...new Set(notes.map(({ code }) => code))].join(' ')],
];

const recordColumns: readonly [name: string, value: (record: JudgedRecord) => Cell][] = [
  ['class', (record) => record.class],
  ['operator', ({ operator }) => operator],
  ['foreign_tenant', ({ foreignTenant }) => foreignTenant],
  ['source_ip', ({ sourceIp }) => sourceIp],
  ['count', ({ count }) => count],
  ['disposition', ({ disposition }) => disposition],
  ['dkim', ({ dkim }) => dkim],
  ['spf', ({ spf }) => spf],
  ['header_from', ({ headerFrom }) => headerFrom],
  ['envelope_from', ({ envelopeFrom }) => envelopeFrom],
  ['envelope_to', ({ envelopeTo }) => envelopeTo],
  [
    'dkim_results',
    ({ authResults }) =>
      authResults.dkim.map(({ domain, selector, result }) => [domain, selector, result].map((part) => part ?? '').join(':')).join(' '),
  ],
  [
    'spf_results',
    ({ authResults }) =>
      authResults.spf.map(({ domain, scope, result }) => [domain, scope, result].map((part) => part ?? '').join(':')).join(' '),
  ],
  ['reasons', ({ reasons }) => reasons.map(({ type, comment }) => [type, comment].filter((part) => part !== null).join(': ')).join('; ')],
  ['because', ({ because }) => because],
];

export function csvHeader(summary: boolean): string {
  const columns = summary ? summaryColumns : [...reportColumns, ...recordColumns];
  return `${columns.map(([name]) => name).join(',')}\r\n`;
}

export function csvLines(report: Report, summary: boolean): string {
  if (summary) return csvLine(summaryColumns.map(([, value]) => value(report)));
  const head = reportColumns.map(([, value]) => value(report));
  return (report.records ?? []).map((record) => csvLine([...head, ...recordColumns.map(([, value]) => value(record))])).join('');
}
