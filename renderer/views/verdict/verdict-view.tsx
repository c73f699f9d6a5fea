/** The verdict in one sentence, and under it the fields of the waybill: who it claims to be, who handed it in, what it passed. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { copyText } from '../../actions/notices.ts';
import { Barcode } from '../../components/barcode.tsx';
import { CopyButton } from '../../components/buttons.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { VerdictIcon } from '../../components/icons.tsx';
import { toneOf } from '../../components/verdict-chip.tsx';
import { formatBytes, visibleText } from '../../text.ts';
import { confidenceWords, verdictWords, words } from '../../words.ts';
import { FindInReports } from './find-in-reports.tsx';
import { verdictFacts } from './verdict-facts.tsx';

/** Longer ones are set smaller, so that the drawing stays in sight. */
const longSentence = 140;

export function VerdictView({ detail }: { readonly detail: Detail }) {
  const { verdict, evidence, message } = detail.analysis;
  const [from] = message.from;
  return (
    <section className="slip" id="section-verdict" tabIndex={-1} data-tone={toneOf(verdict.kind)} aria-labelledby="verdict-kind">
      <header className="slip-head">
        <div className="slip-message">
          <h1 className="slip-subject">
            <bdi>{visibleText(message.subject ?? evidence.path)}</bdi>
          </h1>
          <p className="slip-path">
            {from !== undefined && <bdi className="mono">{visibleText(from.address)}</bdi>}
            <bdi>{visibleText(evidence.path)}</bdi>
            <span>{formatBytes(evidence.bytes)}</span>
          </p>
        </div>
        <div className="slip-number" title={`SHA-256 ${evidence.sha256}`}>
          <Barcode sha256={evidence.sha256} />
          <span className="mono">
            <span className="visually-hidden">SHA-256 </span>
            {evidence.sha256.slice(0, 8)} {evidence.sha256.slice(8, 16)} {evidence.sha256.slice(16, 24)}…
          </span>
        </div>
      </header>
      <div className="slip-verdict">
        <p className="slip-kind" id="verdict-kind">
          <VerdictIcon kind={verdict.kind} size={22} />
          <strong>{verdictWords[verdict.kind].label}</strong>
          <span className="slip-confidence" data-confidence={verdict.confidence ?? 'none'}>
            {confidenceWords[verdict.confidence ?? 'none']}
          </span>
          <FindInReports />
        </p>
        <p className="slip-sentence" data-long={verdict.sentence.length > longSentence || undefined}>
          {visibleText(verdict.sentence)}
          <CopyButton label="verdict" onCopy={(raw) => void copyText(verdict.sentence, raw)} />
        </p>
      </div>
      <FactsList facts={verdictFacts(detail)} className="facts slip-facts" />
      {detail.snapshotSize === 0 && <p className="slip-notice">{words.noDns}</p>}
    </section>
  );
}
