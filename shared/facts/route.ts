/** The way a message took, read from its trace header fields (RFC 5321 section 4.4). */
import type { Place, Source, Trust } from './evidence.ts';
import type { Attribution } from './infrastructure.ts';

/** One Received header: a transfer between two hosts. Hop 0 is the oldest. */
export interface Hop {
  readonly index: number;
  /** Index of its header field. */
  readonly header: number;
  /** Which grammar read it (`postfix`, `exim`, …), or null where none did and only fragments are known. */
  readonly dialect: string | null;
  /** UTC instant, ISO 8601 to the second, or null. */
  readonly at: string | null;
  readonly from: { readonly helo: string | null; readonly rdns: string | null; readonly ip: string | null };
  readonly by: string | null;
  readonly with: string | null;
  readonly tls: string | null;
  readonly id: string | null;
  readonly for: string | null;
  /** Seconds since the hop before (may be negative), or null where either time is missing. */
  readonly delaySeconds: number | null;
  /** True where this hop's clock contradicts its neighbour by more than the tolerance. */
  readonly clockSkewed: boolean;
  /** Operator that runs the connecting host, or null. */
  readonly operator: Attribution | null;
  /** Operator that wrote this header (runs the `by` host), or null. */
  readonly writer: Attribution | null;
  /** `vouched` at or above the trust boundary, else `claimed` (or `attributed` when the operator under its own egress wrote it). */
  readonly trust: Trust;
  readonly place: Place;
}

/** Consecutive hops of one operator or one administrative domain (ADMD, RFC 5598). Index 0 is the oldest. */
export interface Segment {
  readonly index: number;
  /** What the lane is called: the operator's name, or the organizational domain of the hosts, or an address. */
  readonly admd: string;
  readonly operator: string | null;
  /** The hops inside this segment, or that hand over into it. May be empty for the side that only connects. */
  readonly hops: readonly number[];
  readonly role: 'origin' | 'shared' | 'relay' | 'receiver';
  readonly trust: Trust;
}

/**
 * A connection from one segment into the next. For a shared operator, the connection into it is its ingress,
 * and the connection out of it (into the next ADMD) its egress.
 */
export interface Handoff {
  readonly index: number;
  readonly role: 'ingress' | 'transit' | 'egress';
  /** The hop that records it, or null where only the operator's own record tells of it (its Received line was stripped). */
  readonly hop: number | null;
  readonly fromSegment: number;
  readonly toSegment: number;
  readonly client: { readonly ip: string | null; readonly helo: string | null; readonly rdns: string | null };
  readonly at: string | null;
  /** For an ingress or egress: the shared operator that it belongs to. */
  readonly operator: string | null;
  readonly trust: Trust;
  readonly source: Source;
  readonly places: readonly Place[];
}

export type BoundaryBasis = 'authentication-results' | 'received-spf' | 'received-chain' | 'user' | 'none';

/** The hop at which the ADMD that we trust took the message over. Everything it wrote is at or above that hop's header. */
export interface Boundary {
  /** Null where the message carries no usable trace: then nothing is vouched for. */
  readonly hop: number | null;
  /** Header fields with an index up to and including this were written by the trusted side. -1 where there is none. */
  readonly header: number;
  readonly basis: BoundaryBasis;
  /** One sentence for people: why the boundary is here. */
  readonly explanation: string;
  readonly places: readonly Place[];
  /** Hops at which it can stand: those whose client came from outside. Inside an ADMD there is nobody to draw a line against. */
  readonly candidates?: readonly number[];
}

export interface Route {
  readonly hops: readonly Hop[];
  readonly segments: readonly Segment[];
  readonly handoffs: readonly Handoff[];
  readonly boundary: Boundary;
}
