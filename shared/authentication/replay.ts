/**
 * SPF at every handoff: what our replay says for MAIL FROM, HELO and the From domain, and beside it what the receiver
 * and the operator recorded. Where no DNS is at hand the records stand in for the replay, and say so by their source.
 */
import type { Claim, PresumedPool, SpfCheck, SpfEvaluation, SpfIdentity, SpfResult } from '../facts/authentication.ts';
import type { Resolver } from '../facts/dns.ts';
import { type Place, type Trust, trustRank } from '../facts/evidence.ts';
import type { Identities } from '../facts/identity.ts';
import type { Connection, Infrastructure } from '../facts/infrastructure.ts';
import type { Handoff } from '../facts/route.ts';
import { isPublicAddress, sameAddress } from '../names/ip-network.ts';
import { evaluateSpf } from './spf/check.ts';

export interface SpfReplayInput {
  readonly handoffs: readonly Handoff[];
  readonly identities: Identities;
  readonly claims: readonly Claim[];
  readonly infrastructure: Infrastructure;
  /** DNS as of an instant in milliseconds UTC; each handoff is evaluated at its own time. */
  readonly resolverAt: (time: number | null) => Resolver;
  readonly fallbackTime: number | null;
  /** Names the shared pool that an `unknown` evaluation hints at; nothing is presumed where it is left out. */
  readonly presumePool?: PoolPresumption;
}

/** `time` is that of the handoff, milliseconds UTC, or null. */
export type PoolPresumption = (evaluation: SpfEvaluation, resolver: Resolver, time: number | null) => PresumedPool | null;

const recordedResults: ReadonlySet<string> = new Set(['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror']);

/** Takes the handoffs of a message; gives all SPF checks, in handoff order, records before replays. */
export function replaySpf(input: SpfReplayInput): readonly SpfCheck[] {
  return input.handoffs.flatMap((handoff) => [...recordedChecks(handoff, input), ...replayedChecks(handoff, input)]);
}

function replayedChecks(handoff: Handoff, input: SpfReplayInput): readonly SpfCheck[] {
  const { ip, helo } = handoff.client;
  if (ip === null || !isPublicAddress(ip)) return [];
  const time = handoff.at === null ? input.fallbackTime : Date.parse(handoff.at);
  const resolver = input.resolverAt(time);
  const checks: SpfCheck[] = [];
  for (const { identity, sender, domain } of identitiesAt(handoff, input)) {
    const evaluation = evaluateSpf({ ip, identity, sender, domain, helo: helo ?? 'unknown' }, resolver);
    const presumed = evaluation.result === 'unknown' ? (input.presumePool?.(evaluation, resolver, time) ?? null) : null;
    checks.push({
      ...connectionOf(handoff),
      source: 'replay',
      trust: handoff.trust,
      identity,
      domain,
      ip,
      result: evaluation.result,
      mechanism: evaluation.mechanism,
      path: evaluation.path,
      sharedBy: evaluation.result === 'pass' ? sharedByPath(evaluation, { ...handoff.client, ip }, input.infrastructure) : null,
      missing: evaluation.missing,
      evaluation,
      ...(presumed === null ? {} : { presumed }),
      places: [...handoff.places, ...placesOf(identity, domain, input.identities)],
    });
  }
  return checks;
}

function connectionOf(handoff: Handoff): Pick<SpfCheck, 'handoff' | 'hop' | 'role' | 'operator'> {
  return { handoff: handoff.index, hop: handoff.hop, role: handoff.role, operator: handoff.operator };
}

/** Where the checked identity itself stands in the message; the HELO stands in the handoff's own Received line. */
function placesOf(identity: SpfIdentity, domain: string, identities: Identities): readonly Place[] {
  if (identity === 'from') return identities.from.filter((mailbox) => mailbox.domain === domain).map((mailbox) => mailbox.place);
  return identity === 'mailfrom' && identities.mailFromPlace !== null ? [identities.mailFromPlace] : [];
}

/** A pass that came through an operator's include, or by a range that is the operator's shared pool, is the operator's to give to any tenant. */
function sharedByPath(evaluation: SpfEvaluation, client: Connection, infrastructure: Infrastructure): string | null {
  const byPath = infrastructure.operatorOfSpfPath(evaluation.path);
  if (byPath !== null) return byPath;
  // What a service calls internal is nobody's own space either, nor does a host show any that only calls itself one of a service's.
  const owner = infrastructure.attribute(client);
  return owner !== null && owner.scope !== 'dedicated' ? owner.operator : null;
}

/** RFC 7208 sections 2.3 and 2.4, and the From domain checked as if it were the MAIL FROM. */
function identitiesAt(handoff: Handoff, input: SpfReplayInput): readonly { identity: SpfIdentity; sender: string; domain: string }[] {
  const list: { identity: SpfIdentity; sender: string; domain: string }[] = [];
  const helo = handoff.client.helo?.toLowerCase() ?? null;
  const recorded = recordedMailFrom(handoff, input.claims);
  const address = input.identities.mailFrom;
  const mailFromDomain = recorded ?? (address === null ? null : address.slice(address.lastIndexOf('@') + 1).toLowerCase());
  if (mailFromDomain !== null && mailFromDomain !== '') {
    // The full address is known for the final envelope only; at an earlier handoff its domain is, where it differs.
    const isFinal = address?.toLowerCase().endsWith(`@${mailFromDomain}`) === true;
    list.push({
      identity: 'mailfrom',
      sender: isFinal && address !== null ? address : `postmaster@${mailFromDomain}`,
      domain: mailFromDomain,
    });
  } else if (address === '' && helo !== null) {
    list.push({ identity: 'mailfrom', sender: `postmaster@${helo}`, domain: helo });
  }
  if (helo?.includes('.') && !helo.startsWith('[')) {
    list.push({ identity: 'helo', sender: `postmaster@${helo}`, domain: helo });
  }
  for (const domain of new Set(input.identities.from.map((mailbox) => mailbox.domain))) {
    const mailbox = input.identities.from.find((candidate) => candidate.domain === domain);
    if (mailbox !== undefined && domain !== '') list.push({ identity: 'from', sender: mailbox.address, domain });
  }
  return list;
}

/** The MAIL FROM domain that the operator or receiver recorded at this handoff: forwarders rewrite it between two handoffs. */
function recordedMailFrom(handoff: Handoff, claims: readonly Claim[]): string | null {
  const own = claims.filter(
    (claim) => claim.method === 'spf' && claim.domain !== null && speaksOf(claim, handoff) && claim.trust !== 'claimed',
  );
  own.sort((a, b) => trustRank[b.trust] - trustRank[a.trust]);
  return own.find((claim) => claim.properties['smtp.mailfrom'] !== undefined)?.domain ?? null;
}

/** Whether a recorded check is about this connection: same side of the boundary and same client. */
function speaksOf(claim: Claim, handoff: Handoff): boolean {
  const isFinal = handoff.trust === 'vouched' && handoff.source === 'receiver-record';
  if (claim.about === 'receiver') return isFinal && (claim.ip === null || sameAddress(claim.ip, handoff.client.ip));
  if (claim.about === 'ingress') return handoff.role === 'ingress' && claim.ip !== null && sameAddress(claim.ip, handoff.client.ip);
  return false;
}

/** One check for each identity and result that somebody recorded at this handoff; fields that say the same are joined. */
function recordedChecks(handoff: Handoff, input: SpfReplayInput): readonly SpfCheck[] {
  const merged = new Map<string, SpfCheck>();
  for (const claim of input.claims) {
    const result = claim.result.toLowerCase();
    if (claim.method !== 'spf' || !recordedResults.has(result) || !speaksOf(claim, handoff)) continue;
    const domain = claim.domain ?? mailFromDomainOf(input.identities);
    if (domain === null) continue;
    const identity: SpfIdentity =
      claim.properties['smtp.mailfrom'] === undefined && claim.properties['smtp.helo'] !== undefined ? 'helo' : 'mailfrom';
    const ip = claim.ip ?? handoff.client.ip;
    if (ip === null) continue;
    const key = `${identity} ${domain} ${result}`;
    const earlier = merged.get(key);
    const trust: Trust = earlier !== undefined && trustRank[earlier.trust] > trustRank[claim.trust] ? earlier.trust : claim.trust;
    const owner = result === 'pass' ? input.infrastructure.attribute({ ...handoff.client, ip }) : null;
    merged.set(key, {
      ...connectionOf(handoff),
      source: claim.about === 'receiver' ? 'receiver-record' : 'operator-record',
      trust,
      identity,
      domain,
      ip,
      result: result as SpfResult,
      mechanism: null,
      path: [],
      sharedBy: owner !== null && owner.scope !== 'dedicated' ? owner.operator : null,
      missing: [],
      evaluation: null,
      places: distinct([claim.place, ...(earlier?.places ?? handoff.places)]),
    });
  }
  return [...merged.values()];
}

/** Several results of one field have one place, which is named once. */
function distinct(places: readonly Place[]): readonly Place[] {
  return places.filter(
    ({ header, start, end }, index) =>
      places.findIndex((other) => other.header === header && other.start === start && other.end === end) === index,
  );
}

function mailFromDomainOf(identities: Identities): string | null {
  if (identities.mailFrom === null || identities.mailFrom === '') return null;
  return identities.mailFrom.slice(identities.mailFrom.lastIndexOf('@') + 1).toLowerCase();
}
