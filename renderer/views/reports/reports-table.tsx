/** The reports themselves: who sent them, for which days, what they hold and where they depart from their standard. */
import { useCallback } from 'react';
import type { ReportLine } from '../../../shared/report-calls.ts';
import { needPositions } from '../../actions/report-listings.ts';
import { clearReportFilter, filterByValue, refreshReports, selectReport, sortReportList } from '../../actions/reports.ts';
import type { GridColumn } from '../../components/grid-head.tsx';
import type { GridRow } from '../../components/grid-line.tsx';
import { ListState } from '../../components/list-state.tsx';
import { RowGrid } from '../../components/row-grid.tsx';
import { isOpenFilter } from '../../report-filter.ts';
import { itemAt } from '../../report-selectors.ts';
import type { SortOf } from '../../report-state.ts';
import { formatCount, kindWords, reportWords, viewWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { formatDay, visibleText } from '../../text.ts';
import { mostListed } from './view-head.tsx';

const columns: readonly GridColumn<SortOf<'reports.list'>>[] = [
  { id: 'reporter', label: 'Receiver', sort: 'reporter', direction: 'ascending' },
  { id: 'day', label: 'From', sort: 'begin' },
  { id: 'domain', label: 'Domain' },
  { id: 'kind', label: 'Kind' },
  { id: 'suspects', label: 'Suspect rows', isNumeric: true, sort: 'attention' },
  { id: 'rows', label: 'Rows', isNumeric: true },
  { id: 'messages', label: 'Messages', isNumeric: true, sort: 'messages' },
  { id: 'notes', label: 'Notes', isNumeric: true, sort: 'notes' },
];

const none = <span className="quiet">–</span>;

function reportCells(line: ReportLine): GridRow['cells'] {
  return {
    reporter: <bdi title={visibleText(line.path)}>{visibleText(line.reporter ?? line.path)}</bdi>,
    day: line.begin === null ? none : <time dateTime={line.begin}>{formatDay(line.begin)}</time>,
    domain: line.domain === null ? none : <bdi className="mono">{visibleText(line.domain)}</bdi>,
    kind: <span title={line.dialect}>{kindWords[line.kind]}</span>,
    suspects: line.suspects === 0 ? none : <strong className="alarm">{formatCount(line.suspects)}</strong>,
    rows: formatCount(line.rows),
    messages: formatCount(line.messages),
    notes: line.notes === 0 ? none : <span className="caution-count">{formatCount(line.notes)}</span>,
  };
}

export function ReportsTable() {
  const listing = useWaybill((state) => state.reports.lines);
  const sort = useWaybill((state) => state.reports.listSort);
  const filter = useWaybill((state) => state.reports.filter);
  const selection = useWaybill((state) => state.reports.selection);
  const onView = useCallback((first: number, end: number) => needPositions('lines', first, end), []);
  const { total } = listing;
  const rowAt = (index: number): GridRow => {
    const line = itemAt(listing, index);
    if (line === undefined) return { key: `waiting-${index}`, cells: { reporter: <span className="cell-waiting" /> }, look: 'waiting' };
    const isSelected = selection?.kind === 'report' && selection.report === line.id;
    return { key: String(line.id), cells: reportCells(line), isSelected };
  };
  return (
    <ListState total={total} error={listing.error} isFiltered={!isOpenFilter(filter)} onRetry={refreshReports} onClear={clearReportFilter}>
      <RowGrid
        name="reports"
        label={viewWords.reports}
        columns={columns}
        sort={sort}
        onSort={sortReportList}
        total={Math.min(total ?? 0, mostListed)}
        question={listing.key}
        isLate={listing.isLate}
        rowAt={rowAt}
        onView={onView}
        onOpen={(index) => {
          const line = itemAt(listing, index);
          if (line !== undefined) selectReport(line.id);
        }}
        onKey={(index, key) => {
          const line = itemAt(listing, index);
          if (key !== 'f' || line === undefined) return false;
          filterByValue('reporters', line.reporter);
          return true;
        }}
        foot={(total ?? 0) > mostListed ? reportWords.onlyFirst(formatCount(mostListed), formatCount(total ?? 0)) : reportWords.rowsKeys}
      />
    </ListState>
  );
}
