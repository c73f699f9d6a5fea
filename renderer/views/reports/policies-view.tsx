/** Published policies over time: a lane for each domain, a piece for each policy, and what changed in words. */
import { clearReportFilter, filterByDays, refreshReports } from '../../actions/reports.ts';
import { ListState } from '../../components/list-state.tsx';
import { isOpenFilter } from '../../report-filter.ts';
import { daysOfLanes, type PolicyLane, placeOf, policyLanes, policyText, strictnessOf } from '../../report-policies.ts';
import { formatCount } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { formatDay, visibleText } from '../../text.ts';
import { count } from '../../words.ts';
import { ViewHead } from './view-head.tsx';

function spanDays(first: string | null, last: string | null): string {
  if (first === null) return 'day unknown';
  return last === null || last === first ? formatDay(`${first}T`) : `${formatDay(`${first}T`)} – ${formatDay(`${last}T`)}`;
}

function Lane({ lane, days }: { readonly lane: PolicyLane; readonly days: { readonly first: string; readonly last: string } | null }) {
  return (
    <li className="lane-of-policies">
      <h3 className="mono">
        <bdi>{lane.domain === null ? 'no domain named' : visibleText(lane.domain)}</bdi>
      </h3>
      {days !== null && (
        <div className="policy-track" aria-hidden="true">
          {lane.spans.map(({ span }, index) => {
            const { start, length } = placeOf(span, days);
            return (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: spans of one lane never change places
                key={index}
                className="policy-piece"
                data-strictness={strictnessOf(span.p) ?? 'unknown'}
                style={{ insetInlineStart: `${start}%`, inlineSize: `${length}%` }}
                title={`${policyText(span)}, ${spanDays(span.first, span.last)}`}
              >
                {visibleText(span.p ?? '?')}
              </span>
            );
          })}
        </div>
      )}
      <ol className="policy-spans">
        {lane.spans.map(({ span, changes }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans of one lane never change places
          <li key={index}>
            <button
              type="button"
              className="policy-span"
              disabled={span.first === null}
              title="Show these days"
              onClick={() => span.first !== null && filterByDays({ from: span.first, to: span.last ?? span.first })}
            >
              <span className="policy-days">{spanDays(span.first, span.last)}</span>
              <span className="policy-text mono" data-strictness={strictnessOf(span.p) ?? 'unknown'}>
                {visibleText(policyText(span))}
              </span>
              <span className="policy-change">{changes.length === 0 ? 'first seen' : visibleText(changes.join(', '))}</span>
              <span className="policy-counts quiet">
                {count(span.reports, 'report')} · {formatCount(span.messages)} messages
              </span>
            </button>
          </li>
        ))}
      </ol>
    </li>
  );
}

export function PoliciesView() {
  const { value: policies, error, isLate } = useWaybill((state) => state.reports.policies);
  const filter = useWaybill((state) => state.reports.filter);
  const lanes = policies === null ? [] : policyLanes(policies);
  const days = policies === null ? null : daysOfLanes(policies);
  return (
    <>
      <ViewHead count={policies === null ? null : lanes.length} noun="domain" saves="policies" />
      <ListState
        total={policies === null ? null : lanes.length}
        error={error}
        isFiltered={!isOpenFilter(filter)}
        onRetry={refreshReports}
        onClear={clearReportFilter}
      >
        <ul className="policy-lanes" data-late={isLate || undefined}>
          {lanes.map((lane) => (
            <Lane key={lane.domain ?? ''} lane={lane} days={days} />
          ))}
        </ul>
      </ListState>
    </>
  );
}
