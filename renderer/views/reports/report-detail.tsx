/** One report: its head, policy and notes; its rows; its own bytes. */

import { retrySelection } from '../../actions/report-loading.ts';
import { closeReportDetail, showReportPane } from '../../actions/reports.ts';
import { IconButton } from '../../components/buttons.tsx';
import { Problem } from '../../components/problem.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { formatCount, kindWords, paneWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { words } from '../../words.ts';
import { RawView } from './raw-view.tsx';
import { ReportOverview } from './report-overview.tsx';
import { RowsTable } from './rows-table.tsx';

function Pane({ report }: { readonly report: number }) {
  const { value: head, error } = useWaybill((state) => state.reports.head);
  const pane = useWaybill((state) => state.reports.pane);
  switch (pane) {
    case 'raw':
      return <RawView report={report} />;
    case 'rows':
      return <RowsTable listing="reportRows" />;
    case 'overview':
      if (error !== null) return <Problem error={error} onRetry={retrySelection} />;
      return head === null ? <p className="quiet" aria-busy="true" /> : <ReportOverview head={head} />;
  }
}

export function ReportDetail({ report }: { readonly report: number }) {
  const head = useWaybill((state) => state.reports.head.value);
  const pane = useWaybill((state) => state.reports.pane);
  const tabs = [
    { id: 'overview' as const, label: paneWords.overview },
    { id: 'rows' as const, label: paneWords.rows, ...(head === null ? {} : { badge: formatCount(head.recordCount) }) },
    { id: 'raw' as const, label: paneWords.raw },
  ];
  return (
    <section className="detail" aria-label="Report" id="report-detail" tabIndex={-1}>
      <header className="detail-head">
        <h2>
          <bdi>{head === null ? `Report ${report}` : visibleText(head.reporter ?? 'Unnamed receiver')}</bdi>
        </h2>
        {head !== null && <span className="quiet">{kindWords[head.kind]} report</span>}
        <IconButton icon="close" label={words.close} onClick={closeReportDetail} />
      </header>
      <Tabs label="Report" name="report-pane" tabs={tabs} selected={pane} onSelect={showReportPane}>
        <Pane report={report} />
      </Tabs>
    </section>
  );
}
