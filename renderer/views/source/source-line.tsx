/** One line of the source view: its number, its byte offset, its text with the lit pieces. */
import type { Place } from '../../../shared/facts/evidence.ts';
import { selectPlace } from '../../actions/interface.ts';
import type { HashedRange } from '../../hashed-ranges.ts';
import { visibleColumns } from '../../text.ts';
import { cutLine, type Piece, type SourceLine } from './lines.ts';
import { type Mark, markPieces } from './margin.ts';

export const lineHeight = 20;

interface Properties {
  readonly line: SourceLine;
  readonly row: number;
  readonly places: readonly Place[];
  /** At or above the trust boundary. */
  readonly trusted: boolean;
  /** The first line of its field. */
  readonly first: boolean;
  readonly isBody: boolean;
  /** While a signature is looked at: what the margin says of this line. */
  readonly margin: { readonly mark: Mark | null; readonly ranges: readonly HashedRange[] } | undefined;
}

/** An unlit piece that holds the colon of its field, cut there: the name is set apart from the value. */
function splitName(piece: Piece, colon: number): readonly Piece[] {
  const at = colon - piece.start;
  if (piece.lit || at <= 0 || at >= piece.text.length) return [piece];
  return [
    { ...piece, text: piece.text.slice(0, at) },
    { ...piece, start: colon, text: piece.text.slice(at) },
  ];
}

const markWords = { field: 'hashed', body: 'hashed, body', unsigned: 'not signed' } as const;

function MarginMark({ mark }: { readonly mark: Mark | null }) {
  return (
    <span className="line-mark" data-mark={mark?.kind ?? 'none'} title={mark === null ? 'not covered' : markWords[mark.kind]}>
      {mark?.label}
    </span>
  );
}

export function SourceLineView({ line, row, places, trusted, first, isBody, margin }: Properties) {
  const colon = first ? line.text.indexOf(':') : -1;
  const cut = cutLine(line, places).flatMap((piece) => splitName(piece, colon));
  const pieces = markPieces(line, cut, margin?.ranges ?? []);
  return (
    <button
      type="button"
      className="line"
      tabIndex={-1}
      data-trusted={trusted || undefined}
      data-first={first || undefined}
      style={{ transform: `translateY(${row * lineHeight}px)` }}
      data-body={isBody || undefined}
      onClick={isBody ? undefined : () => selectPlace({ kind: 'header', header: line.header })}
    >
      <span className="line-number">{line.number ?? '↪'}</span>
      <span className="line-offset">{line.start}</span>
      {margin !== undefined && <MarginMark mark={margin.mark} />}
      <span className="line-text">
        {pieces.map((piece) => {
          const text = visibleColumns(piece.text);
          return piece.lit ? (
            <mark key={piece.start} data-mark={piece.mark ?? undefined}>
              {text}
            </mark>
          ) : (
            <span key={piece.start} className={piece.start < colon ? 'line-name' : undefined} data-mark={piece.mark ?? undefined}>
              {text}
            </span>
          );
        })}
      </span>
    </button>
  );
}
