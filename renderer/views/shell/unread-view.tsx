/** Stands where an analysis would: while it is read, when it could not be, or when nothing is selected. */
import type { EvidenceRow } from '../../../shared/contract.ts';
import type { Refusal } from '../../../shared/outcome.ts';
import { VerdictChip } from '../../components/verdict-chip.tsx';
import { visibleText } from '../../text.ts';
import { rowStateWords, words } from '../../words.ts';

interface Properties {
  readonly row: EvidenceRow | null;
  readonly error: Refusal | null;
}

/** The verdict is known before its details are here. */
function Loading({ row }: { readonly row: EvidenceRow }) {
  return (
    <div className="unread" aria-busy="true">
      {row.kind !== null && <VerdictChip kind={row.kind} confidence={row.confidence} />}
      {row.sentence !== null && <p className="unread-sentence">{visibleText(row.sentence)}</p>}
      <p>{row.state === 'done' ? words.loading : `${rowStateWords[row.state]}…`}</p>
    </div>
  );
}

export function UnreadView({ row, error }: Properties) {
  const failure = error ?? row?.error ?? null;
  if (row === null) return <p className="unread">{words.pickOne}</p>;
  if (failure === null) return <Loading row={row} />;
  return (
    <section className="unread-failed">
      <h1>{words.failedTitle}</h1>
      <p className="mono">
        <bdi>{visibleText(row.path)}</bdi>
      </p>
      <p>{visibleText(failure.message)}</p>
      <p className="quiet mono">{failure.code}</p>
    </section>
  );
}
