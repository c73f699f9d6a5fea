/** The reports workspace: one filter over a headline, a time line and the tables, with what is selected beside them. */
import { showReportView } from '../../actions/reports.ts';
import { ClassPatterns } from '../../components/class-patterns.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { isGroupView } from '../../report-selectors.ts';
import { type ReportViewName, reportViews } from '../../report-state.ts';
import { viewWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { EmptyReports } from './empty-reports.tsx';
import { FilterBar } from './filter-bar.tsx';
import { GroupsView } from './groups-view.tsx';
import { Headline } from './headline.tsx';
import { PoliciesView } from './policies-view.tsx';
import { ReportDetail } from './report-detail.tsx';
import { ReportsTable } from './reports-table.tsx';
import { RowDetail } from './row-detail.tsx';
import { RowsTable } from './rows-table.tsx';
import { TimeLineView } from './time-line.tsx';
import { ViewHead } from './view-head.tsx';

function ReportsList() {
  const total = useWaybill((state) => state.reports.lines.total);
  return (
    <>
      <ViewHead count={total} noun="report" saves="reports" />
      <ReportsTable />
    </>
  );
}

function RowsList() {
  const total = useWaybill((state) => state.reports.rows.total);
  return (
    <>
      <ViewHead count={total} noun="row" saves="rows" />
      <RowsTable listing="rows" />
    </>
  );
}

function View({ view }: { readonly view: ReportViewName }) {
  if (isGroupView(view)) return <GroupsView key={view} view={view} />;
  switch (view) {
    case 'policies':
      return <PoliciesView />;
    case 'reports':
      return <ReportsList />;
    default:
      return <RowsList />;
  }
}

function Detail() {
  const selection = useWaybill((state) => state.reports.selection);
  if (selection === null) return null;
  return selection.kind === 'row' ? <RowDetail row={selection.row} /> : <ReportDetail key={selection.report} report={selection.report} />;
}

export function ReportsView() {
  const view = useWaybill((state) => state.reports.view);
  const held = useWaybill((state) => state.reports.totals?.reports ?? 0);
  const hasDetail = useWaybill((state) => state.reports.selection !== null);
  if (held === 0) return <EmptyReports />;
  return (
    <div className="reports" data-detail={hasDetail || undefined}>
      <ClassPatterns />
      <div className="reports-main">
        <FilterBar />
        <Headline />
        <TimeLineView />
        <Tabs
          label="Views"
          name="reports"
          tabs={reportViews.map((id) => ({ id, label: viewWords[id] }))}
          selected={view}
          onSelect={showReportView}
        >
          <View view={view} />
        </Tabs>
      </div>
      <Detail />
    </div>
  );
}
