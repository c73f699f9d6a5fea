/** The head of a report: who sent it about what, the policy it saw, and where it departs from its standard. */
import type { ReportHead, ReportPolicy } from '../../../shared/facts/report.ts';
import { copyText } from '../../actions/notices.ts';
import { noteWords } from '../../case-words.ts';
import { CopyButton } from '../../components/buttons.tsx';
import { NoteCard } from '../../components/note-card.tsx';
import { useNote } from '../../note-of.ts';
import { formatCount, reportWords } from '../../report-words.ts';
import { formatBytes, formatClock, formatDay, visibleText } from '../../text.ts';
import { FailureFactsList } from './failure-facts.tsx';
import { TlsFacts } from './tls-facts.tsx';

function moment(time: string | null): string | null {
  return time === null ? null : `${formatDay(time)}, ${formatClock(time)} UTC`;
}

interface PairsProperties {
  readonly pairs: readonly (readonly [label: string, value: string | null, isName?: boolean])[];
}

/** Labelled values; those that the report does not give are left out. */
function Pairs({ pairs }: PairsProperties) {
  return (
    <dl className="pairs detail-pairs">
      {pairs.map(([label, value, isName]) =>
        value === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi className={isName === true ? 'wrap' : 'mono wrap'}>{visibleText(value)}</bdi>
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Policy({ policy }: { readonly policy: ReportPolicy }) {
  const { domain, p, sp, np, adkim, aspf, pct, fo, testing, discoveryMethod } = policy;
  const parts = Object.entries({ p, sp, np, adkim, aspf, pct, fo, t: testing }).flatMap(([tag, value]) =>
    value === null ? [] : [`${tag}=${value}`],
  );
  return (
    <p className="policy-line mono wrap">
      <bdi>{visibleText(domain ?? 'no domain')}</bdi> <span>{visibleText(parts.join(' '))}</span>
      {discoveryMethod !== null && <span className="quiet"> found by {visibleText(discoveryMethod)}</span>}
    </p>
  );
}

function Notes({ head }: { readonly head: ReportHead }) {
  if (head.notes.length === 0) return <p className="quiet">{reportWords.noNotes}</p>;
  return (
    <ul className="note-list">
      {head.notes.map((note, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the notes of one report never change places
        <li key={index}>
          <span>{visibleText(note.message)}</span>
          <span className="note-place">
            <span className="mono wrap">{visibleText(note.at)}</span> <span className="quiet mono">{note.code}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The reader's notes on this report, by its bytes. */
function OwnNotes({ sha256 }: { readonly sha256: string }) {
  return <NoteCard label={noteWords.ofReport} {...useNote(sha256)} />;
}

export function ReportOverview({ head }: { readonly head: ReportHead }) {
  const { evidence, metadata, policy, otherPolicies } = head;
  return (
    <div className="detail-scroll">
      {head.duplicateOf !== null && (
        <p className="difference">
          {reportWords.duplicate} <span className="mono wrap">{visibleText(head.duplicateOf)}</span>
        </p>
      )}
      <Pairs
        pairs={[
          ['From', moment(head.begin), true],
          ['To', moment(head.end), true],
          ['Holds', `${formatCount(head.recordCount)} rows, ${formatCount(head.messageCount)} messages`, true],
          ['Report ID', head.reportId],
          ['Dialect', head.dialect],
          ['E-mail', metadata.email],
          ['Contact', metadata.extraContactInfo],
          ['Generator', metadata.generator, true],
          ['Version', metadata.version],
          ['Namespace', metadata.namespace],
          ...metadata.errors.map((error) => ['Receiver’s error', error, true] as const),
        ]}
      />
      {policy !== null && <h3>{reportWords.policy}</h3>}
      {policy !== null && <Policy policy={policy} />}
      {otherPolicies.length > 0 && <h3>{reportWords.otherPolicies}</h3>}
      {otherPolicies.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the policies of one report never change places
        <Policy key={index} policy={each} />
      ))}
      {head.failure !== null && <FailureFactsList failure={head.failure} />}
      {head.tls !== null && <TlsFacts policies={head.tls.policies} />}
      <h3>{reportWords.notes}</h3>
      <Notes head={head} />
      <h3>File</h3>
      <p className="mono wrap">{visibleText(evidence.path)}</p>
      <p className="hash mono">
        <span className="quiet">{formatBytes(evidence.bytes)}, SHA-256</span> {evidence.sha256}
        <CopyButton label="SHA-256" onCopy={() => void copyText(evidence.sha256, true)} />
      </p>
      <OwnNotes key={evidence.sha256} sha256={evidence.sha256} />
    </div>
  );
}
