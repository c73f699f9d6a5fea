/** Answers about the state of the reports workspace: which grouping is shown, how groups unfold, what the headline says. Pure. */
import { rowClasses } from '../shared/facts/report.ts';
import type { ReportTotals, RowGroup, RowGrouping } from '../shared/report-calls.ts';
import {
  type ChildGroups,
  type Listing,
  pageSize,
  type ReportsState,
  type ReportViewName,
  type SuspectFacts,
  suspectClass,
} from './report-state.ts';
import { formatCount } from './report-words.ts';
import { formatDay } from './text.ts';
import { count } from './words.ts';

/** What stands under an unfolded group. */
export const childGroupings: Readonly<Record<RowGrouping, readonly RowGrouping[]>> = {
  operator: ['tenant', 'source'],
  tenant: ['organization', 'source'],
  organization: ['from-domain', 'tenant', 'operator'],
  reporter: ['organization', 'operator'],
  'from-domain': [],
  source: [],
};

/** The groupings that a view of groups offers; null for the views that list something else. */
export const viewGroupings: Readonly<Record<ReportViewName, readonly RowGrouping[] | null>> = {
  sources: ['operator', 'source'],
  tenants: ['tenant'],
  domains: ['organization', 'from-domain'],
  receivers: ['reporter'],
  policies: null,
  reports: null,
  rows: null,
};

export type GroupView = keyof ReportsState['groupings'];

export function isGroupView(view: ReportViewName): view is GroupView {
  return viewGroupings[view] !== null;
}

/** By what the present view puts rows together, or null. */
export function groupingOf({ view, groupings }: Pick<ReportsState, 'view' | 'groupings'>): RowGrouping | null {
  return isGroupView(view) ? groupings[view] : null;
}

/** Names a group in the set of the unfolded ones. */
export function groupId(by: RowGrouping, key: string | null): string {
  return JSON.stringify([by, key]);
}

const suspectAt = rowClasses.indexOf(suspectClass);
const exposureAt = rowClasses.indexOf('aligned-spf-shared-pool-only');
const unauthorisedAt = rowClasses.indexOf('unauthorised');
const unknownAt = rowClasses.indexOf('unknown');

/** Messages in suspect rows. */
export function suspectCount({ messagesByClass }: Pick<ReportTotals, 'messagesByClass'>): number {
  return messagesByClass[suspectAt] ?? 0;
}

/** Messages of the suspect class among these, by class in the order of `rowClasses`. */
export function suspectsIn(byClass: readonly number[]): number {
  return byClass[suspectAt] ?? 0;
}

/** The item at a position of a listing; undefined while its page is not here. */
export function itemAt<T>(listing: Listing<T>, position: number): T | undefined {
  return listing.pages.get(Math.floor(position / pageSize))?.[position % pageSize];
}

/** One line of a table of groups. */
export type GroupLine =
  | { readonly kind: 'group'; readonly position: number; readonly group: RowGroup | undefined; readonly isUnfolded: boolean }
  /** `known` is the operator of the group above. */
  | { readonly kind: 'child'; readonly by: RowGrouping; readonly group: RowGroup; readonly parent: string; readonly known: string | null }
  | { readonly kind: 'more'; readonly by: RowGrouping; readonly amount: number; readonly parent: string; readonly group: RowGroup }
  | { readonly kind: 'waiting'; readonly parent: string };

/** The lines that stand under an unfolded group. */
function childLines(id: string, group: RowGroup, children: readonly ChildGroups[] | undefined): readonly GroupLine[] {
  if (children === undefined) return [{ kind: 'waiting', parent: id }];
  return children.flatMap(({ by, total, groups }) => {
    const named = groups.filter(({ key }) => key !== null);
    const lines = named.map((child): GroupLine => ({ kind: 'child', by, group: child, parent: id, known: group.operator }));
    const amount = total - groups.length;
    return amount > 0 ? [...lines, { kind: 'more', by, amount, parent: id, group }] : lines;
  });
}

export interface GroupLines {
  readonly total: number;
  readonly lineAt: (index: number) => GroupLine | undefined;
  /** The positions of groups within these lines, for loading their pages. */
  readonly positionAt: (index: number) => number;
}

/** The listing with what is unfolded put between its groups. Costs as much as is unfolded, not as much as there is. */
export function groupLines(
  by: RowGrouping,
  listing: Listing<RowGroup>,
  unfolded: ReadonlySet<string>,
  children: ReadonlyMap<string, readonly ChildGroups[]>,
  most: number,
): GroupLines {
  const open: { readonly position: number; readonly lines: readonly GroupLine[]; readonly start: number }[] = [];
  let added = 0;
  for (const [page, groups] of [...listing.pages].toSorted(([one], [other]) => one - other)) {
    for (const [offset, group] of groups.entries()) {
      const id = groupId(by, group.key);
      if (!unfolded.has(id) || childGroupings[by].length === 0) continue;
      const position = page * pageSize + offset;
      const lines = childLines(id, group, children.get(id));
      open.push({ position, lines, start: position + 1 + added });
      added += lines.length;
    }
  }
  const find = (index: number): { readonly position: number; readonly child: GroupLine | null } => {
    let before = 0;
    for (const { position, lines, start } of open) {
      if (index < start) break;
      if (index < start + lines.length) return { position, child: lines[index - start] ?? null };
      before += lines.length;
    }
    return { position: index - before, child: null };
  };
  const positions = Math.min(listing.total ?? 0, most);
  return {
    total: positions + added,
    positionAt: (index) => find(index).position,
    lineAt: (index) => {
      const { position, child } = find(index);
      if (child !== null) return child;
      if (position >= positions) return undefined;
      const group = itemAt(listing, position);
      return { kind: 'group', position, group, isUnfolded: group !== undefined && unfolded.has(groupId(by, group.key)) };
    },
  };
}

/** A piece of the headline; figures stand out. */
export interface HeadlinePart {
  readonly text: string;
  readonly weight: 'plain' | 'figure' | 'alarm';
}

const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `in November 2026`, `on 3 Nov 2026`, `from 3 Sep 2026 to 24 Nov 2026`; empty where no day is known. */
export function periodWords(first: string | null, last: string | null): string {
  if (first === null || last === null) return '';
  if (first === last) return `on ${formatDay(`${first}T`)}`;
  if (first.slice(0, 7) === last.slice(0, 7)) return `in ${longMonths[Number(first.slice(5, 7)) - 1] ?? ''} ${first.slice(0, 4)}`;
  return `from ${formatDay(`${first}T`)} to ${formatDay(`${last}T`)}`;
}

const plain = (text: string): HeadlinePart => ({ text, weight: 'plain' });
const figure = (amount: number): HeadlinePart => ({ text: formatCount(amount), weight: 'figure' });
const alarm = (amount: number): HeadlinePart => ({ text: formatCount(amount), weight: 'alarm' });

function suspectSentence(totals: ReportTotals, suspects: SuspectFacts | null, period: string): readonly HeadlinePart[] {
  const amount = suspectCount(totals);
  const opening = [
    alarm(amount),
    plain(` of `),
    figure(totals.messages),
    plain(` ${totals.messages === 1 ? 'message' : 'messages'}${period} passed SPF through a shared pool `),
  ];
  if (suspects === null) return [...opening, plain(`in a way that points at another tenant.`)];
  const { tenantCount, organizationCount, reporterCount } = suspects;
  const how = tenantCount > 0 ? `with another tenant’s signature: ` : `without the domain’s usual signature: `;
  const whose = tenantCount > 0 ? [figure(tenantCount), plain(` foreign ${tenantCount === 1 ? 'tenant' : 'tenants'}, `)] : [];
  return [
    ...opening,
    plain(how),
    ...whose,
    figure(organizationCount),
    plain(` ${organizationCount === 1 ? 'domain' : 'domains'} used, seen by `),
    figure(reporterCount),
    plain(` ${reporterCount === 1 ? 'receiver' : 'receivers'}.`),
  ];
}

/** What the rows say, in one sentence, the gravest first. Never more than the classes tell. */
export function headlineOf(totals: ReportTotals, suspects: SuspectFacts | null): readonly HeadlinePart[] {
  const words = periodWords(totals.first, totals.last);
  const period = words === '' ? '' : ` ${words}`;
  const exposure = totals.messagesByClass[exposureAt] ?? 0;
  const unauthorised = totals.messagesByClass[unauthorisedAt] ?? 0;
  if (totals.rows === 0) return [plain('There is no row to judge here.')];
  if (suspectCount(totals) > 0) return suspectSentence(totals, suspects, period);
  if (exposure > 0) {
    return [
      plain('No row is suspect. But '),
      figure(exposure),
      plain(` of `),
      figure(totals.messages),
      plain(` messages${period} passed by a shared pool alone, and nothing tells which of its tenants sent them: exposure.`),
    ];
  }
  if (unauthorised > 0) {
    return [
      plain('No row is suspect. '),
      figure(unauthorised),
      plain(` of `),
      figure(totals.messages),
      plain(` messages${period} came with nothing that speaks for their From domain.`),
    ];
  }
  return [plain('No row is suspect among '), figure(totals.messages), plain(` messages${period}, and none passed by a shared pool alone.`)];
}

/** What the headline leaves out, in short: exposure, unauthorised, unknown, and of how much. */
export function headlineNotes(totals: ReportTotals): readonly string[] {
  const exposure = totals.messagesByClass[exposureAt] ?? 0;
  const unauthorised = totals.messagesByClass[unauthorisedAt] ?? 0;
  const unknown = totals.messagesByClass[unknownAt] ?? 0;
  const isSuspect = suspectCount(totals) > 0;
  return [
    ...(isSuspect && exposure > 0 ? [`${formatCount(exposure)} passed by a shared pool alone (exposure)`] : []),
    ...((isSuspect || exposure > 0) && unauthorised > 0 ? [`${formatCount(unauthorised)} unauthorised`] : []),
    ...(unknown > 0 ? [`${formatCount(unknown)} cannot be told`] : []),
    `${count(totals.rows, 'row')} of ${count(totals.reports, 'report')}`,
  ];
}
