/** The search field, and every active part of the filter as a chip that can be taken away. */
import { clearReportFilter, filterByText, filterReports } from '../../actions/reports.ts';
import { FilterChip } from '../../components/filter-chip.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { chipsOf } from '../../report-filter.ts';
import { formatCount, reportWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { count } from '../../words.ts';

/** How many of all rows the filter leaves. */
function Counter() {
  const total = useWaybill((state) => state.reports.totals);
  const matched = useWaybill((state) => state.reports.matched.value);
  if (total === null || matched === null) return null;
  const words = matched.rows === total.rows ? count(total.rows, 'row') : `${formatCount(matched.rows)} of ${count(total.rows, 'row')}`;
  return (
    <span className="filter-count" aria-live="polite">
      {words} <span className="quiet">· {count(matched.messages, 'message')}</span>
    </span>
  );
}

export function FilterBar() {
  const filter = useWaybill((state) => state.reports.filter);
  const names = useWaybill((state) => state.reports.operatorNames);
  const chips = chipsOf(filter, (operator) => names.get(operator) ?? operator);
  return (
    <section className="filter-bar" aria-label="Filter">
      <SearchField
        id="report-filter"
        label={reportWords.search}
        hint={reportWords.searchHint}
        value={filter.text}
        onSearch={filterByText}
      />
      {chips.length > 0 && (
        <ul className="filter-chips">
          {chips.map((chip) => (
            <FilterChip key={chip.key} label={chip.label} value={chip.value} onRemove={() => filterReports(chip.without)} />
          ))}
          <li>
            <button type="button" className="filter-clear" onClick={clearReportFilter}>
              {reportWords.clearAll}
            </button>
          </li>
        </ul>
      )}
      <Counter />
    </section>
  );
}
