/** The connection by which a message was handed to a shared operator, from that operator's own record of it, and which records are its own. */
import { isNominal } from '../authentication/nominal-pass.ts';
import type { Claim } from '../facts/authentication.ts';
import { type Place, type Trust, trustRank } from '../facts/evidence.ts';
import type { Infrastructure } from '../facts/infrastructure.ts';
import type { Hop } from '../facts/route.ts';
import { isPublicAddress, sameAddress } from '../names/ip-network.ts';
import type { RecordedIngress } from '../route/segments.ts';
import type { TrustedStamp } from './tenants.ts';

/**
 * Takes all claims and stamps of a message and the operator of its egress hop; gives the claims with those taken back that the operator
 * cannot be shown to have written. A record that nothing seals may have been pasted in by a customer, and not every operator removes it
 * (standards.md section 4.2). It is the operator's own only where a stamp that the operator does overwrite names the same client, or, of a
 * message without such stamps, the line by which the operator took it over does; and where nothing contradicts it.
 */
export function confirmIngressRecords(
  claims: readonly Claim[],
  stamps: readonly TrustedStamp[],
  operator: string | null,
  entryAddress: string | null,
): readonly Claim[] {
  const own = stamps.filter((stamp) => stamp.operator === operator && stamp.trust !== 'claimed');
  const accounts = accountsOf(claims);
  const confirmed = accounts.filter((account) => account.trust === 'vouched' || isConfirmed(account, own, entryAddress));
  const kept = new Set(confirmed.map((account) => account.header));
  const disputed = new Set(confirmed.filter((account) => confirmed.some((other) => outdoes(other, account))).map(({ header }) => header));
  return claims.map((claim) => {
    if (claim.about !== 'ingress' || claim.field === 'received-spf') return claim;
    if (!kept.has(claim.header)) return { ...claim, about: 'other', trust: 'claimed' };
    return disputed.has(claim.header) ? { ...claim, trust: 'claimed' } : claim;
  });
}

/** What one field says of a hand-in. */
interface Account {
  readonly header: number;
  readonly trust: Trust;
  readonly isSealed: boolean;
  readonly claims: readonly Claim[];
}

function accountsOf(claims: readonly Claim[]): readonly Account[] {
  const fields = new Map<number, Claim[]>();
  for (const claim of claims) {
    if (claim.about === 'ingress' && claim.field !== 'received-spf') fields.set(claim.header, [...(fields.get(claim.header) ?? []), claim]);
  }
  return [...fields].map(([header, list]) => ({
    header,
    trust: list[0]?.trust ?? 'claimed',
    isSealed: list[0]?.field === 'arc-authentication-results',
    claims: list,
  }));
}

function isConfirmed({ claims }: Account, own: readonly TrustedStamp[], entryAddress: string | null): boolean {
  const ip = claims.find((claim) => claim.method === 'spf')?.ip ?? null;
  const isSubmission = own.some((stamp) => stamp.kind === 'mailbox-submission');
  const clients = own.filter((stamp) => stamp.kind === 'connecting-ip');
  if (ip === null) return isSubmission;
  if (clients.length > 0) return clients.some((stamp) => sameAddress(stamp.value, ip));
  return !isSubmission && sameAddress(entryAddress, ip);
}

/** The client that the operator of the egress hop took the message over from, by its own newest line; null where it left none. */
export function entryAddressOf(hops: readonly Hop[], boundaryHop: number | null, operator: string | null): string | null {
  const entry = hops.findLast(
    (hop) =>
      boundaryHop !== null &&
      hop.index < boundaryHop &&
      operator !== null &&
      hop.writer?.operator === operator &&
      hop.operator?.scope !== 'internal' &&
      hop.from.ip !== null &&
      isPublicAddress(hop.from.ip),
  );
  return entry?.from.ip ?? null;
}

/**
 * An operator writes one account of a hand-in. Where a sealed and a loose one differ, the loose one was pasted: a customer cannot put a set
 * on top of the operator's. Where two of a kind differ, nothing tells which was pasted, so neither is believed (product.md, principle 5).
 */
function outdoes(other: Account, account: Account): boolean {
  if (other === account || account.trust === 'vouched' || (account.isSealed && !other.isSealed)) return false;
  return contradict(other.claims, account.claims);
}

function contradict(one: readonly Claim[], other: readonly Claim[]): boolean {
  const [first, second] = [one, other].map((account) => account.find((claim) => claim.method === 'spf'));
  if (first !== undefined && second !== undefined) {
    const sameClient = first.ip === null || second.ip === null ? first.ip === second.ip : sameAddress(first.ip, second.ip);
    if (!sameClient || first.result.toLowerCase() !== second.result.toLowerCase()) return true;
  }
  const [signed = null, otherwise = null] = [one, other].map(signatureResults);
  return signed !== null && otherwise !== null && signed !== otherwise;
}

/** What an account says of signatures, comparable; null where it says nothing that is meant. */
function signatureResults(account: readonly Claim[]): string | null {
  const meant = account.filter((claim) => claim.method === 'dkim' && !isNominal(claim));
  if (meant.length === 0) return null;
  return [...new Set(meant.map((claim) => `${claim.result.toLowerCase()} ${claim.domain ?? ''}`))].sort().join(', ');
}

/**
 * Takes all claims and stamps of a message and the operator of its egress hop; gives what that operator recorded of its ingress,
 * or null where it recorded nothing that is at least attributed. The strongest record that names an address wins; others that
 * name the same address are added as places.
 */
export function readRecordedIngress(
  claims: readonly Claim[],
  stamps: readonly TrustedStamp[],
  operator: string | null,
  infrastructure: Infrastructure,
): RecordedIngress | null {
  if (operator === null) return null;
  const records: { readonly ip: string; readonly trust: Trust; readonly place: Place }[] = [];
  for (const claim of claims) {
    if (claim.about === 'ingress' && claim.method === 'spf' && claim.ip !== null) {
      records.push({ ip: claim.ip, trust: claim.trust, place: claim.place });
    }
  }
  for (const stamp of stamps) {
    if (stamp.operator === operator && stamp.kind === 'connecting-ip') {
      records.push({ ip: stamp.value, trust: stamp.trust, place: stamp.place });
    }
  }
  const believed = records.filter((record) => record.trust !== 'claimed').sort((a, b) => trustRank[b.trust] - trustRank[a.trust]);
  const best = believed[0];
  const base = { operator, operatorName: infrastructure.nameOf(operator), helo: null };
  if (best !== undefined) {
    const places = records.filter((record) => sameAddress(record.ip, best.ip)).map((record) => record.place);
    return { ...base, ip: best.ip, mailbox: false, trust: best.trust, places };
  }
  const mailbox = stamps.filter((stamp) => stamp.operator === operator && stamp.kind === 'mailbox-submission' && stamp.trust !== 'claimed');
  const first = mailbox[0];
  if (first === undefined) return null;
  return { ...base, ip: null, mailbox: true, trust: first.trust, places: mailbox.map((stamp) => stamp.place) };
}
