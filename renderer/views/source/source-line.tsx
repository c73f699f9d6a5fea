/** One line of the source view: its number, its byte offset, its text with the lit pieces. */
import type { Place } from '../../../shared/facts/evidence.ts';
import { selectPlace } from '../../actions/interface.ts';
import { visibleColumns } from '../../text.ts';
import { cutLine, type Piece, type SourceLine } from './lines.ts';

export const lineHeight = 20;

interface Properties {
  readonly line: SourceLine;
  readonly row: number;
  readonly places: readonly Place[];
  /** At or above the trust boundary. */
  readonly trusted: boolean;
  /** The first line of its field. */
  readonly first: boolean;
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

export function SourceLineView({ line, row, places, trusted, first }: Properties) {
  const colon = first ? line.text.indexOf(':') : -1;
  const pieces = cutLine(line, places).flatMap((piece) => splitName(piece, colon));
  return (
    <button
      type="button"
      className="line"
      tabIndex={-1}
      data-trusted={trusted || undefined}
      data-first={first || undefined}
      style={{ transform: `translateY(${row * lineHeight}px)` }}
      onClick={() => selectPlace({ kind: 'header', header: line.header })}
    >
      <span className="line-number">{line.number ?? '↪'}</span>
      <span className="line-offset">{line.start}</span>
      <span className="line-text">
        {pieces.map((piece) => {
          const text = visibleColumns(piece.text);
          return piece.lit ? (
            <mark key={piece.start}>{text}</mark>
          ) : (
            <span key={piece.start} className={piece.start < colon ? 'line-name' : undefined}>
              {text}
            </span>
          );
        })}
      </span>
    </button>
  );
}
