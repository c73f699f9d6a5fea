/** What all reports together say, as text: groups of rows with the same story, most important first. */
import { type JudgedRecord, type Report, type RowClass, rowClasses } from '../facts/report.ts';
import { type Cell, cut, table, wrap } from './layout.ts';
import { createPaint, type Paint, type Tone } from './paint.ts';
import { printable } from './printable.ts';
import type { TextStyle } from './text-style.ts';

const words: Readonly<Record<RowClass, { readonly label: string; readonly tone: Tone }>> = {
  'cross-tenant-suspect': { label: 'suspect', tone: 'bad' },
  unauthorised: { label: 'unauthorised', tone: 'warning' },
  'aligned-spf-shared-pool-only': { label: 'shared pool', tone: 'warning' },
  'third-party': { label: 'third party', tone: 'accent' },
  forwarder: { label: 'forwarder', tone: 'accent' },
  unknown: { label: 'unknown', tone: 'faint' },
  'aligned-spf-own-space': { label: 'own space', tone: 'good' },
  'aligned-dkim': { label: 'own DKIM', tone: 'good' },
};

interface Group {
  readonly class: RowClass;
  readonly from: string | null;
  readonly operator: string | null;
  readonly tenant: string | null;
  messages: number;
  readonly reporters: Set<string>;
  first: string | null;
  last: string | null;
  because: string | null;
}

export interface ReportOverview {
  add(report: Report): void;
  /** Lines that end in `\n`; fits into `style.columns`. `listReports` shows the reports instead of the groups. */
  render(style: TextStyle, listReports: boolean): string;
}

/** More groups and reports than this are counted, not kept: nobody reads that many lines. */
const mostGroups = 50_000;
const mostReports = 50_000;
const shownGroups = 200;

export function createReportOverview(): ReportOverview {
  const groups = new Map<string, Group>();
  const lines: (readonly string[])[] = [];
  let reports = 0;
  let duplicates = 0;
  let messages = 0;
  let notes = 0;
  let missed = 0;

  function addRow(record: JudgedRecord, report: Report): void {
    const key = JSON.stringify([record.class, record.headerFrom, record.operator, record.foreignTenant]);
    let group = groups.get(key);
    if (group === undefined) {
      if (groups.size >= mostGroups) {
        missed += 1;
        return;
      }
      const { class: rowClass, headerFrom: from, operator, foreignTenant: tenant } = record;
      group = { class: rowClass, from, operator, tenant, messages: 0, reporters: new Set(), first: null, last: null, because: null };
      groups.set(key, group);
    }
    group.messages += record.count ?? 0;
    group.because ??= record.because;
    if (report.reporter !== null) group.reporters.add(report.reporter);
    const day = report.begin?.slice(0, 10) ?? null;
    if (day !== null && (group.first === null || day < group.first)) group.first = day;
    if (day !== null && (group.last === null || day > group.last)) group.last = day;
  }

  return {
    add(report) {
      reports += 1;
      notes += report.notes.length;
      if (lines.length < mostReports) lines.push(lineOf(report));
      if (report.duplicateOf !== null) {
        duplicates += 1;
        return;
      }
      messages += report.messageCount;
      for (const record of report.records ?? []) addRow(record, report);
    },
    render(style, listReports) {
      const paint = createPaint(style.colour);
      const columns = Math.max(60, Math.min(160, style.columns));
      const total = [
        `${reports} ${reports === 1 ? 'report' : 'reports'}, ${messages} messages`,
        ...(duplicates === 0 ? [] : [`${duplicates} seen before and not counted again`]),
        ...(notes === 0 ? [] : [`${notes} notes on deviations (--ndjson shows them)`]),
        ...(missed === 0 ? [] : [`${missed} rows in groups that are not shown`]),
      ].join('; ');
      const body = listReports ? renderReports(lines, columns, paint) : renderGroups([...groups.values()], columns, paint);
      return `${[...body, ...wrap(`${total}.`, columns)].join('\n')}\n`;
    },
  };
}

function lineOf({ begin, reporter, kind, policy, recordCount, messageCount, notes, reportId }: Report): readonly string[] {
  return [
    begin?.slice(0, 10) ?? '?',
    reporter ?? '?',
    kind,
    policy?.domain ?? '',
    policy?.p ?? '',
    String(recordCount),
    String(messageCount),
    notes.length === 0 ? '' : String(notes.length),
    reportId ?? '',
  ].map((cell) => cut(printable(cell), 60));
}

function renderReports(lines: readonly (readonly string[])[], columns: number, paint: Paint): string[] {
  if (lines.length === 0) return [];
  const head = ['day', 'reporter', 'kind', 'domain', 'p', 'rows', 'messages', 'notes', 'id'];
  const rows: Cell[][] = [
    head.map((text) => ({ text, paint: (cell) => paint('faint', cell) })),
    ...lines.map((line) => line.map((text) => ({ text }))),
  ];
  return [...table(rows, columns), ''];
}

function renderGroups(groups: readonly Group[], columns: number, paint: Paint): string[] {
  if (groups.length === 0) return [];
  const sorted = groups.toSorted(
    (one, other) => rowClasses.indexOf(one.class) - rowClasses.indexOf(other.class) || other.messages - one.messages || compare(one, other),
  );
  const head = ['messages', 'class', 'From domain', 'operator', 'foreign tenant', 'receivers', 'days'];
  const rows = sorted
    .slice(0, shownGroups)
    .map((group): Cell[] => [
      { text: String(group.messages).padStart(8) },
      { text: words[group.class].label, paint: (cell) => paint(words[group.class].tone, cell) },
      { text: cut(printable(group.from ?? '?'), 60) },
      { text: group.operator ?? '' },
      { text: cut(printable(group.tenant ?? ''), 60) },
      { text: String(group.reporters.size) },
      { text: daysOf(group) },
    ]);
  const reasons = sorted
    .filter((group) => group.class === 'cross-tenant-suspect' && group.because !== null)
    .slice(0, 20)
    .flatMap((group) => [...wrap(`Suspect: ${cut(printable(group.because ?? ''), 1_000)}`, columns), '']);
  const rest =
    sorted.length > shownGroups
      ? [paint('faint', `… and ${sorted.length - shownGroups} more groups (--csv and --ndjson have them).`), '']
      : [];
  return [
    ...table([head.map((text): Cell => ({ text, paint: (cell) => paint('faint', cell) })), ...rows], columns),
    '',
    ...rest,
    ...reasons,
  ];
}

function daysOf({ first, last }: Group): string {
  if (first === null) return '';
  return first === last || last === null ? first : `${first}…${last.slice(first.slice(0, 5) === last.slice(0, 5) ? 5 : 0)}`;
}

function compare(one: Group, other: Group): number {
  const [left, right] = [one, other].map(({ from, operator, tenant }) => `${from} ${operator} ${tenant}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
