/** The trace of one SPF evaluation as a tree: each record, each term, and what became of it; the path that decided is lit. */
import type { SpfCheck, SpfRecordTrace, SpfTermTrace } from '../../../shared/facts/authentication.ts';
import { ResultIcon } from '../../components/icons.tsx';
import { ResultMark } from '../../components/marks.tsx';
import type { ResultShape } from '../../selectors.ts';
import { visibleText } from '../../text.ts';
import { count, handoffRoleWords, identityWords } from '../../words.ts';

const outcomeShapes: Readonly<Record<SpfTermTrace['outcome'], ResultShape>> = {
  match: 'pass',
  'no-match': 'plain',
  'not-reached': 'plain',
  ignored: 'plain',
  error: 'error',
  unknown: 'unknown',
};

function Term({ term }: { readonly term: SpfTermTrace }) {
  const expanded = term.expanded !== null && !term.term.includes(term.expanded) ? term.expanded : null;
  const line = (
    <span className="trace-term" data-outcome={term.outcome}>
      <ResultIcon shape={outcomeShapes[term.outcome]} size={11} />
      <bdi className="mono trace-word">{visibleText(term.term)}</bdi>
      {expanded !== null && <bdi className="mono quiet">→ {visibleText(expanded)}</bdi>}
      <span className="trace-note">{visibleText(term.note)}</span>
    </span>
  );
  if (term.child === null) return line;
  return (
    <details className="trace-branch" open={term.outcome !== 'not-reached'}>
      <summary>{line}</summary>
      <RecordTree trace={term.child} lit={term.outcome === 'match'} />
    </details>
  );
}

function RecordTree({ trace, lit }: { readonly trace: SpfRecordTrace; readonly lit: boolean }) {
  const answer = trace.lookups[0]?.answer.kind;
  return (
    <div className="trace-record" data-lit={lit || undefined}>
      <p className="trace-domain">
        <bdi className="mono">{visibleText(trace.domain)}</bdi>
        <ResultMark result={trace.result} />
        {trace.record === null && <span className="quiet">{answer === 'not-captured' ? 'not in the snapshot' : 'no SPF record'}</span>}
      </p>
      {trace.terms.length > 0 && (
        <ul>
          {trace.terms.map((term) => (
            <li key={term.start}>
              <Term term={term} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function SpfTrace({ check }: { readonly check: SpfCheck }) {
  const { evaluation } = check;
  if (evaluation === null) return null;
  return (
    <article className="trace" aria-label={`Trace of the ${handoffRoleWords[check.role].toLowerCase()}`}>
      <header className="trace-head">
        <h3>
          {handoffRoleWords[check.role]} <span>{identityWords[check.identity]}</span>
        </h3>
        <bdi className="mono">{visibleText(evaluation.query.ip)}</bdi>
      </header>
      <p className="trace-text">{visibleText(evaluation.text)}</p>
      <RecordTree trace={evaluation.trace} lit />
      {evaluation.explanation !== null && <p className="trace-explanation">exp= “{visibleText(evaluation.explanation)}”</p>}
      <p className="trace-count">
        {count(evaluation.lookupCount, 'DNS lookup')} of 10, {count(evaluation.voidLookupCount, 'void lookup')} of 2
        {evaluation.missing.length > 0 &&
          `; missing: ${evaluation.missing.map((question) => `${question.name} ${question.type}`).join(', ')}`}
      </p>
    </article>
  );
}
