/**
 * Hops into lanes. Between two Received lines stands a host: the writer of the older line is the client of the newer.
 * Consecutive hosts of one operator or one administrative domain are one segment; a hop between two segments is a handoff.
 * The trust boundary always splits, even inside one operator: a message from one Exchange Online tenant to another
 * leaves and enters the same operator, and both checks count (standards.md section 4.3).
 */
import type { Attribution } from '../facts/infrastructure.ts';
import type { Boundary, Handoff, Hop, Segment } from '../facts/route.ts';
import { isPublicAddress, sameAddress } from '../names/ip-network.ts';
import { registrableDomain } from '../names/registrable-domain.ts';
import { finalHandoff } from './final-handoff.ts';

/** How an operator's own record tells of the connection into it, where the Received line is gone or needs confirmation. */
export interface RecordedIngress {
  readonly operator: string;
  readonly operatorName: string;
  readonly ip: string | null;
  readonly helo: string | null;
  /** True where the operator says that a mailbox or an API of the tenant submitted it: then there was no connection. */
  readonly mailbox: boolean;
  readonly trust: Handoff['trust'];
  readonly places: Handoff['places'];
}

/** A host between two hops: who ran it, and which lane it belongs to. */
interface Host {
  readonly label: string;
  readonly operator: string | null;
  readonly shared: boolean;
}

/** Takes hops (0 is the oldest, already labelled), their boundary and the recorded ingress; gives segments and handoffs, oldest first. */
export function buildSegments(
  hops: readonly Hop[],
  boundary: Boundary,
  ingress: RecordedIngress | null,
): { readonly segments: readonly Segment[]; readonly handoffs: readonly Handoff[] } {
  const segments: Segment[] = [];
  const handoffs: Handoff[] = [];
  if (hops.length === 0) return { segments, handoffs };

  const hosts = listHosts(hops);
  const open = (host: Host): number => {
    segments.push({ index: segments.length, admd: host.label, operator: host.operator, hops: [], role: 'relay', trust: 'claimed' });
    return segments.length - 1;
  };
  let current = open(hosts[0] ?? unknownHost);
  for (const hop of hops) {
    const next = hosts[hop.index + 1] ?? unknownHost;
    const here = segments[current];
    if (here !== undefined && (next.label !== here.admd || hop.index === boundary.hop)) {
      const target = open(next);
      handoffs.push(handoff(handoffs.length, hop, current, target, here.operator, next, boundary));
      current = target;
    }
    const inside = segments[current];
    if (inside !== undefined) segments[current] = { ...inside, hops: [...inside.hops, hop.index], trust: hop.trust };
  }
  const withIngress = ingress === null ? { segments, handoffs } : mergeIngress(segments, handoffs, ingress, boundary);
  return { segments: assignRoles(withIngress.segments, withIngress.handoffs, hosts), handoffs: withIngress.handoffs };
}

const unknownHost: Host = { label: 'unknown', operator: null, shared: false };

/** Host k stands before hop k: the client of hop k, and the writer of hop k-1 where the two agree. */
function listHosts(hops: readonly Hop[]): readonly Host[] {
  const hosts: Host[] = [];
  for (let k = 0; k <= hops.length; k += 1) {
    const newer = hops[k];
    const older = hops[k - 1];
    hosts.push(hostBetween(older ?? null, newer ?? null));
  }
  return hosts;
}

function hostBetween(older: Hop | null, newer: Hop | null): Host {
  // The newer line's view of its client is better evidence than what the older line says of its own name:
  // the address was seen on the wire. Internal clients (no or private address) say nothing; then the writer's name is used.
  const seen = newer?.operator ?? null;
  if (seen !== null) return hostOf(seen);
  if (older?.writer) return hostOf(older.writer);
  const name = newer?.from.rdns ?? older?.by ?? newer?.from.helo ?? null;
  const domain = name === null ? null : registrableDomain(name);
  if (domain !== null) return { label: domain, operator: null, shared: false };
  const ip = newer?.from.ip ?? null;
  if (ip !== null && isPublicAddress(ip)) return { label: ip, operator: null, shared: false };
  return { label: name ?? ip ?? 'unknown', operator: null, shared: false };
}

function hostOf(attribution: Attribution): Host {
  return { label: attribution.operatorName, operator: attribution.operator, shared: attribution.scope === 'shared' };
}

function handoff(
  index: number,
  hop: Hop,
  fromSegment: number,
  toSegment: number,
  fromOperator: string | null,
  to: Host,
  boundary: Boundary,
): Handoff {
  const isFinal = hop.index === boundary.hop;
  const role = isFinal ? 'egress' : to.operator !== null ? 'ingress' : fromOperator !== null ? 'egress' : 'transit';
  return {
    index,
    role,
    hop: hop.index,
    fromSegment,
    toSegment,
    client: hop.from,
    at: hop.at,
    operator: role === 'ingress' ? to.operator : role === 'egress' ? fromOperator : null,
    trust: hop.trust,
    source: hop.trust === 'vouched' ? 'receiver-record' : 'operator-record',
    places: [hop.place],
  };
}

/**
 * Brings the operator's own record of its ingress together with the Received lines: it confirms the handoff that names the
 * same address, or stands as a handoff of its own where that line was stripped (Exchange Online strips it between tenants).
 */
function mergeIngress(
  segments: readonly Segment[],
  handoffs: readonly Handoff[],
  ingress: RecordedIngress,
  boundary: Boundary,
): { readonly segments: readonly Segment[]; readonly handoffs: readonly Handoff[] } {
  const egress = finalHandoff({ handoffs, boundary });
  const shared = egress === undefined ? undefined : segments[egress.fromSegment];
  if (egress === undefined || shared === undefined || shared.operator !== ingress.operator) return { segments, handoffs };
  const known = handoffs.find((handoff) => handoff.toSegment === shared.index && sameAddress(handoff.client.ip, ingress.ip));
  if (known !== undefined) {
    const confirmed: Handoff = { ...known, trust: ingress.trust, source: 'operator-record', places: [...known.places, ...ingress.places] };
    return { segments, handoffs: handoffs.map((handoff) => (handoff === known ? confirmed : handoff)) };
  }
  if (ingress.ip === null && !ingress.mailbox) return { segments, handoffs };
  // Received lines below that contradict the operator's record are the client's word; they stay in the drawing as claims.
  const shift = shared.index;
  const origin: Segment = {
    index: shift,
    admd: ingress.mailbox ? `Mailbox at ${ingress.operatorName}` : (ingress.ip ?? 'unknown'),
    operator: null,
    hops: [],
    role: 'origin',
    trust: ingress.trust,
  };
  const renumber = (index: number): number => (index >= shift ? index + 1 : index);
  const moved = segments.map((segment) => ({ ...segment, index: renumber(segment.index) }));
  const ghost: Handoff = {
    index: 0,
    role: 'ingress',
    hop: null,
    fromSegment: shift,
    toSegment: shift + 1,
    client: { ip: ingress.ip, helo: ingress.helo, rdns: null },
    at: null,
    operator: ingress.operator,
    trust: ingress.trust,
    source: 'operator-record',
    places: ingress.places,
  };
  const rewired = handoffs.map((handoff) => {
    const into = handoff.toSegment === shift ? shift : renumber(handoff.toSegment);
    return { ...handoff, fromSegment: renumber(handoff.fromSegment), toSegment: into };
  });
  const before = rewired.filter((handoff) => handoff.toSegment <= shift);
  const after = rewired.filter((handoff) => handoff.toSegment > shift);
  return {
    segments: [...moved.slice(0, shift), origin, ...moved.slice(shift)],
    handoffs: [...before, ghost, ...after].map((handoff, index) => ({ ...handoff, index })),
  };
}

function assignRoles(segments: readonly Segment[], handoffs: readonly Handoff[], hosts: readonly Host[]): readonly Segment[] {
  const sharedOperators = new Set(hosts.filter((host) => host.shared).map((host) => host.operator));
  return segments.map((segment, position) => {
    const isLast = position === segments.length - 1;
    const isFirst = !handoffs.some((handoff) => handoff.toSegment === segment.index);
    if (isLast && segments.length > 1) return { ...segment, role: 'receiver' };
    if (segment.operator !== null && sharedOperators.has(segment.operator)) return { ...segment, role: 'shared' };
    return { ...segment, role: isFirst ? 'origin' : 'relay' };
  });
}
