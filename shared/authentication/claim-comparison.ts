/**
 * The replay against the claims: does our replay, at the hop that a header field speaks of, say what the field says? And if not, why?
 *
 * A claim is compared with a replay of the same thing: SPF of the same identity over the same connection, DKIM of the same signature, ARC
 * of the sets that were there, DMARC of that connection. What the message lost on the way is no fault of the field that saw it, so each
 * difference carries its most likely reason, and a contradiction is called one only where nothing innocent explains it.
 */
import type { Claim } from '../facts/authentication.ts';
import type { Route } from '../facts/route.ts';
import { compareArcClaim } from './comparison/arc-claim.ts';
import { compareDkimClaim } from './comparison/dkim-claim.ts';
import { compareDmarcClaim } from './comparison/dmarc-claim.ts';
import { openReruns, type Reruns } from './comparison/reruns.ts';
import { type Comparison, connectionOf, difference, notCompared, type ReplaySources, type Replays } from './comparison/situation.ts';
import { compareSpfClaim } from './comparison/spf-claim.ts';

/** Anybody can write thousands of claims; no honest message carries as many as this. */
const mostClaims = 300;

/** DMARC rests on the others, so it comes last; the order of the claims stays as it is. */
const rounds: readonly (readonly string[])[] = [['spf', 'dkim', 'arc'], ['dmarc']];

/**
 * Takes the claims of a message, the replays, the route, and what further replays are made from. Gives the same claims with `agrees` and
 * `difference` filled in: `agrees` is null where the replay is unknown or there is nothing to compare with. Pure: no clock, no network.
 */
export async function compareClaims(
  claims: readonly Claim[],
  replays: Replays,
  route: Route,
  sources: ReplaySources,
): Promise<readonly Claim[]> {
  const reruns = openReruns(sources);
  const compared: Claim[] = [...claims];
  for (const methods of rounds) {
    for (const [index, claim] of claims.slice(0, mostClaims).entries()) {
      if (!methods.includes(claim.method)) continue;
      const field = compared.filter((other) => other.header === claim.header);
      compared[index] = { ...claim, ...(await compareClaim(claim, field, replays, route, sources, reruns)) };
    }
  }
  return compared.map((claim) => (claim.method === 'compauth' ? { ...claim, ...compositeAuthentication } : claim));
}

const compositeAuthentication: Comparison = difference(
  null,
  'receiver-local-policy',
  'compauth is Microsoft’s own judgement of several checks; no standard says how it is made.',
);

async function compareClaim(
  claim: Claim,
  field: readonly Claim[],
  replays: Replays,
  route: Route,
  sources: ReplaySources,
  reruns: Reruns,
): Promise<Comparison> {
  switch (claim.method) {
    case 'spf':
      return compareSpfClaim(claim, connectionOf([claim, ...field], route), replays, sources);
    case 'dkim':
      return compareDkimClaim(claim, replays, route, sources, reruns);
    case 'arc':
      return compareArcClaim(claim, replays.arc, sources, reruns);
    case 'dmarc':
      return compareDmarcClaim(claim, field, connectionOf(field, route), replays, sources, reruns);
    default:
      return notCompared;
  }
}
