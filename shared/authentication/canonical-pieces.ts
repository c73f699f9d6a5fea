/** Pieces of canonical octets as people look at them: bounded, and each with the bytes that it was made from. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { CanonicalPiece } from '../facts/canonical.ts';
import type { Span } from '../facts/evidence.ts';
import type { HeaderField } from '../facts/message.ts';
import type { Canonicalization } from './dkim/signature.ts';
import type { SelectedName, SignedContent } from './dkim/signed-content.ts';

/** Nobody reads more than this; digests and counts are of everything. */
const mostPieces = 400;
const mostOctetsOfPiece = 16_384;
const mostOctets = 131_072;

export interface Pieces {
  readonly pieces: readonly CanonicalPiece[];
  readonly piecesLeftOut: number;
  readonly octets: number;
  /** Base64. */
  readonly digest: string;
}

/** The octets of what is hashed, in order: as `verify.ts` hashes them. `own` is the signature field itself, which comes last. */
export function* canonicalOctets(
  names: readonly SelectedName[],
  own: HeaderField,
  canonicalization: Canonicalization,
  content: SignedContent,
): Generator<Buffer> {
  for (const { field } of names) {
    if (field !== null) yield content.canonical(field, canonicalization);
  }
  yield content.blanked(own, canonicalization);
}

/** Takes the fields in hash order and the signature field, which comes last; gives what is hashed for them, and the hash of all. */
export function describePieces(
  names: readonly SelectedName[],
  own: HeaderField,
  canonicalization: Canonicalization,
  hash: 'sha1' | 'sha256',
  content: SignedContent,
): Pieces {
  const hasher = createHash(hash);
  const pieces: CanonicalPiece[] = [];
  let octets = 0;
  let shown = 0;
  const add = (role: CanonicalPiece['role'], name: string, field: HeaderField | null, made: Buffer): void => {
    hasher.update(made);
    octets += made.length;
    if (pieces.length >= mostPieces) return;
    const text = made.toString('latin1', 0, Math.min(mostOctetsOfPiece, Math.max(0, mostOctets - shown)));
    shown += text.length;
    pieces.push({
      role,
      name: field?.name ?? name,
      header: field?.index ?? null,
      span: field === null ? null : { start: field.span.start, end: field.valueSpan.end },
      text,
      octets: made.length,
      isCut: text.length < made.length,
      emptied: role === 'own' && field !== null ? signatureValue(field) : null,
    });
  };
  const nothing = Buffer.alloc(0);
  for (const { name, field } of names) {
    if (field === null) add('absent', name, null, nothing);
    else add('field', name, field, content.canonical(field, canonicalization));
  }
  add('own', own.name, own, content.blanked(own, canonicalization));
  return { pieces, piecesLeftOut: names.length + 1 - pieces.length, octets, digest: hasher.digest('base64') };
}

/** Where the value of `b=` stands, from behind its `=` to the next semicolon or the end of the field body (RFC 6376 section 3.7). */
function signatureValue(field: HeaderField): Span | null {
  const { raw, span, valueSpan } = field;
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  const end = valueSpan.end - span.start;
  let at = text.indexOf(':') + 1;
  let found: Span | null = null;
  while (at < end) {
    const semicolon = text.indexOf(';', at);
    const next = semicolon < 0 || semicolon > end ? end : semicolon;
    const equals = text.indexOf('=', at);
    // Of two b= tags the last is emptied, as it is when the signature is verified; the list is faulty then anyway.
    if (equals >= 0 && equals < next && text.slice(at, equals).trim() === 'b') {
      found = { start: span.start + equals + 1, end: span.start + next };
    }
    at = next + 1;
  }
  return found;
}
