/** The reports workspace: the filter, the views, what is unfolded and what is selected. Each change asks the engine for what is on screen. */
import type { RowClass } from '../../shared/facts/report.ts';
import type { ReportRow, ReportTotals, RowFilter, RowGroup, RowGrouping } from '../../shared/report-calls.ts';
import { type FilterField, sameFilter, toggleClass, toggleValue, withoutDays } from '../report-filter.ts';
import { groupId } from '../report-selectors.ts';
import {
  initialReports,
  openFilter,
  type ReportPane,
  type ReportSelection,
  type ReportsState,
  type ReportViewName,
  type SortOf,
} from '../report-state.ts';
import { update, useWaybill, type Workspace } from '../store.ts';
import { dropWishes } from './in-turn.ts';
import {
  loadChildren,
  loadOperatorNames,
  loadSelection,
  refreshFigures,
  refreshUnfolded,
  refreshView,
  updateReports,
} from './report-loading.ts';

const theReports = (): ReportsState => useWaybill.getState().reports;

/** Shows the messages or the reports. What the reports workspace shows is asked for when it is first looked at. */
export function showWorkspace(workspace: Workspace): void {
  if (useWaybill.getState().workspace === workspace) return;
  update({ workspace, listOpen: false });
  if (workspace === 'reports') refreshWorkspace();
}

/** Asks anew for everything on screen. */
export function refreshReports(): void {
  refreshFigures();
  refreshView();
  refreshUnfolded();
}

/** Shows the workspace after the case changed, or for the first time. */
function refreshWorkspace(): void {
  loadOperatorNames();
  refreshReports();
}

/** Narrows or widens: everything in the workspace follows. */
export function filterReports(filter: RowFilter): void {
  if (sameFilter(filter, theReports().filter)) return;
  updateReports({ filter });
  refreshReports();
}

export function clearReportFilter(): void {
  filterReports(openFilter);
}

export function filterByClass(rowClass: RowClass): void {
  filterReports(toggleClass(theReports().filter, rowClass));
}

/** Adds a value to the filter, or takes it out where it is in it. */
export function filterByValue(field: FilterField, value: string | null): void {
  filterReports(toggleValue(theReports().filter, field, value));
}

export function filterByText(text: string): void {
  filterReports({ ...theReports().filter, text });
}

/** Narrows to these days, both inclusive; null is all of them. */
export function filterByDays(days: { readonly from: string; readonly to: string } | null): void {
  filterReports(days === null ? withoutDays(theReports().filter) : { ...theReports().filter, ...days });
}

/** Shows the rows that this filter leaves, from wherever the reader is: the door from a message's campaign to the reports. */
export function showRows(filter: RowFilter): void {
  updateReports({ filter, view: 'rows', selection: null });
  update({ workspace: 'reports', listOpen: false });
  refreshWorkspace();
}

export function showReportView(view: ReportViewName): void {
  updateReports({ view });
  refreshView();
  refreshUnfolded();
}

export function sortGroups(groupSort: SortOf<'reports.groups'>): void {
  updateReports({ groupSort });
  refreshView();
}

export function sortReportList(listSort: SortOf<'reports.list'>): void {
  updateReports({ listSort });
  refreshView();
}

export function sortRows(rowSort: SortOf<'reports.rows'>): void {
  updateReports({ rowSort });
  refreshView();
}

/** By what a view of groups puts rows together. */
export function groupBy(view: keyof ReportsState['groupings'], by: RowGrouping): void {
  updateReports({ groupings: { ...theReports().groupings, [view]: by } });
  refreshView();
}

/** Shows or hides what stands under a group. */
export function unfoldGroup(by: RowGrouping, group: RowGroup, wanted?: boolean): void {
  const id = groupId(by, group.key);
  const unfolded = new Set(theReports().unfolded);
  if (wanted ?? !unfolded.has(id)) unfolded.add(id);
  else unfolded.delete(id);
  updateReports({ unfolded });
  if (unfolded.has(id)) loadChildren(by, group.key);
}

function select(selection: ReportSelection, pane: ReportPane): void {
  updateReports({
    selection,
    pane,
    head: initialReports.head,
    rowMessages: initialReports.rowMessages,
    reportRows: initialReports.reportRows,
    raw: null,
  });
  loadSelection();
}

/** Opens a row beside its list. */
export function selectRow(row: ReportRow): void {
  const { selection } = theReports();
  if (selection?.kind === 'row' && selection.row.report === row.report && selection.row.ordinal === row.ordinal) return;
  select({ kind: 'row', row }, 'overview');
}

/** Opens a report beside its list. */
export function selectReport(report: number, pane: ReportPane = 'overview'): void {
  const { selection } = theReports();
  if (selection?.kind === 'report' && selection.report === report) showReportPane(pane);
  else select({ kind: 'report', report }, pane);
}

export function showReportPane(pane: ReportPane): void {
  updateReports({ pane });
  loadSelection();
}

export function closeReportDetail(): void {
  updateReports({ selection: null, raw: null });
}

/** One step back inside the workspace: closes the detail, then clears the filter. Says whether there was one. */
export function backOutOfReports(): boolean {
  const { selection, filter } = theReports();
  if (selection !== null) closeReportDetail();
  else if (!sameFilter(filter, openFilter)) clearReportFilter();
  else return false;
  return true;
}

const pauseMilliseconds = 500;
let isPausing = false;
let hasChanged = false;

/** Refreshes at once, and where more comes within the pause once more at its end. */
function followCase(): void {
  if (isPausing) {
    hasChanged = true;
    return;
  }
  isPausing = true;
  hasChanged = false;
  refreshWorkspace();
  setTimeout(() => {
    isPausing = false;
    if (hasChanged && useWaybill.getState().workspace === 'reports') followCase();
  }, pauseMilliseconds);
}

/** The case holds other reports now. Many such events come while files are read; the workspace follows twice a second at most. */
export function keepTotals(totals: ReportTotals): void {
  const { reports, rows, workspace } = useWaybill.getState();
  const had = reports.totals?.reports ?? 0;
  updateReports({ totals });
  // Nothing but reports was brought: they are what the reader wants to see.
  const isFirst = had === 0 && totals.reports > 0 && [...rows.values()].every((row) => row.state === 'failed');
  if (isFirst && workspace === 'messages') showWorkspace('reports');
  else if (workspace === 'reports') followCase();
}

/** Forgets everything about reports: the case was closed, or the engine began anew. */
export function forgetReports(): void {
  dropWishes();
  const { view, groupings } = theReports();
  update({ reports: { ...initialReports, view, groupings } });
}
