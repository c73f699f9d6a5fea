/** What the rows say, in one sentence, with what it leaves out below. */
import { refreshReports } from '../../actions/reports.ts';
import { Problem } from '../../components/problem.tsx';
import { headlineNotes, headlineOf, suspectCount } from '../../report-selectors.ts';
import { useWaybill } from '../../store.ts';

export function Headline() {
  const { value: totals, error, isLate } = useWaybill((state) => state.reports.facets);
  const suspects = useWaybill((state) => state.reports.suspects);
  if (error !== null) return <Problem error={error} onRetry={refreshReports} />;
  if (totals === null) return <p className="headline headline-waiting" aria-busy="true" />;
  return (
    <div className="headline" data-alarm={suspectCount(totals) > 0 || undefined} data-late={isLate || undefined}>
      <p className="headline-sentence" role="status">
        {headlineOf(totals, suspects).map((part, index) =>
          part.weight === 'plain' ? (
            part.text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
            <strong key={index} data-weight={part.weight}>
              {part.text}
            </strong>
          ),
        )}
      </p>
      <p className="headline-notes">{headlineNotes(totals).join(' · ')}</p>
    </div>
  );
}
