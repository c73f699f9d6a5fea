/** Who vouches for a lane: its own lines are one thing, that the next one up recorded its address is another. */
import type { Trust } from '../../../shared/facts/evidence.ts';
import type { Route, Segment } from '../../../shared/facts/route.ts';

export interface LaneTrust {
  /** How well it is known whose lane this is. */
  readonly trust: Trust;
  /** Whether that is known by the recorded address alone: what the lane's own lines say is then only as good as `Segment.trust`. */
  readonly isBySight: boolean;
}

/**
 * An operator's lane is known by its address where the trusted side recorded the connection from it, whatever the lines below are worth.
 * A HELO name is the client's own word and shows nothing.
 */
export function laneTrust({ handoffs, hops }: Pick<Route, 'handoffs' | 'hops'>, segment: Segment): LaneTrust {
  const own = { trust: segment.trust, isBySight: false };
  if (segment.operator === null || segment.trust === 'vouched') return own;
  const seen = handoffs.find((handoff) => handoff.fromSegment === segment.index && handoff.trust === 'vouched');
  const client = hops.find((hop) => hop.index === seen?.hop)?.operator ?? null;
  const isSeen = client !== null && client.operator === segment.operator && client.basis !== 'helo';
  return isSeen ? { trust: 'vouched', isBySight: true } : own;
}
