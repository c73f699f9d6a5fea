/** The left side: the filter, what is running, the evidence list, and what it is judged by. */
import { setFilter } from '../../actions/interface.ts';
import { VerdictIcon } from '../../components/icons.tsx';
import { toneOf } from '../../components/verdict-chip.tsx';
import { tallyRows, visibleRows } from '../../selectors.ts';
import { useWaybill } from '../../store.ts';
import { count, verdictWords, words } from '../../words.ts';
import { EvidenceList } from './evidence-list.tsx';
import { JobProgress } from './job-progress.tsx';
import { KnownPanel } from './known-panel.tsx';
import { SnapshotPanel } from './snapshot-panel.tsx';
import { SuffixPanel } from './suffix-panel.tsx';

/** How many messages have each verdict; a click narrows the list to it. */
function Tally() {
  const { kinds } = useWaybill((state) => tallyRows(state.rows));
  const filter = useWaybill((state) => state.filter);
  if (kinds.length < 2) return null;
  return (
    <div className="tally">
      {kinds.map(([kind, amount]) => (
        <button
          key={kind}
          type="button"
          className="tally-kind"
          data-tone={toneOf(kind)}
          aria-pressed={filter === kind}
          onClick={() => setFilter(filter === kind ? '' : kind)}
          title={`${verdictWords[kind].label}: ${amount}`}
          aria-label={`${verdictWords[kind].label}: ${amount}`}
        >
          <VerdictIcon kind={kind} size={12} />
          {amount}
        </button>
      ))}
    </div>
  );
}

export function CaseView() {
  const filter = useWaybill((state) => state.filter);
  const shown = useWaybill((state) => visibleRows(state).length);
  const total = useWaybill((state) => state.rows.size);
  const open = useWaybill((state) => state.listOpen);
  return (
    <aside className="case" data-open={open || undefined} aria-label={words.evidence}>
      <div className="case-head">
        <h2>{words.evidence}</h2>
        <span className="case-count" aria-live="polite">
          {shown === total ? count(total, 'item') : `${shown} of ${total}`}
        </span>
      </div>
      {total > 0 && (
        <div className="case-filter">
          <input
            id="filter"
            type="search"
            value={filter}
            placeholder={words.filterHint}
            aria-label={words.filter}
            onChange={(event) => setFilter(event.target.value)}
          />
          <span className="key" aria-hidden="true">
            /
          </span>
        </div>
      )}
      <Tally />
      <JobProgress />
      {total > 0 ? <EvidenceList /> : <p className="list-empty">{words.emptyTitle}.</p>}
      <div className="case-foot">
        <SnapshotPanel />
        <KnownPanel />
        <SuffixPanel />
      </div>
    </aside>
  );
}
