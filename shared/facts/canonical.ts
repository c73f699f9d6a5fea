/** The octets that a DKIM or ARC signature was made over, piece by piece, and where each stands in the evidence. */
import type { Span } from './evidence.ts';

/**
 * One piece of what is hashed, in hash order.
 * - `field`: a header field.
 * - `absent`: `h=` names a field that the message does not have. It adds no octets, and signs that none is added (RFC 6376 section 5.4).
 * - `own`: the signature field itself, with the value of `b=` taken out and without its line end (RFC 6376 section 3.7).
 */
export interface CanonicalPiece {
  readonly role: 'field' | 'absent' | 'own';
  readonly name: string;
  /** Header index, and the bytes that it was made from; null where the field is absent. */
  readonly header: number | null;
  readonly span: Span | null;
  /** The canonical octets, one character an octet, cut where there are too many to show. */
  readonly text: string;
  /** How many there are. */
  readonly octets: number;
  readonly isCut: boolean;
  /** The bytes of the `b=` value, which are not hashed; for `own` only. */
  readonly emptied: Span | null;
}

/** Octets of the canonical body behind `l=`: nobody signed them. */
export interface UnsignedBody {
  readonly text: string;
  readonly octets: number;
  readonly isCut: boolean;
  readonly span: Span;
}

export interface CanonicalBody {
  readonly canonicalization: 'simple' | 'relaxed';
  /** The beginning of what is hashed, one character an octet; all of it unless `isCut`, then `tail` is its end. */
  readonly text: string;
  readonly isCut: boolean;
  readonly tail: string;
  /** Octets that are hashed, and octets of the whole canonical body. */
  readonly hashedOctets: number;
  readonly octets: number;
  /** `l=`, or null where the whole body is signed. */
  readonly length: number | null;
  /** The bytes of the evidence that the hashed octets were made from. */
  readonly span: Span;
  readonly unsigned: UnsignedBody | null;
  /** Base64. `computed` is null where the message asks for more different hashes than any honest one does. */
  readonly computed: string | null;
  /** `bh=`, or null where there is none that could be read. */
  readonly claimed: string | null;
}

/** What was hashed for one signature field. Texts are bounded; digests and counts are of the whole. */
export interface CanonicalForm {
  readonly header: number;
  readonly kind: 'dkim-signature' | 'arc-message-signature' | 'arc-seal';
  /** `a=` and the hash of it; the hash is null where the algorithm is not known. */
  readonly algorithm: string | null;
  readonly hash: 'sha1' | 'sha256' | null;
  /** Of the header fields; null where `c=` names none that is known: then nothing can be shown. */
  readonly canonicalization: 'simple' | 'relaxed' | null;
  readonly pieces: readonly CanonicalPiece[];
  /** Pieces behind those that are listed. */
  readonly piecesLeftOut: number;
  readonly octets: number;
  /** The hash over all pieces, base64; null where they cannot be told. */
  readonly digest: string | null;
  /**
   * The hash that the signer signed, base64: an RSA signature holds it, and the key brings it out (RFC 8017 section 8.2.2). Null without the
   * key, for other algorithms, and where the signature holds no hash.
   */
  readonly signedDigest: string | null;
  /** What the key says to these octets, and why, in one sentence. */
  readonly signature: 'pass' | 'fail' | 'unknown';
  readonly reason: string;
  /** Null for a seal: it covers ARC fields only. */
  readonly body: CanonicalBody | null;
  /** What a reader should know about how this was made, one sentence each. */
  readonly notes: readonly string[];
}
