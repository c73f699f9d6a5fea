/** The message itself: its identities, what names the tenant who handed it in, its defects, and the file it came as. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { copyText } from '../../actions/notices.ts';
import { CopyButton } from '../../components/buttons.tsx';
import { Section } from '../../components/section.tsx';
import { Term } from '../../components/term.tsx';
import { formatClock, formatDay, visibleText } from '../../text.ts';
import { words } from '../../words.ts';
import { MessageNotes } from './message-notes.tsx';
import { TenantTable } from './tenant-table.tsx';

interface Line {
  readonly key: string;
  readonly label: React.ReactNode;
  readonly value: string | null;
}

function identityLines(detail: Detail): readonly Line[] {
  const { message } = detail.analysis;
  const from = message.from.length === 0 ? [{ address: null }] : message.from;
  return [
    ...from.map(({ address }, index) => ({ key: `from-${index}`, label: <Term id="from-domain">From</Term>, value: address })),
    // The null reverse-path is an empty string, and a fact of its own.
    { key: 'mail-from', label: <Term id="mail-from" />, value: message.mailFrom === '' ? '<> (null reverse-path)' : message.mailFrom },
    { key: 'helo', label: <Term id="helo" />, value: message.helo },
    { key: 'id', label: 'Message-ID', value: message.messageId },
    { key: 'date', label: 'Date', value: message.date === null ? null : `${formatDay(message.date)}, ${formatClock(message.date)} UTC` },
  ];
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <dl className="pairs">
      {lines.map((line) => (
        <div key={line.key}>
          <dt>{line.label}</dt>
          <dd>
            {line.value === null ? <span className="quiet">not recorded</span> : <bdi className="mono">{visibleText(line.value)}</bdi>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function MessageView({ detail }: { readonly detail: Detail }) {
  const { evidence } = detail.analysis;
  return (
    <Section name="message">
      <Lines lines={identityLines(detail)} />
      <h3>{words.tenants}</h3>
      <TenantTable detail={detail} />
      {detail.defects.length > 0 && (
        <>
          <h3>{words.defects}</h3>
          <ul className="open-list">
            {detail.defects.map((defect) => (
              <li key={`${defect.code}-${defect.span.start}`}>
                {visibleText(defect.message)} <span className="quiet">at byte {defect.span.start}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{words.file}</h3>
      <p className="hash mono">
        <span className="quiet">SHA-256</span> {evidence.sha256}
        <CopyButton label="SHA-256" onCopy={() => void copyText(evidence.sha256, true)} />
      </p>
      <MessageNotes sha256={evidence.sha256} />
    </Section>
  );
}
