/** Rows put together by operator, address, tenant, domain or receiver; a group unfolds to what stands under it. */
import { useCallback, useMemo } from 'react';
import type { RowGrouping } from '../../../shared/report-calls.ts';
import { needPositions } from '../../actions/report-listings.ts';
import { clearReportFilter, filterByValue, groupBy, refreshReports, sortGroups, unfoldGroup } from '../../actions/reports.ts';
import type { GridColumn } from '../../components/grid-head.tsx';
import { ListState } from '../../components/list-state.tsx';
import { RowGrid } from '../../components/row-grid.tsx';
import { Segments } from '../../components/segments.tsx';
import { canFilterBy, fieldOfGrouping, isOpenFilter } from '../../report-filter.ts';
import { childGroupings, type GroupLine, type GroupView, groupLines, viewGroupings } from '../../report-selectors.ts';
import type { SortOf } from '../../report-state.ts';
import { formatCount, groupingWords, reportWords, viewWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { groupRow } from './group-row.tsx';
import { mostListed, ViewHead } from './view-head.tsx';

type GroupSort = SortOf<'reports.groups'>;

function columnsOf(by: RowGrouping): readonly GridColumn<GroupSort>[] {
  return [
    { id: 'key', label: groupingWords[by].one, sort: 'key', direction: 'ascending' },
    { id: 'share', label: 'Classes', sort: 'attention' },
    { id: 'suspects', label: 'Suspect', isNumeric: true },
    { id: 'messages', label: 'Messages', isNumeric: true, sort: 'messages' },
    { id: 'rows', label: 'Rows', isNumeric: true },
    { id: 'first', label: 'First', sort: 'first' },
    { id: 'last', label: 'Last', sort: 'last' },
  ];
}

/** Turns a line's wish to be filtered by into one of the filter's fields. */
function filterByLine(by: RowGrouping, line: GroupLine | undefined): void {
  if (line?.kind === 'group' && line.group !== undefined) filterByValue(fieldOfGrouping[by], line.group.key);
  else if (line?.kind === 'child') filterByValue(fieldOfGrouping[line.by], line.group.key);
}

export function GroupsView({ view }: { readonly view: GroupView }) {
  const by = useWaybill((state) => state.reports.groupings[view]);
  const listing = useWaybill((state) => state.reports.groups);
  const sort = useWaybill((state) => state.reports.groupSort);
  const filter = useWaybill((state) => state.reports.filter);
  const unfolded = useWaybill((state) => state.reports.unfolded);
  const children = useWaybill((state) => state.reports.children);
  const names = useWaybill((state) => state.reports.operatorNames);
  // A reply to the view before stays in the store until this view's is here; its groups are of another kind.
  const isOwn = listing.key.startsWith(`["${by}"`);
  const lines = useMemo(() => groupLines(by, listing, unfolded, children, mostListed), [by, listing, unfolded, children]);
  const columns = useMemo(() => columnsOf(by), [by]);
  const onView = useCallback(
    (first: number, end: number) => needPositions('groups', lines.positionAt(first), Math.min(lines.positionAt(end - 1) + 1, mostListed)),
    [lines],
  );
  const open = (index: number): void => {
    const line = lines.lineAt(index);
    if (
      line?.kind === 'group' &&
      line.group !== undefined &&
      childGroupings[by].length > 0 &&
      canFilterBy(fieldOfGrouping[by], line.group.key)
    ) {
      unfoldGroup(by, line.group);
    } else filterByLine(by, line);
  };
  const press = (index: number, key: string): boolean => {
    const line = lines.lineAt(index);
    if (key === 'f') filterByLine(by, line);
    else if ((key === 'ArrowRight' || key === 'ArrowLeft') && line?.kind === 'group' && line.group !== undefined) {
      unfoldGroup(by, line.group, key === 'ArrowRight');
    } else return false;
    return true;
  };
  const total = isOwn ? listing.total : null;
  // The rows that have none of a kind are a line of the list, but none of the kind.
  const hasNone = [...listing.pages.values()].some((page) => page.some(({ key }) => key === null));
  const groupings = viewGroupings[view] ?? [];
  return (
    <>
      <ViewHead
        count={total === null ? null : total - (hasNone ? 1 : 0)}
        noun={groupingWords[by].one.toLowerCase()}
        nouns={groupingWords[by].many.toLowerCase()}
        saves={by}
        tools={
          groupings.length > 1 && (
            <Segments
              label="Put together by"
              choices={groupings.map((each) => [each, groupingWords[each].many] as const)}
              chosen={by}
              onChoose={(choice) => groupBy(view, choice)}
            />
          )
        }
      />
      <ListState
        total={total}
        error={listing.error}
        isFiltered={!isOpenFilter(filter)}
        onRetry={refreshReports}
        onClear={clearReportFilter}
      >
        <RowGrid
          name="groups"
          label={viewWords[view]}
          columns={columns}
          sort={sort}
          onSort={sortGroups}
          total={lines.total}
          question={listing.key}
          isTree
          isLate={listing.isLate}
          rowAt={(index) => groupRow({ by, line: lines.lineAt(index), filter, names, index })}
          onView={onView}
          onOpen={open}
          onKey={press}
          foot={
            (total ?? 0) > mostListed
              ? reportWords.onlyFirst(formatCount(mostListed), formatCount(total ?? 0))
              : childGroupings[by].length > 0
                ? reportWords.groupKeys
                : reportWords.rowsKeys
          }
        />
      </ListState>
    </>
  );
}
