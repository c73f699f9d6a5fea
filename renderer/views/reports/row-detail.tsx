/** One row: what it is and why, all that the receiver says about it, and the messages of the case that it may count. */
import type { ReportRow } from '../../../shared/report-calls.ts';
import { closeReportDetail, filterByClass, selectReport } from '../../actions/reports.ts';
import { Button, IconButton } from '../../components/buttons.tsx';
import { ClassMark } from '../../components/class-mark.tsx';
import { FilterButton } from '../../components/value-filter.tsx';
import { classWords, formatCount, reportWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { formatDay, visibleText } from '../../text.ts';
import { words } from '../../words.ts';
import { RowFacts } from './row-facts.tsx';
import { RowMessages } from './row-messages.tsx';
import { RowResults } from './row-results.tsx';

function sentenceOf({ record, reporter, begin }: ReportRow): string {
  const amount =
    record.count === null ? 'An unknown number of messages' : `${formatCount(record.count)} ${record.count === 1 ? 'message' : 'messages'}`;
  const from = record.headerFrom === null ? 'a From domain that is not named' : record.headerFrom;
  const day = begin === null ? '' : ` on ${formatDay(begin)}`;
  return `${amount} in the name of ${from}, from ${record.sourceIp ?? 'an address that is not named'}, counted by ${reporter ?? 'a receiver that is not named'}${day}.`;
}

export function RowDetail({ row }: { readonly row: ReportRow }) {
  const classes = useWaybill((state) => state.reports.filter.classes);
  const { record } = row;
  return (
    <section className="detail" aria-label="Row" id="report-detail" tabIndex={-1}>
      <header className="detail-head">
        <ClassMark rowClass={record.class} isLong />
        <FilterButton
          value={classWords[record.class].label}
          isActive={classes.includes(record.class)}
          onToggle={() => filterByClass(record.class)}
        />
        <IconButton icon="close" label={words.close} onClick={closeReportDetail} />
      </header>
      <div className="detail-scroll">
        <p className="detail-sentence">{visibleText(sentenceOf(row))}</p>
        <section className="why" data-class={record.class}>
          <h3>{reportWords.why}</h3>
          <p>{visibleText(record.because ?? classWords[record.class].meaning)}</p>
        </section>
        <RowMessages />
        <RowFacts row={row} />
        <h3>{reportWords.results}</h3>
        <RowResults record={record} />
        <h3>{reportWords.reportOfRow}</h3>
        <p className="detail-report">
          <span>
            {visibleText(row.reporter ?? 'unnamed receiver')}, record {formatCount(row.ordinal)}
            {row.policyDomain !== null && (
              <>
                {' '}
                about <bdi className="mono">{visibleText(row.policyDomain)}</bdi>
              </>
            )}
          </span>
          <Button icon="report" onClick={() => selectReport(row.report)}>
            Open the report
          </Button>
        </p>
      </div>
    </section>
  );
}
