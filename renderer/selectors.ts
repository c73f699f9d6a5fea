/** Answers about the state of the window and about one analysis. Pure: same input, same output, nothing stored. */
import type { EvidenceRow, TenantState } from '../shared/contract.ts';
import type { SpfResult } from '../shared/facts/authentication.ts';
import type { Detail } from '../shared/facts/detail.ts';
import type { VerdictKind } from '../shared/facts/verdict.ts';
import type { Campaign } from '../shared/report-calls.ts';
import type { Job, LoadedCampaign, LoadedDetail, WaybillState } from './store.ts';
import { verdictWords } from './words.ts';

/** Remembers the last answer, so that a list keeps its identity while its inputs do. */
function remember<A extends readonly unknown[], R>(compute: (...inputs: A) => R): (...inputs: A) => R {
  let last: { readonly inputs: A; readonly result: R } | null = null;
  return (...inputs) => {
    if (last === null || last.inputs.some((input, index) => input !== inputs[index])) last = { inputs, result: compute(...inputs) };
    return last.result;
  };
}

function searchText(row: EvidenceRow): string {
  const verdict = row.kind === null ? row.state : `${row.kind} ${verdictWords[row.kind].label} ${row.confidence ?? ''}`;
  return `${row.subject ?? ''} ${row.from ?? ''} ${row.path} ${verdict} ${row.sha256 ?? ''} ${row.error?.message ?? ''}`.toLowerCase();
}

/** The rows that hold every word of the filter, in order of arrival. */
export const filterRows = remember((rows: ReadonlyMap<string, EvidenceRow>, filter: string): readonly EvidenceRow[] => {
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const all = [...rows.values()];
  return wanted.length === 0 ? all : all.filter((row) => wanted.every((word) => searchText(row).includes(word)));
});

export function visibleRows(state: WaybillState): readonly EvidenceRow[] {
  return filterRows(state.rows, state.filter);
}

/** How many rows have each verdict, most severe first, and how many failed. */
export const tallyRows = remember(
  (rows: ReadonlyMap<string, EvidenceRow>): { readonly kinds: readonly (readonly [VerdictKind, number])[]; readonly failed: number } => {
    const kinds = new Map<VerdictKind, number>();
    let failed = 0;
    for (const row of rows.values()) {
      if (row.kind !== null) kinds.set(row.kind, (kinds.get(row.kind) ?? 0) + 1);
      if (row.state === 'failed') failed += 1;
    }
    const order = Object.keys(verdictWords);
    return { kinds: [...kinds].toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other)), failed };
  },
);

export function selectedRow(state: Pick<WaybillState, 'selection' | 'rows'>): EvidenceRow | null {
  return (state.selection.evidence === null ? null : state.rows.get(state.selection.evidence)) ?? null;
}

export function selectedDetail(state: Pick<WaybillState, 'selection' | 'details'>): LoadedDetail | null {
  return (state.selection.evidence === null ? null : state.details.get(state.selection.evidence)) ?? null;
}

/** Whether there is a report in the case at all. */
export function holdsReports({ case: present, reports }: Pick<WaybillState, 'case' | 'reports'>): boolean {
  return present.reports > 0 || (reports.totals?.reports ?? 0) > 0;
}

/** What the reports said about the selected message; null before they were asked. */
export function selectedCampaign({ selection, campaigns }: Pick<WaybillState, 'selection' | 'campaigns'>): LoadedCampaign | null {
  return (selection.evidence === null ? null : campaigns.get(selection.evidence)) ?? null;
}

/** Messages of all ties but the loosest, which ties nothing by itself. */
export function campaignMessages({ ties }: Campaign): number {
  return ties.reduce((sum, { tie, totals }) => sum + (tie === 'same-pool' ? 0 : totals.messages), 0);
}

const spoofLike: readonly VerdictKind[] = ['cross-tenant-spoof', 'laundered-pass', 'shared-pass-unattributed', 'unauthorised'];

/** Whether one would ask of such a message how many more there were. */
export function isSpoofLike(kind: VerdictKind): boolean {
  return spoofLike.includes(kind);
}

type CaseContent = Pick<WaybillState, 'case' | 'reports' | 'rows' | 'notes' | 'noteDrafts'>;

/** Whether a person brought or wrote anything. */
export function holdsAnything(state: CaseContent): boolean {
  return state.rows.size + state.notes.length + state.noteDrafts.size > 0 || holdsReports(state);
}

/** Whether something would be lost if the case were closed now. What belongs to a case with a name is written before it is closed. */
export function hasUnsaved(state: CaseContent): boolean {
  return state.case.name === null && holdsAnything(state);
}

/** All running jobs as one: what is done, of how much. Null while nothing runs. */
export const sumJobs = remember((jobs: WaybillState['jobs']): Job | null => {
  if (jobs.size === 0) return null;
  const sum = { done: 0, total: 0, failed: 0, records: 0, bytes: 0, ofBytes: 0 };
  for (const job of jobs.values()) {
    sum.done += job.done;
    sum.total += job.total;
    sum.failed += job.failed;
    sum.records += job.records;
    sum.bytes += job.bytes;
    sum.ofBytes += job.ofBytes;
  }
  return sum;
});

/** How a result is drawn: which gate, which icon. Colour follows from it, never the other way round. */
export type ResultShape = 'pass' | 'fail' | 'unknown' | 'plain' | 'error';

export function shapeOfResult(result: SpfResult | string): ResultShape {
  switch (result) {
    case 'pass':
      return 'pass';
    case 'fail':
    case 'softfail':
    case 'hardfail':
      return 'fail';
    case 'unknown':
      return 'unknown';
    case 'temperror':
    case 'permerror':
      return 'error';
    default:
      return 'plain';
  }
}

/** The name of an operator for people, as the facts of this message tell it; its id where none does. */
export function operatorName(detail: Detail, operator: string | null): string | null {
  if (operator === null) return null;
  const attributed = detail.route.hops.flatMap((hop) => [hop.operator, hop.writer]).find((each) => each?.operator === operator);
  const lane = detail.route.segments.find((segment) => segment.operator === operator);
  return attributed?.operatorName ?? lane?.admd ?? operator;
}

/** The statement by which this tenant is the From domain's own, or null where nobody declared or learned it. */
export function knownAsOwn(
  { known }: TenantState,
  { analysis }: Detail,
  tenant: string | null | undefined,
): TenantState['known'][number] | null {
  const { claimedDomain, operator } = analysis.verdict;
  if (claimedDomain === null || typeof tenant !== 'string') return null;
  const isOf = (domain: string): boolean => claimedDomain === domain || claimedDomain.endsWith(`.${domain}`);
  return known.find((each) => each.value === tenant && each.operator === operator && isOf(each.domain)) ?? null;
}

/** What names the tenant of an operator on this message, best believed first, without doubles. */
export function tenantsOf(detail: Detail, operator: string): Detail['tenants'] {
  const rank = { vouched: 0, attributed: 1, claimed: 2 } as const;
  const kinds = ['dkim-domain', 'organization-domain', 'account', 'tenant-id'];
  const marks = detail.tenants.filter((mark) => mark.operator === operator);
  const ordered = marks.toSorted(
    (one, other) => rank[one.trust] - rank[other.trust] || kinds.indexOf(one.kind) - kinds.indexOf(other.kind),
  );
  return ordered.filter((mark, index) => ordered.findIndex((each) => each.value === mark.value) === index);
}
