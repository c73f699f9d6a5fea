/**
 * Where trust ends. The receiving ADMD prepends its trace fields, so everything from the top down to the Received line
 * by which it took the message over was written by it (RFC 5321 section 4.4, RFC 8601 section 1.2 and 5); everything below
 * came from outside and may be forged. The boundary is the first hop, walking down from the top, whose client is not
 * one of the receiver's own hosts. A HELO name never makes a client one of them: it is the client's own word.
 */
import type { Boundary, BoundaryBasis, Hop } from '../facts/route.ts';
import type { RecordedClient } from '../message/records.ts';
import { isPublicAddress, sameAddress } from '../names/ip-network.ts';
import { registrableDomain } from '../names/registrable-domain.ts';

/** The hops at which a boundary can stand, oldest first: those whose client came from outside, and the oldest hop. */
export function boundaryCandidates(hops: readonly Hop[]): readonly number[] {
  return hops.filter((hop) => hop.index === 0 || hasClientFromOutside(hop)).map((hop) => hop.index);
}

/** Who trusts an inner hop of an ADMD trusts that ADMD: the line is drawn where the message came into it. */
function placeable(hops: readonly Hop[], chosen: number): Hop | undefined {
  const wanted = boundaryCandidates(hops).findLast((candidate) => candidate <= chosen);
  return wanted === undefined ? undefined : hops[wanted];
}

/** A connection whose client is neither on a private network nor in the space that an operator keeps for its own hosts. */
function hasClientFromOutside({ from, operator }: Hop): boolean {
  if (from.ip === null) return from.helo !== null || from.rdns !== null;
  return isPublicAddress(from.ip) && operator?.scope !== 'internal';
}

/**
 * Takes the hops (0 is the oldest), the clients that records name (top to bottom), and the hop that the user chose, or null.
 * Gives the boundary with its basis; where no hop has a client from outside it is the oldest. `hop: null, header: -1` without any hop.
 */
export function findBoundary(hops: readonly Hop[], clients: readonly RecordedClient[], chosenHop: number | null): Boundary {
  const chosen = chosenHop === null || hops[chosenHop] === undefined ? undefined : placeable(hops, chosenHop);
  if (chosen !== undefined) {
    return at(chosen, 'user', 'You placed the trust boundary here: this hop and everything above it is believed.', []);
  }
  const foreign = firstForeignClient(hops, clients);
  const hop = foreign ?? hops[0];
  if (hop === undefined) {
    const explanation = 'The message has no Received header, so nothing shows who received it and nothing is vouched for.';
    return { hop: null, header: -1, basis: 'none', explanation, places: [] };
  }
  const receiver = hop.by ?? 'The receiver';
  if (foreign === null) {
    return at(
      hop,
      'received-chain',
      `No hop names a client outside the receiving domain: ${receiver} wrote the oldest Received header.`,
      [],
    );
  }
  const record = recordOf(hop, clients);
  if (record === undefined) {
    return at(hop, 'received-chain', `${receiver} took the message over from a host outside its own domain.`, []);
  }
  const explanation = `${receiver} took the message over from ${record.ip}, the client that its own ${fieldNames[record.field]} names.`;
  return at(hop, record.field === 'received-spf' ? 'received-spf' : 'authentication-results', explanation, [record.place]);
}

const fieldNames: Readonly<Record<RecordedClient['field'], string>> = {
  'authentication-results': 'Authentication-Results',
  'arc-authentication-results': 'ARC-Authentication-Results',
  'received-spf': 'Received-SPF',
};

function at(hop: Hop, basis: BoundaryBasis, explanation: string, places: Boundary['places']): Boundary {
  return { hop: hop.index, header: hop.header, basis, explanation, places: [...places, hop.place] };
}

/** A record above this hop that names its client. */
function recordOf(hop: Hop, clients: readonly RecordedClient[]): RecordedClient | undefined {
  return clients.find((client) => client.place.header < hop.header && sameAddress(client.ip, hop.from.ip));
}

/** Walks from the newest hop down, past transfers inside the receiving ADMD. */
function firstForeignClient(hops: readonly Hop[], clients: readonly RecordedClient[]): Hop | null {
  let receiver: string | null = null;
  for (const hop of hops.toReversed()) {
    receiver = hop.writer?.operator ?? receiver;
    if (recordOf(hop, clients) !== undefined || !isInsideReceiver(hop, receiver)) return hop;
  }
  return null;
}

/** RFC 3848 and RFC 6531 section 4.3: LMTP with or without TLS, login and UTF-8. */
const localDelivery = /^(?:utf8)?lmtps?a?$/i;

/**
 * Whether the client of this hop was one of the receiver's own hosts. All hops above were handed over inside the receiver, so it wrote this
 * line. `receiver`: the operator that wrote it, or the nearest one above whose writer is known.
 */
function isInsideReceiver(hop: Hop, receiver: string | null): boolean {
  // RFC 2033 section 5: LMTP is spoken inside one site, and not over wide area networks.
  if (localDelivery.test(hop.with ?? '')) return true;
  if (hop.from.ip !== null) {
    if (!isPublicAddress(hop.from.ip)) return true;
    // Nobody outside connects from addresses that an operator uses between its own hosts.
    if (hop.operator?.basis === 'address' && hop.operator.scope === 'internal') return hop.operator.operator === receiver;
    return hasOwnReverseName(hop, hop.from.ip);
  }
  // Google and others write a line for a hand-over between their own processes, with no client at all. A line that cannot be read may
  // well name one, and names without an address are only the HELO.
  return hop.dialect !== null && hop.from.helo === null && hop.from.rdns === null;
}

/**
 * Products that print a reverse name only where it resolves back to the address. Others print whatever the owner of the address wrote
 * into the reverse zone (RFC 1912 section 2.1), so that a stranger may bear the receiver's name; Sendmail prints both.
 */
const verifyReverseNames: ReadonlySet<string | null> = new Set(['postfix', 'exim']);

/** The receiver looked the client's name up, both ways, and found one of its own. */
function hasOwnReverseName(hop: Hop, ip: string): boolean {
  if (hop.from.rdns === null || hop.by === null || !verifyReverseNames.has(hop.dialect)) return false;
  const own = registrableDomain(hop.by);
  // A shared operator's customers connect from its address space too, and an access provider's from lines that it named: there the name proves nothing.
  return own !== null && registrableDomain(hop.from.rdns) === own && hop.operator?.scope !== 'shared' && !spellsAddress(hop.from.rdns, ip);
}

/** `c-203-0-113-66.hsd1.isp.example`, `pool-66.113.isp.example`, `cb007142.cust.isp.example`: names that a provider makes out of its customers' addresses. */
function spellsAddress(name: string, ip: string): boolean {
  const end = ip.split(/[.:]/).slice(-2);
  const isIpv4 = ip.includes('.');
  const words = name.toLowerCase().split(isIpv4 ? /\D+/ : /[^0-9a-f]+/);
  const holdsEnd = end.every((group) => words.some((word) => word !== '' && word.replace(/^0+(?=.)/, '') === group));
  const hex = isIpv4
    ? ip
        .split('.')
        .map((octet) => Number(octet).toString(16).padStart(2, '0'))
        .join('')
    : '';
  return holdsEnd || (hex !== '' && name.toLowerCase().includes(hex));
}

/** Marks hops at and above the boundary as vouched for; hops below stay claimed until an operator's record confirms them. */
export function labelHops(hops: readonly Hop[], boundary: Boundary): readonly Hop[] {
  const from = boundary.hop;
  return from === null ? hops : hops.map((hop) => (hop.index >= from ? { ...hop, trust: 'vouched' } : hop));
}
