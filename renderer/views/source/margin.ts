/** The margin of the source view: which lines of the evidence went into the hash of a signature, and which pieces of a line did not. */
import type { HashedRange } from '../../hashed-ranges.ts';
import { characterAt, type Piece, type SourceLine } from './lines.ts';

export interface Mark {
  readonly kind: 'field' | 'body' | 'unsigned';
  /** On the first line of a field its position in the hash, on that of the body `B`, where `l=` ends `l=`; else empty. */
  readonly label: string;
}

function touches({ start, end }: HashedRange, line: SourceLine): boolean {
  // An empty line has no byte of its own, but its line end is hashed too.
  return start < Math.max(line.end, line.start + 1) && end > line.start;
}

/** Null where nothing of the line was hashed, nor lies behind what was. */
export function markOf(line: SourceLine, ranges: readonly HashedRange[]): Mark | null {
  const [first, second] = ranges.filter((range) => range.kind !== 'emptied' && range.header === line.header && touches(range, line));
  if (first === undefined || first.kind === 'emptied') return null;
  if (second !== undefined) return { kind: 'body', label: second.label };
  const begins = first.start >= line.start && first.start <= line.end;
  return { kind: first.kind, label: begins ? first.label : '' };
}

export interface MarkedPiece extends Piece {
  /** `emptied` and `unsigned` pieces were not hashed, though they stand in a marked line. */
  readonly mark: 'emptied' | 'unsigned' | null;
}

/** The pieces cut once more, where a range begins or ends that was left out of the hash. */
export function markPieces(line: SourceLine, pieces: readonly Piece[], ranges: readonly HashedRange[]): readonly MarkedPiece[] {
  const left = ranges.flatMap((range) =>
    (range.kind === 'emptied' || range.kind === 'unsigned') && range.header === line.header && touches(range, line)
      ? [{ kind: range.kind, start: characterAt(line, range.start), end: characterAt(line, range.end) }]
      : [],
  );
  return pieces.flatMap((piece) => {
    const end = piece.start + piece.text.length;
    const cuts = left.flatMap((range) => [range.start, range.end]).filter((cut) => cut > piece.start && cut < end);
    const edges = [piece.start, ...cuts.toSorted((one, other) => one - other), end];
    return edges.slice(0, -1).map((start, index): MarkedPiece => {
      const within = left.find((range) => range.start <= start && range.end > start);
      const text = piece.text.slice(start - piece.start, (edges[index + 1] ?? end) - piece.start);
      return { start, text, lit: piece.lit, mark: within?.kind ?? null };
    });
  });
}
