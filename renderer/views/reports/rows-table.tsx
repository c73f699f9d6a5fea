/** Rows as they stand in the reports: of the whole case under the filter, or of one report. */
import { useCallback } from 'react';
import type { ReportRow } from '../../../shared/report-calls.ts';
import { type ListingName, needPositions } from '../../actions/report-listings.ts';
import { clearReportFilter, filterByClass, refreshReports, selectRow, sortRows } from '../../actions/reports.ts';
import { ClassMark } from '../../components/class-mark.tsx';
import type { GridColumn } from '../../components/grid-head.tsx';
import type { GridRow } from '../../components/grid-line.tsx';
import { ListState } from '../../components/list-state.tsx';
import { RowGrid } from '../../components/row-grid.tsx';
import { isOpenFilter } from '../../report-filter.ts';
import { itemAt } from '../../report-selectors.ts';
import type { SortOf } from '../../report-state.ts';
import { formatCount, reportWords, viewWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { formatDay, visibleText } from '../../text.ts';
import { mostListed } from './view-head.tsx';

type RowSort = SortOf<'reports.rows'>;

const columns: readonly GridColumn<RowSort>[] = [
  { id: 'class', label: 'Class', sort: 'attention' },
  { id: 'day', label: 'Day', sort: 'begin' },
  { id: 'source', label: 'Source', sort: 'source', direction: 'ascending' },
  { id: 'from', label: 'From domain' },
  { id: 'signer', label: 'Signed by' },
  { id: 'reporter', label: 'Receiver' },
  { id: 'count', label: 'Messages', isNumeric: true, sort: 'messages' },
  { id: 'disposition', label: 'Done with it' },
];

const none = <span className="quiet">–</span>;

/** Who signed it with success; a foreign tenant first. */
function signerOf({ record }: ReportRow): string | null {
  return record.foreignTenant ?? record.authResults.dkim.find(({ result }) => result === 'pass')?.domain ?? null;
}

function rowCells(row: ReportRow, names: ReadonlyMap<string, string>): GridRow['cells'] {
  const { record } = row;
  const signer = signerOf(row);
  return {
    class: <ClassMark rowClass={record.class} />,
    day: row.begin === null ? none : <time dateTime={row.begin}>{formatDay(row.begin)}</time>,
    source: (
      <span className="row-source">
        <span className="mono">{record.sourceIp ?? '–'}</span>
        {record.operator !== null && <span className="quiet">{visibleText(names.get(record.operator) ?? record.operator)}</span>}
      </span>
    ),
    from: record.headerFrom === null ? none : <bdi className="mono">{visibleText(record.headerFrom)}</bdi>,
    signer: signer === null ? none : <bdi className={record.foreignTenant === null ? 'mono' : 'mono alarm'}>{visibleText(signer)}</bdi>,
    reporter: row.reporter === null ? none : <bdi>{visibleText(row.reporter)}</bdi>,
    count: record.count === null ? none : formatCount(record.count),
    disposition: record.disposition ?? none,
  };
}

interface Properties {
  readonly listing: Extract<ListingName, 'rows' | 'reportRows'>;
}

export function RowsTable({ listing: name }: Properties) {
  const listing = useWaybill((state) => state.reports[name]);
  const sort = useWaybill((state) => state.reports.rowSort);
  const filter = useWaybill((state) => state.reports.filter);
  const names = useWaybill((state) => state.reports.operatorNames);
  const selection = useWaybill((state) => state.reports.selection);
  const onView = useCallback((first: number, end: number) => needPositions(name, first, end), [name]);
  const selected = selection?.kind === 'row' ? selection.row : null;
  const rowAt = (index: number): GridRow => {
    const row = itemAt(listing, index);
    if (row === undefined) return { key: `waiting-${index}`, cells: { class: <span className="cell-waiting" /> }, look: 'waiting' };
    return {
      key: `${row.report}-${row.ordinal}`,
      cells: rowCells(row, names),
      isSelected: selected?.report === row.report && selected.ordinal === row.ordinal,
    };
  };
  const total = listing.total;
  return (
    <ListState
      total={total}
      error={listing.error}
      isFiltered={name === 'rows' && !isOpenFilter(filter)}
      onRetry={refreshReports}
      onClear={clearReportFilter}
    >
      <RowGrid
        name={name === 'rows' ? 'rows' : 'report-rows'}
        label={viewWords.rows}
        columns={columns}
        sort={name === 'rows' ? sort : 'attention'}
        onSort={sortRows}
        total={Math.min(total ?? 0, mostListed)}
        question={listing.key}
        isLate={listing.isLate}
        rowAt={rowAt}
        onView={onView}
        onOpen={(index) => {
          const row = itemAt(listing, index);
          if (row !== undefined) selectRow(row);
        }}
        onKey={(index, key) => {
          const row = itemAt(listing, index);
          if (key !== 'f' || row === undefined) return false;
          filterByClass(row.record.class);
          return true;
        }}
        foot={(total ?? 0) > mostListed ? reportWords.onlyFirst(formatCount(mostListed), formatCount(total ?? 0)) : reportWords.rowsKeys}
      />
    </ListState>
  );
}
