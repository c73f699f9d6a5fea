/** The left side of the reports: the classes with their counts, each a filter, and what the case holds. */
import type { ReactNode } from 'react';
import { rowClasses } from '../../../shared/facts/report.ts';
import { filterByClass } from '../../actions/reports.ts';
import { ClassSwatch } from '../../components/class-mark.tsx';
import { periodWords } from '../../report-selectors.ts';
import { classWords, formatCount, reportWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { count } from '../../words.ts';

/** The classes, gravest first. Counts are of the filter without its classes, so that each says what choosing it would show. */
function ClassLegend() {
  const { value: facets, isLate } = useWaybill((state) => state.reports.facets);
  const chosen = useWaybill((state) => state.reports.filter.classes);
  return (
    <fieldset className="legend" data-late={isLate || undefined} data-narrowed={chosen.length > 0 || undefined}>
      <legend className="visually-hidden">{reportWords.classesHint}</legend>
      {rowClasses.map((each, index) => {
        const { label, meaning } = classWords[each];
        const messages = facets?.messagesByClass[index] ?? 0;
        return (
          <button
            key={each}
            type="button"
            className="legend-class"
            data-class={each}
            data-none={messages === 0 || undefined}
            aria-pressed={chosen.includes(each)}
            title={meaning}
            onClick={() => filterByClass(each)}
          >
            <ClassSwatch rowClass={each} size={14} />
            <span className="legend-label">{label}</span>
            <span className="legend-count">{formatCount(messages)}</span>
            <span className="legend-rows">{count(facets?.rowsByClass[index] ?? 0, 'row')}</span>
          </button>
        );
      })}
    </fieldset>
  );
}

function CaseFigures() {
  const totals = useWaybill((state) => state.reports.totals);
  if (totals === null) return null;
  const figures = [
    ['Reports', formatCount(totals.reports)],
    ['Rows', formatCount(totals.rows)],
    ['Messages', formatCount(totals.messages)],
  ] as const;
  return (
    <section className="figures" aria-label={reportWords.inCase}>
      <h3>{reportWords.inCase}</h3>
      <dl>
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{periodWords(totals.first, totals.last)}</p>
    </section>
  );
}

export function ReportsAside({ children }: { readonly children?: ReactNode }) {
  const held = useWaybill((state) => state.reports.totals?.reports ?? 0);
  const open = useWaybill((state) => state.listOpen);
  return (
    <aside className="case reports-aside" data-open={open || undefined} aria-label={reportWords.classes}>
      <div className="case-head">
        <h2>{reportWords.classes}</h2>
        {held > 0 && <span className="case-count">messages</span>}
      </div>
      <div className="reports-aside-scroll">
        {held > 0 ? <ClassLegend /> : <p className="list-empty">{reportWords.emptyTitle}.</p>}
        {children}
        {held > 0 && <CaseFigures />}
      </div>
    </aside>
  );
}
