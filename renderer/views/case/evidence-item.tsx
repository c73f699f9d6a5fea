/** One line of the evidence list: what it is, who it says it is from, and its verdict or its state. */
import type { EvidenceRow } from '../../../shared/contract.ts';
import { VerdictChip } from '../../components/verdict-chip.tsx';
import { formatDay, visibleText } from '../../text.ts';
import { rowStateWords } from '../../words.ts';

/** All rows are equally high, so that a list of ten thousand needs no measuring. */
export const rowHeight = 78;

interface Properties {
  readonly row: EvidenceRow;
  readonly position: number;
  readonly total: number;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

function fileName(path: string): string {
  return path.split(/[/\\!]/).at(-1) ?? path;
}

function RowState({ row }: { readonly row: EvidenceRow }) {
  if (row.kind !== null) return <VerdictChip kind={row.kind} confidence={row.confidence} />;
  return (
    <span className="row-state" data-state={row.state}>
      {row.state === 'failed' ? `${rowStateWords.failed}: ${visibleText(row.error?.message ?? '')}` : rowStateWords[row.state]}
    </span>
  );
}

export function EvidenceItem({ row, position, total, selected, onSelect }: Properties) {
  return (
    <div
      className="evidence-row"
      role="option"
      id={`evidence-${position}`}
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={position + 1}
      tabIndex={-1}
      title={visibleText(row.path)}
      style={{ transform: `translateY(${position * rowHeight}px)`, height: rowHeight }}
      onMouseDown={onSelect}
    >
      <span className="evidence-subject">
        <bdi>{visibleText(row.subject ?? fileName(row.path))}</bdi>
      </span>
      <span className="evidence-from">
        <bdi>{visibleText(row.from ?? row.path)}</bdi>
        {row.date !== null && <time dateTime={row.date}>{formatDay(row.date)}</time>}
      </span>
      <RowState row={row} />
    </div>
  );
}
