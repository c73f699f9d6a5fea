/** The trace of one SPF evaluation as a tree: each record, each term, and what became of it; the path that decided is lit. */
import type { SpfCheck, SpfRecordTrace, SpfTermTrace } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { HostName } from '../../components/host-name.tsx';
import { ResultIcon } from '../../components/icons.tsx';
import { LookupList } from '../../components/lookup-list.tsx';
import { ResultMark } from '../../components/marks.tsx';
import { presumptionText } from '../../presumption-words.ts';
import type { ResultShape } from '../../selectors.ts';
import { lookupsOf, spaceText } from '../../spf-story.ts';
import { visibleText } from '../../text.ts';
import { count, handoffRoleWords, identityWords } from '../../words.ts';
import { ToQuestions } from './to-questions.tsx';

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
      {trace.record !== null && <bdi className="mono trace-text-of-record">{visibleText(trace.record)}</bdi>}
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

/** The domains from the first record to the one that decided, and the term in it. */
function Path({ path, mechanism }: { readonly path: readonly string[]; readonly mechanism: string | null }) {
  if (mechanism === null) return null;
  return (
    <p className="trace-path">
      {path.map((domain, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path may come through the same domain twice
        <span key={index}>
          <HostName>{domain}</HostName>
          <span className="quiet"> → </span>
        </span>
      ))}
      <b>
        <HostName>{mechanism}</HostName>
      </b>
    </p>
  );
}

function Counters({ evaluation }: { readonly evaluation: NonNullable<SpfCheck['evaluation']> }) {
  const { lookupCount, voidLookupCount, missing } = evaluation;
  return (
    <p className="trace-count">
      {count(lookupCount, 'term')} of 10 that may query DNS, {count(voidLookupCount, 'void look-up')} of 2
      {missing.length > 0 && (
        <>
          ; missing: <bdi className="mono">{visibleText(missing.map((question) => `${question.name} ${question.type}`).join(', '))}</bdi>
          <ToQuestions />
        </>
      )}
    </p>
  );
}

export function SpfTrace({ detail, check }: { readonly detail: Detail; readonly check: SpfCheck }) {
  const { evaluation, presumed } = check;
  if (evaluation === null) return null;
  const space = spaceText(detail, check);
  const lookups = lookupsOf(evaluation.trace);
  return (
    <article className="trace" aria-label={`Trace of the ${handoffRoleWords[check.role].toLowerCase()}`}>
      <header className="trace-head">
        <h3>
          {handoffRoleWords[check.role]} <span>{identityWords[check.identity]}</span>
        </h3>
        <bdi className="mono">{visibleText(evaluation.query.ip)}</bdi>
      </header>
      <p className="trace-text">{visibleText(evaluation.text)}</p>
      <Path path={evaluation.path} mechanism={evaluation.mechanism} />
      {space !== null && (
        <p className="trace-space" data-shared={check.sharedBy !== null || undefined}>
          {visibleText(space)}
        </p>
      )}
      {presumed !== undefined && <p className="presumed">{visibleText(presumptionText(detail, presumed))}</p>}
      <RecordTree trace={evaluation.trace} lit />
      {evaluation.explanation !== null && (
        <p className="trace-explanation">The domain explains its fail (exp=, its own words): “{visibleText(evaluation.explanation)}”</p>
      )}
      <Counters evaluation={evaluation} />
      <details className="trace-dns">
        <summary>{count(lookups.length, 'DNS question')}, with the answers</summary>
        <LookupList lookups={lookups} />
      </details>
    </article>
  );
}
