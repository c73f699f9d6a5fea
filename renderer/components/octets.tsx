/** Octets to look at, with marks for everything that cannot be seen. */
import { octetPieces } from '../octet-text.ts';

export function Octets({ children, unsigned = false }: { readonly children: string; readonly unsigned?: boolean }) {
  return (
    <bdi className="octets mono" data-unsigned={unsigned || undefined}>
      {octetPieces(children).map((piece, index) =>
        piece.isMark ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
          <i key={index}>{piece.text}</i>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}
