/** Answers the calls about reports from a case in memory, by the plainest reading of the contract. */
import type { Handlers } from '../../../shared/contract.ts';
import { rowClasses } from '../../../shared/facts/report.ts';
import { refuse, succeed } from '../../../shared/outcome.ts';
import type {
  PolicySpan,
  ReportCall,
  ReportRow,
  ReportTotals,
  RowFilter,
  RowGroup,
  RowGrouping,
  TimeLine,
} from '../../../shared/report-calls.ts';
import type { ReportCase } from '../fixtures/report-case.ts';
import type { Answer } from './memory-client.ts';

type ReportHandlers = Pick<Handlers, Exclude<ReportCall, 'campaign.get'>>;

const dayOf = (row: ReportRow): string | null => row.begin?.slice(0, 10) ?? null;
const organizationOf = (domain: string | null): string | null => domain?.split('.').slice(-2).join('.') ?? null;

function keyOf(by: RowGrouping, row: ReportRow): string | null {
  switch (by) {
    case 'operator':
      return row.record.operator;
    case 'tenant':
      return row.record.foreignTenant;
    case 'source':
      return row.record.sourceIp;
    case 'reporter':
      return row.reporter;
    case 'organization':
      return organizationOf(row.record.headerFrom);
    case 'from-domain':
      return row.record.headerFrom;
  }
}

function matches(filter: RowFilter, row: ReportRow): boolean {
  const { record } = row;
  const day = dayOf(row);
  const within = <T>(list: readonly T[], value: T): boolean => list.length === 0 || list.includes(value);
  const words = [
    record.headerFrom,
    record.sourceIp,
    record.foreignTenant,
    record.operator,
    row.reporter,
    ...record.authResults.dkim.map(({ domain }) => domain),
  ];
  return (
    (filter.from === null || (day !== null && day >= filter.from)) &&
    (filter.to === null || (day !== null && day <= filter.to)) &&
    within(filter.classes, record.class) &&
    within<string | null>(filter.organizations, organizationOf(record.headerFrom)) &&
    within<string | null>(filter.fromDomains, record.headerFrom) &&
    within<string | null>(filter.operators, record.operator) &&
    within<string | null>(filter.tenants, record.foreignTenant) &&
    within<string | null>(filter.reporters, row.reporter) &&
    within<string | null>(filter.sources, record.sourceIp) &&
    within<string | null>(filter.envelopeTo, record.envelopeTo) &&
    within(filter.reports, row.report) &&
    words.some((word) => word?.toLowerCase().includes(filter.text.trim().toLowerCase()) === true || filter.text.trim() === '')
  );
}

function totalsOf(rows: readonly ReportRow[]): ReportTotals {
  const days = rows.flatMap((row) => dayOf(row) ?? []).toSorted();
  const of = (take: (row: ReportRow) => number): number[] =>
    rowClasses.map((each) => rows.reduce((sum, row) => (row.record.class === each ? sum + take(row) : sum), 0));
  return {
    reports: new Set(rows.map(({ report }) => report)).size,
    rows: rows.length,
    messages: rows.reduce((sum, { record }) => sum + (record.count ?? 0), 0),
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
    rowsByClass: of(() => 1),
    messagesByClass: of(({ record }) => record.count ?? 0),
  };
}

function timeLineOf(rows: readonly ReportRow[]): TimeLine {
  const { first, last } = totalsOf(rows);
  const buckets: TimeLine['buckets'] = [];
  if (first === null || last === null) return { unit: 'day', buckets };
  for (let time = Date.parse(first); time <= Date.parse(last); time += 86_400_000) {
    const at = new Date(time).toISOString().slice(0, 10);
    buckets.push({ at, messages: totalsOf(rows.filter((row) => dayOf(row) === at)).messagesByClass });
  }
  return { unit: 'day', buckets };
}

function byAttention(one: { messagesByClass: readonly number[] }, other: { messagesByClass: readonly number[] }): number {
  for (const [index, amount] of one.messagesByClass.entries()) {
    const difference = (other.messagesByClass[index] ?? 0) - amount;
    if (difference !== 0) return difference;
  }
  return 0;
}

function groupsOf(content: ReportCase, by: RowGrouping, rows: readonly ReportRow[], sort: string): RowGroup[] {
  const found = new Map<string | null, ReportRow[]>();
  for (const row of rows) found.set(keyOf(by, row), [...(found.get(keyOf(by, row)) ?? []), row]);
  const groups = [...found].map(([key, own]): RowGroup => {
    const { reports, rows: rowCount, messages, messagesByClass, first, last } = totalsOf(own);
    const operators = new Set(own.map(({ record }) => record.operator));
    const label = by === 'operator' && key !== null ? (content.operatorNames[key] ?? key) : key;
    return {
      key,
      label,
      operator: operators.size === 1 ? ([...operators][0] ?? null) : null,
      reports,
      rows: rowCount,
      messages,
      messagesByClass,
      first,
      last,
    };
  });
  if (sort === 'key') return groups.toSorted((one, other) => (one.key ?? '').localeCompare(other.key ?? ''));
  if (sort === 'attention') return groups.toSorted(byAttention);
  if (sort === 'first' || sort === 'last') return groups.toSorted((one, other) => (other[sort] ?? '').localeCompare(one[sort] ?? ''));
  return groups.toSorted((one, other) => other.messages - one.messages);
}

function policiesOf(content: ReportCase, rows: readonly ReportRow[]): PolicySpan[] {
  const spans: PolicySpan[] = [];
  const wanted = new Set(rows.map(({ report }) => report));
  for (const [index, { policy, begin, messageCount }] of content.heads.entries()) {
    if (policy === null || !wanted.has(index + 1)) continue;
    const day = begin?.slice(0, 10) ?? null;
    const { domain, p, sp, np, adkim, aspf, pct, testing } = policy;
    const last = spans.at(-1);
    if (last !== undefined && last.domain === domain && last.p === p && last.sp === sp && last.pct === pct) {
      spans[spans.length - 1] = { ...last, last: day, reports: last.reports + 1, messages: last.messages + messageCount };
    } else spans.push({ domain, first: day, last: day, p, sp, np, adkim, aspf, pct, testing, reports: 1, messages: messageCount });
  }
  return spans;
}

function rawOf(content: ReportCase, report: number): string {
  const rows = content.rows.filter((row) => row.report === report);
  const records = rows.map(
    ({ record }) =>
      `  <record>\n    <row>\n      <source_ip>${record.sourceIp}</source_ip>\n      <count>${record.count}</count>\n    </row>\n    <identifiers>\n      <header_from>${record.headerFrom}</header_from>\n    </identifiers>\n  </record>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feedback>\n  <report_metadata>\n    <org_name>${rows[0]?.reporter ?? ''}</org_name>\n  </report_metadata>\n${records.join('')}</feedback>\n`;
}

/** Handlers that answer from `content`. */
export function reportHandlers(content: ReportCase, answer: Answer): ReportHandlers {
  const select = (filter: RowFilter): readonly ReportRow[] => content.rows.filter((row) => matches(filter, row));
  const page = <T>(items: readonly T[], { offset, limit }: { offset: number; limit: number }): T[] => items.slice(offset, offset + limit);
  return {
    'reports.totals': answer('reports.totals', async ({ filter }) => succeed(totalsOf(select(filter)))),
    'reports.time-line': answer('reports.time-line', async ({ filter }) => succeed(timeLineOf(select(filter)))),
    'reports.groups': answer('reports.groups', async ({ by, filter, sort, ...at }) => {
      const groups = groupsOf(content, by, select(filter), sort);
      return succeed({ total: groups.length, groups: page(groups, at) });
    }),
    'reports.policies': answer('reports.policies', async ({ filter }) => succeed({ policies: policiesOf(content, select(filter)) })),
    'reports.list': answer('reports.list', async ({ filter, sort, ...at }) => {
      const wanted = new Set(select(filter).map(({ report }) => report));
      const lines = content.lines.filter(({ id }) => wanted.has(id));
      const sorted = lines.toSorted((one, other) =>
        sort === 'reporter'
          ? (one.reporter ?? '').localeCompare(other.reporter ?? '')
          : sort === 'begin'
            ? (other.begin ?? '').localeCompare(one.begin ?? '')
            : sort === 'notes'
              ? other.notes - one.notes
              : sort === 'messages'
                ? other.messages - one.messages
                : other.suspects - one.suspects || other.messages - one.messages,
      );
      return succeed({ total: lines.length, reports: page(sorted, at) });
    }),
    'reports.rows': answer('reports.rows', async ({ filter, sort, ...at }) => {
      const rows = select(filter).toSorted((one, other) => {
        if (sort === 'begin') return (other.begin ?? '').localeCompare(one.begin ?? '');
        if (sort === 'source') return (one.record.sourceIp ?? '').localeCompare(other.record.sourceIp ?? '');
        const byCount = (other.record.count ?? 0) - (one.record.count ?? 0);
        return sort === 'messages' ? byCount : rowClasses.indexOf(one.record.class) - rowClasses.indexOf(other.record.class) || byCount;
      });
      return succeed({ total: rows.length, rows: page(rows, at) });
    }),
    'report.get': answer('report.get', async ({ report }) => {
      const head = content.heads[report - 1];
      return head === undefined ? refuse('not-found', 'There is no such report in this case.') : succeed(head);
    }),
    'report.raw': answer('report.raw', async ({ report, start, end }) => {
      const text = rawOf(content, report);
      return succeed({ start, text: text.slice(start, end), size: text.length });
    }),
    'reports.export': answer('reports.export', async ({ view, format }) =>
      succeed({ name: `${view}.${format}`, text: 'a,b\n', truncated: false }),
    ),
    'row.messages': answer('row.messages', async ({ report, ordinal }) => {
      const row = content.rows.find((each) => each.report === report && each.ordinal === ordinal);
      const isSuspect = row?.record.class === 'cross-tenant-suspect';
      return succeed({
        messages: isSuspect
          ? [
              {
                evidence: 'spoof',
                tie: 'same-tenant' as const,
                says: 'It names the same tenant, northwindtrade.onmicrosoft.com, and came within two days of it.',
              },
            ]
          : [],
      });
    }),
  };
}
