/** The part of the store that is about DMARC reports: the one filter, what the engine replied, and what is selected. */
import type { Reply } from '../shared/contract.ts';
import type { RowClass } from '../shared/facts/report.ts';
import type { Refusal } from '../shared/outcome.ts';
import type {
  MessageOfRow,
  PolicySpan,
  ReportLine,
  ReportRow,
  ReportTotals,
  RowFilter,
  RowGroup,
  RowGrouping,
  TimeLine,
} from '../shared/report-calls.ts';
import type { RawLines } from './report-raw.ts';

export const reportViews = ['sources', 'tenants', 'domains', 'receivers', 'policies', 'reports', 'rows'] as const;
export type ReportViewName = (typeof reportViews)[number];

/** What the engine was asked for. The last reply stays until the next is here; `isLate` once that takes long enough to be seen. */
export interface Asked<T> {
  readonly value: T | null;
  readonly error: Refusal | null;
  readonly isLate: boolean;
}

/** A list that is loaded by pages of `pageSize`. `key` tells for which question the pages are the answer. */
export interface Listing<T> {
  readonly key: string;
  readonly total: number | null;
  readonly pages: ReadonlyMap<number, readonly T[]>;
  readonly error: Refusal | null;
  readonly isLate: boolean;
}

/** The groups that stand under an unfolded group. */
export interface ChildGroups {
  readonly by: RowGrouping;
  readonly total: number;
  readonly groups: readonly RowGroup[];
}

/** Who is behind the suspect rows and whom they hit, in numbers and by the first names. */
export interface SuspectFacts {
  readonly tenants: readonly string[];
  readonly tenantCount: number;
  readonly organizationCount: number;
  readonly reporterCount: number;
}

export type SortOf<C extends 'reports.groups' | 'reports.list' | 'reports.rows'> = C extends 'reports.groups'
  ? 'attention' | 'messages' | 'key' | 'first' | 'last'
  : C extends 'reports.list'
    ? 'attention' | 'messages' | 'begin' | 'reporter' | 'notes'
    : 'attention' | 'messages' | 'begin' | 'source';

export interface RowName {
  readonly report: number;
  readonly ordinal: number;
}

export type ReportSelection =
  | { readonly kind: 'row'; readonly row: ReportRow }
  | { readonly kind: 'report'; readonly report: number }
  | null;

export type ReportPane = 'overview' | 'rows' | 'raw';

/** The bytes of one report as lines, as far as they were fetched. */
export interface RawText {
  readonly report: number;
  readonly lines: RawLines;
  /** Bytes that were fetched, of how many. */
  readonly loaded: number;
  readonly size: number | null;
  readonly error: Refusal | null;
}

export interface ReportsState {
  /** What the whole case holds, whatever the filter says. */
  readonly totals: ReportTotals | null;
  readonly filter: RowFilter;
  readonly view: ReportViewName;
  readonly groupings: Readonly<Record<'sources' | 'tenants' | 'domains' | 'receivers', RowGrouping>>;
  readonly groupSort: SortOf<'reports.groups'>;
  readonly listSort: SortOf<'reports.list'>;
  readonly rowSort: SortOf<'reports.rows'>;
  /** The filter without its classes: what the legend and the headline count. */
  readonly facets: Asked<ReportTotals>;
  /** The filter as it stands. */
  readonly matched: Asked<ReportTotals>;
  readonly suspects: SuspectFacts | null;
  /** The operators that rows come from, by id. */
  readonly operatorNames: ReadonlyMap<string, string>;
  readonly timeLine: Asked<TimeLine>;
  readonly policies: Asked<readonly PolicySpan[]>;
  readonly groups: Listing<RowGroup>;
  readonly lines: Listing<ReportLine>;
  readonly rows: Listing<ReportRow>;
  /** Groups that are unfolded, by `groupId`, and what stands under them. */
  readonly unfolded: ReadonlySet<string>;
  readonly children: ReadonlyMap<string, readonly ChildGroups[]>;
  readonly selection: ReportSelection;
  readonly pane: ReportPane;
  readonly head: Asked<Reply<'report.get'>>;
  readonly reportRows: Listing<ReportRow>;
  readonly rowMessages: Asked<readonly MessageOfRow[]>;
  readonly raw: RawText | null;
}

export const pageSize = 200;

const nothingAsked = { value: null, error: null, isLate: false } as const;
export const emptyListing = { key: '', total: null, pages: new Map<number, never>(), error: null, isLate: false } as const;

/** A filter that leaves every row. */
export const openFilter: RowFilter = {
  from: null,
  to: null,
  classes: [],
  organizations: [],
  fromDomains: [],
  operators: [],
  tenants: [],
  reporters: [],
  sources: [],
  envelopeTo: [],
  reports: [],
  text: '',
};

export const suspectClass: RowClass = 'cross-tenant-suspect';

export const initialReports: ReportsState = {
  totals: null,
  filter: openFilter,
  view: 'sources',
  groupings: { sources: 'operator', tenants: 'tenant', domains: 'organization', receivers: 'reporter' },
  groupSort: 'attention',
  listSort: 'attention',
  rowSort: 'attention',
  facets: nothingAsked,
  matched: nothingAsked,
  suspects: null,
  operatorNames: new Map(),
  timeLine: nothingAsked,
  policies: nothingAsked,
  groups: emptyListing,
  lines: emptyListing,
  rows: emptyListing,
  unfolded: new Set(),
  children: new Map(),
  selection: null,
  pane: 'overview',
  head: nothingAsked,
  reportRows: emptyListing,
  rowMessages: nothingAsked,
  raw: null,
};
