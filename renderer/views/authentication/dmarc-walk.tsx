/** The names that were asked for a DMARC record, as a ladder from the longest on: what each answered, and where policy and organisation were found. */
import type { DmarcReading, DmarcWalkStep } from '../../../shared/facts/authentication.ts';
import { ResultIcon } from '../../components/icons.tsx';
import type { ResultShape } from '../../selectors.ts';
import { visibleText } from '../../text.ts';
import { words } from '../../words.ts';

const answerWords = {
  records: 'answered',
  absent: 'no such record',
  failed: 'lookup failed',
  'not-captured': 'not in the snapshot',
} as const;

function shapeOf({ record, lookup }: DmarcWalkStep): ResultShape {
  if (record !== null) return 'pass';
  switch (lookup.answer.kind) {
    case 'failed':
      return 'error';
    case 'not-captured':
      return 'unknown';
    default:
      return 'plain';
  }
}

/** What the reading found at this name. */
function tagsOf(step: DmarcWalkStep, { policyDomain, organizationalDomain }: DmarcReading): readonly string[] {
  const domain = step.name.replace(/^_dmarc\./, '');
  return [
    ...(policyDomain === domain && step.record !== null ? [words.policyHere] : []),
    ...(organizationalDomain === domain ? [words.organizationHere] : []),
  ];
}

/** Whether the walk leaves names out behind this step: from a long name it goes on at seven labels (RFC 9989 section 4.10). The note says so. */
function gapBehind(step: DmarcWalkStep, next: DmarcWalkStep | undefined): boolean {
  if (next === undefined) return false;
  const [own, above] = [step.name, next.name].map((name) => name.replace(/^_dmarc\./, ''));
  const isAbove = own?.endsWith(`.${above}`) === true;
  return isAbove && (own?.split('.').length ?? 0) - (above?.split('.').length ?? 0) > 1;
}

export function DmarcWalk({ reading }: { readonly reading: DmarcReading }) {
  if (reading.walk.length === 0) return null;
  return (
    <>
      <p className="walk-title">{words.walkTitle}</p>
      <ol className="walk">
        {reading.walk.map((step, index) => {
          const shape = shapeOf(step);
          return (
            <li
              key={step.name}
              data-shape={shape}
              data-found={step.record !== null || undefined}
              data-gap={gapBehind(step, reading.walk[index + 1]) || undefined}
            >
              <span className="walk-mark">
                <ResultIcon shape={shape} size={8} />
              </span>
              <span className="walk-name">
                <bdi className="mono">{visibleText(step.name)}</bdi>
                <span className="quiet">{answerWords[step.lookup.answer.kind]}</span>
                {tagsOf(step, reading).map((tag) => (
                  <span key={tag} className="walk-tag">
                    {tag}
                  </span>
                ))}
              </span>
              {step.record !== null && <bdi className="mono walk-record">{visibleText(step.record)}</bdi>}
              <span className="walk-note">{visibleText(step.note)}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
