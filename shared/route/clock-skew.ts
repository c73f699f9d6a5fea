/** Tells which hops' clocks contradict the others, and by how much. */
import type { Hop } from '../facts/route.ts';

/**
 * Seconds that a hop may seem to lie before the hop that handed over to it. Mail hosts keep time by NTP, but 5 minutes is what
 * protocols that depend on clocks allow for (RFC 4120 section 7.5.1 suggests it for Kerberos), and delivery takes seconds.
 */
export const clockTolerance = 300;

/** A hop with a usable time, in seconds since the epoch. */
interface TimedHop {
  readonly index: number;
  readonly time: number;
}

/** Gives the hops with `clockSkewed` set where a clock contradicts the chain of those that agree. */
export function markClockSkew(hops: readonly Hop[]): readonly Hop[] {
  const skew = estimateClockSkew(hops);
  return hops.map((hop) => ({ ...hop, clockSkewed: skew.has(hop.index) }));
}

/**
 * Takes hops, the oldest first. Gives, for each hop whose clock is off, the seconds that it is ahead (positive) or behind (negative), at
 * least: measured against the nearest agreeing hop that it contradicts. Messages travel forward in time, so the clocks believed are
 * those of the longest chain of hops whose times never fall back by more than the tolerance; of equally long ones that which ends nearer
 * to the receiver, then the shorter journey. Hops without a time are passed over.
 */
export function estimateClockSkew(hops: readonly Hop[]): ReadonlyMap<number, number> {
  const timed = hops.flatMap((hop) => (hop.at === null ? [] : [{ index: hop.index, time: Date.parse(hop.at) / 1000 }]));
  const agreeing = longestChain(timed);
  const skew = new Map<number, number>();
  let previous: number | null = null;
  const next = nextAgreeing(timed, agreeing);
  for (const [position, hop] of timed.entries()) {
    if (agreeing.has(position)) {
      previous = hop.time;
      continue;
    }
    const later = next[position] ?? null;
    if (later !== null && hop.time > later + clockTolerance) skew.set(hop.index, hop.time - later);
    else if (previous !== null && hop.time < previous - clockTolerance) skew.set(hop.index, hop.time - previous);
  }
  return skew;
}

/** For each position the time of the nearest agreeing hop behind it. */
function nextAgreeing(timed: readonly TimedHop[], agreeing: ReadonlySet<number>): readonly (number | null)[] {
  const next: (number | null)[] = new Array<number | null>(timed.length).fill(null);
  let time: number | null = null;
  for (let position = timed.length - 1; position >= 0; position -= 1) {
    next[position] = time;
    if (agreeing.has(position)) time = timed[position]?.time ?? time;
  }
  return next;
}

/** The best chain that ends at a hop: its length, the time it starts at, and the position of that hop. */
interface Chain {
  readonly length: number;
  readonly start: number;
  readonly position: number;
}

const noChain: Chain = { length: 0, start: Number.NEGATIVE_INFINITY, position: -1 };

/** Positions of the longest chain, in n log n: a hostile message may have thousands of Received fields. */
function longestChain(timed: readonly TimedHop[]): ReadonlySet<number> {
  const times = [...new Set(timed.map((hop) => hop.time))].sort((one, other) => one - other);
  const tree = new PrefixMaximum(times.length);
  const before: number[] = [];
  let longest = noChain;
  for (const [position, hop] of timed.entries()) {
    const best = tree.best(countUpTo(times, hop.time + clockTolerance));
    before.push(best.position);
    const chain = { length: best.length + 1, start: best.length === 0 ? hop.time : best.start, position };
    tree.raise(countUpTo(times, hop.time), chain);
    if (chain.length >= longest.length) longest = chain;
  }
  const positions = new Set<number>();
  for (let position = longest.position; position >= 0; position = before[position] ?? -1) positions.add(position);
  return positions;
}

/** How many of the sorted times are at or before this one. */
function countUpTo(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of equally long chains the one that starts later, which makes the shorter journey; then the one that ends at the later hop. */
function isBetter(one: Chain, other: Chain): boolean {
  if (one.length !== other.length) return one.length > other.length;
  return one.start === other.start ? one.position > other.position : one.start > other.start;
}

/** Fenwick tree: the best chain that ends at or before a rank. */
class PrefixMaximum {
  private readonly nodes: Chain[];

  constructor(private readonly size: number) {
    this.nodes = new Array<Chain>(size + 1).fill(noChain);
  }

  best(rank: number): Chain {
    let best = noChain;
    for (let node = rank; node > 0; node -= node & -node) {
      const chain = this.nodes[node] ?? noChain;
      if (isBetter(chain, best)) best = chain;
    }
    return best;
  }

  raise(rank: number, chain: Chain): void {
    for (let node = rank; node <= this.size; node += node & -node) {
      if (isBetter(chain, this.nodes[node] ?? noChain)) this.nodes[node] = chain;
    }
  }
}
