/** Where a statement comes from: byte positions in the evidence, and who vouches for them. */

/** Byte offsets in the evidence file; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span that lies in the header field with this index (0 is the topmost field of the message). */
export interface Place extends Span {
  readonly header: number;
}

/**
 * How far a statement can be believed (product.md, principle 5).
 * - `vouched`: written by an ADMD that we trust (at or above the trust boundary), or covered by a signature that verifies.
 * - `attributed`: an operator's own stamp under that operator's egress hop, where the trusted side recorded the address as the operator's.
 * - `claimed`: everything else; a spoofer can write any of it.
 */
export type Trust = 'vouched' | 'attributed' | 'claimed';

/** Trust from weakest to strongest, for comparisons. */
export const trustRank: Readonly<Record<Trust, number>> = { claimed: 0, attributed: 1, vouched: 2 };

/** Who made the check: we did, the receiver recorded it, or the operator recorded it. */
export type Source = 'replay' | 'receiver-record' | 'operator-record';

/** Identifies one input. `path` is as given; members of containers stand behind `!`. */
export interface Evidence {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}
