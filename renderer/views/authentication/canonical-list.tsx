/** What was hashed for a signature, octet by octet and in order: each header field, the signature itself, and the body. */
import type { CanonicalBody, CanonicalForm, CanonicalPiece } from '../../../shared/facts/canonical.ts';
import { Octets } from '../../components/octets.tsx';
import { visibleText } from '../../text.ts';
import { count, words } from '../../words.ts';

interface PieceProperties {
  readonly label: string;
  readonly name: string;
  readonly note: string;
  readonly current: boolean;
  readonly onLook: (() => void) | null;
  readonly children?: React.ReactNode;
}

function Piece({ label, name, note, current, onLook, children }: PieceProperties) {
  const inside = (
    <>
      <span className="canonical-head">
        <span className="canonical-label">{label}</span>
        <bdi className="mono">{visibleText(name)}</bdi>
        <span className="quiet">{note}</span>
      </span>
      {children}
    </>
  );
  return (
    <li className="canonical-piece" data-absent={onLook === null || undefined}>
      {onLook === null ? (
        <div>{inside}</div>
      ) : (
        <button type="button" onClick={onLook} aria-current={current}>
          {inside}
        </button>
      )}
    </li>
  );
}

function noteOf(piece: CanonicalPiece): string {
  const size = count(piece.octets, 'octet');
  if (piece.role === 'absent') return words.signedAbsent;
  if (piece.role === 'field') return `#${piece.header}, ${size}`;
  const emptied = piece.emptied === null ? '' : `; the value of b= is left out (bytes ${piece.emptied.start}–${piece.emptied.end})`;
  return `#${piece.header}, the signature itself, ${size}, no line end${emptied}`;
}

function LeftOut({ octets }: { readonly octets: number }) {
  return <span className="canonical-cut">… {count(octets, 'octet')} more, hashed and not shown …</span>;
}

function bodyNote({ canonicalization, hashedOctets, octets, length }: CanonicalBody): string {
  const hashed = `${canonicalization}, ${count(hashedOctets, 'octet')} hashed`;
  return length === null ? hashed : `${hashed} of ${octets.toLocaleString('en-GB')} (l=${length})`;
}

function BodyOctets({ body }: { readonly body: CanonicalBody }) {
  const { unsigned } = body;
  return (
    <>
      {body.hashedOctets === 0 ? <span className="quiet">No octet: the canonical body is empty.</span> : <Octets>{body.text}</Octets>}
      {body.isCut && (
        <>
          <LeftOut octets={body.hashedOctets - body.text.length - body.tail.length} />
          <Octets>{body.tail}</Octets>
        </>
      )}
      {unsigned !== null && (
        <>
          <span className="canonical-end">l= ends here; nobody signed the {count(unsigned.octets, 'octet')} below</span>
          <Octets unsigned>{unsigned.text}</Octets>
          {unsigned.isCut && <span className="canonical-cut">… more that is not signed, left out here …</span>}
        </>
      )}
    </>
  );
}

interface Properties {
  readonly form: CanonicalForm;
  /** The place that is looked at, counted over the pieces that are there; -1 for none. */
  readonly looked: number;
  readonly onLook: (nth: number) => void;
}

export function CanonicalList({ form, looked, onLook }: Properties) {
  const { body } = form;
  const present = form.pieces.filter((piece) => piece.role !== 'absent');
  const bodyAt = present.length + form.piecesLeftOut;
  return (
    <ol className="canonical-list" aria-label={words.canonicalBytes}>
      {form.pieces.map((piece, index) => {
        const nth = present.indexOf(piece);
        return (
          <Piece
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of the pieces is what they are
            key={index}
            label={String(index + 1)}
            name={piece.name}
            note={noteOf(piece)}
            current={nth >= 0 && nth === looked}
            onLook={nth < 0 ? null : () => onLook(nth)}
          >
            {piece.octets > 0 && <Octets>{piece.text}</Octets>}
            {piece.isCut && <LeftOut octets={piece.octets - piece.text.length} />}
          </Piece>
        );
      })}
      {form.piecesLeftOut > 0 && <li className="canonical-cut">… {count(form.piecesLeftOut, 'further field')}, hashed and not shown …</li>}
      {body !== null && (
        <Piece label="B" name={words.bodyOf} note={bodyNote(body)} current={looked === bodyAt} onLook={() => onLook(bodyAt)}>
          <BodyOctets body={body} />
        </Piece>
      )}
    </ol>
  );
}
