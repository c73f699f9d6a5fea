/** The time line: all messages as stacked columns, the suspects hanging below on a scale of their own, and the days that are lit. */
import { useMemo, useState } from 'react';
import { filterByDays } from '../../actions/reports.ts';
import { sharesInWords } from '../../components/class-mark.tsx';
import { useElementWidth } from '../../components/element-width.ts';
import { suspectsIn } from '../../report-selectors.ts';
import { bucketLabel, daysOf, type Range, rangeOf, spreadLine, ticksOf } from '../../report-time.ts';
import { formatCount, reportWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { SaveMenu } from './save-menu.tsx';
import { TimeBrush } from './time-brush.tsx';
import { TimeColumns } from './time-columns.tsx';
import { layOut } from './time-geometry.ts';

export function TimeLineView() {
  const { value, isLate, error } = useWaybill((state) => state.reports.timeLine);
  const first = useWaybill((state) => state.reports.totals?.first ?? null);
  const last = useWaybill((state) => state.reports.totals?.last ?? null);
  const { from, to } = useWaybill((state) => state.reports.filter);
  const { width, ref } = useElementWidth(900);
  const [at, setAt] = useState<number | null>(null);
  const line = useMemo(() => (value === null ? null : spreadLine(value, first, last)), [value, first, last]);
  const layout = useMemo(() => (line === null ? null : layOut(line, width)), [line, width]);
  if (line === null || layout === null) return <div className="time time-empty" ref={ref} aria-busy={error === null} />;
  const range = rangeOf(line, from, to);
  const choose = (wanted: Range | null): void => filterByDays(wanted === null ? null : daysOf(line, wanted));
  const bucket = at === null ? undefined : line.buckets[at];
  const readOut = (index: number): string => {
    const each = line.buckets[index];
    if (each === undefined) return '';
    const messages = each.messages.reduce((sum, amount) => sum + amount, 0);
    return `${bucketLabel(each, line.unit)}: ${formatCount(messages)} messages; ${sharesInWords(each.messages)}`;
  };
  return (
    <section className="time" aria-label={reportWords.timeLine} data-late={isLate || undefined}>
      <header className="time-head">
        <h2>{reportWords.timeLine}</h2>
        <p className="time-read-out" title={reportWords.timeHint}>
          {bucket === undefined || at === null ? (
            <span className="quiet">{reportWords.timeHint}</span>
          ) : (
            <>
              {readOut(at).split(':')[0]}
              <span className="quiet"> · {readOut(at).split(': ').slice(1).join(': ')}</span>
            </>
          )}
        </p>
        <SaveMenu view="time-line" isQuiet label={reportWords.saveTimeLine} />
      </header>
      <div className="time-plot" ref={ref}>
        {line.buckets.length > 0 && (
          <>
            <TimeColumns layout={layout} ticks={ticksOf(line, Math.floor(width / 90))} range={range} at={at} />
            <TimeBrush
              layout={layout}
              range={range}
              at={at}
              hasSuspects={line.buckets.some((each) => suspectsIn(each.messages) > 0)}
              onLook={setAt}
              onChoose={choose}
              describe={readOut}
            />
          </>
        )}
      </div>
    </section>
  );
}
