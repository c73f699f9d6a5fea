/** Writes a view of the reports as CSV or JSON: what the window shows, all lines of it. */

import type { Reply, Request } from '../../shared/contract.ts';
import { type RowClass, rowClasses } from '../../shared/facts/report.ts';
import { assertNever } from '../../shared/outcome.ts';
import type { PolicySpan, ReportLine, ReportRow, RowGroup, TimeLine } from '../../shared/report-calls.ts';
import { type Cell, csvLine } from '../../shared/text/csv.ts';
import type { ReportQueries } from './case-store/report-queries.ts';

type Asked = Request<'reports.export'>;
export type ExportedQueries = Pick<ReportQueries, 'rows' | 'list' | 'policies' | 'timeLine' | 'groups'>;
type Bucket = TimeLine['buckets'][number];
type Columns<T> = readonly (readonly [name: string, value: (line: T) => Cell])[];

const mostLines = 200_000;
/** Rows that are read at a time. */
const pageSize = 5_000;

/** At most 200,000 lines of the view, the same as its pages one after the other. */
export async function exportReports(queries: ExportedQueries, { view, filter, format }: Asked): Promise<Reply<'reports.export'>> {
  const name = `${view}.${format}`;
  const write = <T>(lines: readonly T[], columns: Columns<T>, total: number) => ({
    name,
    text: format === 'json' ? jsonOf(lines) : csvOf(lines, columns),
    truncated: total > lines.length,
  });
  switch (view) {
    case 'rows': {
      const { lines, total } = await allOf(async (page) => {
        const { rows, total: count } = await queries.rows({ filter, sort: 'attention', ...page });
        return { lines: rows, total: count };
      });
      return write(lines, rowColumns, total);
    }
    case 'reports': {
      const { lines, total } = await allOf(async (page) => {
        const { reports, total: count } = await queries.list({ filter, sort: 'attention', ...page });
        return { lines: reports, total: count };
      });
      return write(lines, reportColumns, total);
    }
    case 'policies': {
      const { policies } = await queries.policies({ filter });
      return write(policies.slice(0, mostLines), policyColumns, policies.length);
    }
    case 'time-line': {
      const { buckets } = await queries.timeLine({ filter });
      return write(buckets, bucketColumns, buckets.length);
    }
    case 'operator':
    case 'tenant':
    case 'source':
    case 'reporter':
    case 'organization':
    case 'from-domain': {
      const { groups, total } = await queries.groups({ by: view, filter, sort: 'attention', offset: 0, limit: mostLines });
      return write(groups, groupColumns, total);
    }
    default:
      return assertNever(view);
  }
}

async function allOf<T>(
  page: (at: { readonly offset: number; readonly limit: number }) => Promise<{ readonly lines: readonly T[]; readonly total: number }>,
): Promise<{ readonly lines: readonly T[]; readonly total: number }> {
  const all: T[] = [];
  for (;;) {
    const { lines, total } = await page({ offset: all.length, limit: Math.min(pageSize, mostLines - all.length) });
    all.push(...lines);
    if (lines.length === 0 || all.length >= Math.min(total, mostLines)) return { lines: all, total };
  }
}

/** One line of the file for each of the view. */
function jsonOf(lines: readonly unknown[]): string {
  return lines.length === 0 ? '[]\n' : `[\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n]\n`;
}

function csvOf<T>(lines: readonly T[], columns: Columns<T>): string {
  const header = csvLine(columns.map(([name]) => name));
  return header + lines.map((line) => csvLine(columns.map(([, value]) => value(line)))).join('');
}

const classColumns: readonly (readonly [RowClass, (messages: readonly number[]) => number])[] = rowClasses.map((name, place) => [
  name,
  (messages) => messages[place] ?? 0,
]);

const bucketColumns: Columns<Bucket> = [
  ['at', ({ at }) => at],
  ...classColumns.map(([name, of]) => [name, ({ messages }: Bucket) => of(messages)] as const),
];

const groupColumns: Columns<RowGroup> = [
  ['key', ({ key }) => key],
  ['label', ({ label }) => label],
  ['operator', ({ operator }) => operator],
  ['reports', ({ reports }) => reports],
  ['rows', ({ rows }) => rows],
  ['messages', ({ messages }) => messages],
  ['first', ({ first }) => first],
  ['last', ({ last }) => last],
  ...classColumns.map(([name, of]) => [name, ({ messagesByClass }: RowGroup) => of(messagesByClass)] as const),
];

const policyColumns: Columns<PolicySpan> = [
  ['domain', ({ domain }) => domain],
  ['first', ({ first }) => first],
  ['last', ({ last }) => last],
  ['p', ({ p }) => p],
  ['sp', ({ sp }) => sp],
  ['np', ({ np }) => np],
  ['adkim', ({ adkim }) => adkim],
  ['aspf', ({ aspf }) => aspf],
  ['pct', ({ pct }) => pct],
  ['testing', ({ testing }) => testing],
  ['reports', ({ reports }) => reports],
  ['messages', ({ messages }) => messages],
];

const reportColumns: Columns<ReportLine> = [
  ['report', ({ id }) => id],
  ['path', ({ path }) => path],
  ['kind', ({ kind }) => kind],
  ['dialect', ({ dialect }) => dialect],
  ['reporter', ({ reporter }) => reporter],
  ['report_id', ({ reportId }) => reportId],
  ['begin', ({ begin }) => begin],
  ['end', ({ end }) => end],
  ['policy_domain', ({ domain }) => domain],
  ['rows', ({ rows }) => rows],
  ['messages', ({ messages }) => messages],
  ['suspects', ({ suspects }) => suspects],
  ['notes', ({ notes }) => notes],
];

const rowColumns: Columns<ReportRow> = [
  ['report', ({ report }) => report],
  ['ordinal', ({ ordinal }) => ordinal],
  ['reporter', ({ reporter }) => reporter],
  ['begin', ({ begin }) => begin],
  ['end', ({ end }) => end],
  ['policy_domain', ({ policyDomain }) => policyDomain],
  ['class', ({ record }) => record.class],
  ['operator', ({ record }) => record.operator],
  ['foreign_tenant', ({ record }) => record.foreignTenant],
  ['source_ip', ({ record }) => record.sourceIp],
  ['count', ({ record }) => record.count],
  ['disposition', ({ record }) => record.disposition],
  ['dkim', ({ record }) => record.dkim],
  ['spf', ({ record }) => record.spf],
  ['header_from', ({ record }) => record.headerFrom],
  ['envelope_from', ({ record }) => record.envelopeFrom],
  ['envelope_to', ({ record }) => record.envelopeTo],
  [
    'dkim_results',
    ({ record }) => record.authResults.dkim.map(({ domain, selector, result }) => joined(domain, selector, result)).join(' '),
  ],
  ['spf_results', ({ record }) => record.authResults.spf.map(({ domain, scope, result }) => joined(domain, scope, result)).join(' ')],
  [
    'reasons',
    ({ record }) => record.reasons.map(({ type, comment }) => [type, comment].filter((part) => part !== null).join(': ')).join('; '),
  ],
  ['because', ({ record }) => record.because],
];

function joined(...parts: readonly (string | null)[]): string {
  return parts.map((part) => part ?? '').join(':');
}
