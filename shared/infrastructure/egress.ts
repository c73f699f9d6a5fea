/**
 * The operator whose host delivered the message, and the one behind it. A host is known by its address, by the reverse name that the receiver
 * resolved, or, where the catalogue knows neither, by the DNS of the day: an address that passes SPF through an operator's own record is one
 * of that operator's, wherever our lists are behind.
 */
import { evaluateSpf } from '../authentication/spf/check.ts';
import type { Resolver } from '../facts/dns.ts';
import type { Identities } from '../facts/identity.ts';
import type { Infrastructure } from '../facts/infrastructure.ts';
import type { Boundary, Hop } from '../facts/route.ts';
import { isPublicAddress } from '../names/ip-network.ts';

/** Takes labelled hops; gives them with the delivering host attributed by the snapshot where the catalogue only heard a HELO name or nothing. */
export function attributeBySnapshot(
  hops: readonly Hop[],
  boundary: Boundary,
  identities: Identities,
  resolver: Resolver,
  infrastructure: Infrastructure,
): readonly Hop[] {
  const client = boundary.hop === null ? undefined : hops[boundary.hop];
  const ip = client?.from.ip ?? null;
  if (client === undefined || ip === null || !isPublicAddress(ip)) return hops;
  if (client.operator !== null && client.operator.basis !== 'helo') return hops;
  for (const sender of sendersOf(identities)) {
    const domain = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();
    const { result, path } = evaluateSpf({ ip, identity: 'mailfrom', sender, domain, helo: client.from.helo ?? 'unknown' }, resolver);
    const operator = result === 'pass' ? infrastructure.operatorOfSpfPath(path) : null;
    if (operator === null) continue;
    const attribution = {
      operator,
      operatorName: infrastructure.nameOf(operator),
      pool: null,
      scope: 'shared' as const,
      basis: 'address' as const,
    };
    return hops.map((hop) => (hop === client ? { ...hop, operator: attribution } : hop));
  }
  return hops;
}

/** The domains whose records may lead to the operator's. Both are anybody's text; that the record lists the address is not. */
function sendersOf({ mailFrom, from }: Identities): readonly string[] {
  const addresses = [mailFrom ?? '', ...from.map((mailbox) => mailbox.address)];
  return [...new Set(addresses.filter((address) => address.lastIndexOf('@') > 0))];
}

/** The shared operator that the trusted side saw as its client. A HELO name alone is the client's own word and names nobody. */
export function sharedEgress(hops: readonly Hop[], boundaryHop: number | null): string | null {
  const client = boundaryHop === null ? null : (hops[boundaryHop]?.operator ?? null);
  return client !== null && client.scope === 'shared' && client.basis !== 'helo' ? client.operator : null;
}

/**
 * The shared operator behind a gateway: the gateway's own lines stand directly under the boundary, and the lowest of them shows an address
 * of that operator as the client. Null where the gateway is nobody in the catalogue, or took the message over from somebody else.
 */
export function operatorBehindGateway(hops: readonly Hop[], boundaryHop: number | null): string | null {
  const gateway = boundaryHop === null ? null : (hops[boundaryHop]?.operator ?? null);
  if (boundaryHop === null || gateway === null || gateway.basis === 'helo') return null;
  let entry: Hop | undefined;
  for (const hop of hops.slice(0, boundaryHop).toReversed()) {
    if (hop.writer?.operator !== gateway.operator) break;
    entry = hop;
    // A host outside handed over here: what stands below was written before the gateway had the message.
    const isInside = hop.operator?.operator === gateway.operator || hop.from.ip === null || !isPublicAddress(hop.from.ip);
    if (!isInside) break;
  }
  const client = entry?.operator ?? null;
  const isAnother = client !== null && client.operator !== gateway.operator && client.scope === 'shared' && client.basis === 'address';
  return isAnother ? client.operator : null;
}
