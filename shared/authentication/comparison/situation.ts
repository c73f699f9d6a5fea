/** What a claim is compared with: the replays, the connection that its field speaks of, and the words that both sides use. */
import type { ArcCheck, Claim, ClaimDifference, ClaimDifferenceCode, DkimCheck, DmarcCheck, SpfCheck } from '../../facts/authentication.ts';
import type { DnsQuestion, DnsSnapshot } from '../../facts/dns.ts';
import { formatQuestion } from '../../facts/dns.ts';
import type { Message } from '../../facts/message.ts';
import type { Route } from '../../facts/route.ts';
import { sameAddress } from '../../names/ip-network.ts';
import { finalHandoff } from '../../route/final-handoff.ts';

export interface Replays {
  readonly spf: readonly SpfCheck[];
  readonly dkim: readonly DkimCheck[];
  readonly arc: ArcCheck;
  readonly dmarc: DmarcCheck;
}

/** What a replay of another connection, or of another moment, is made from. */
export interface ReplaySources {
  readonly message: Message;
  readonly snapshot: DnsSnapshot;
  /** The receipt, milliseconds UTC, or null where it is not known. */
  readonly time: number | null;
  /** Domains of RFC5322.From. */
  readonly fromDomains: readonly string[];
}

/** The connection that a field speaks of. */
export interface Connection {
  readonly ip: string;
  readonly helo: string | null;
  /** When it was made, milliseconds UTC, or null. */
  readonly time: number | null;
  readonly handoff: number | null;
  /** Whether a Received line of the message records it. */
  readonly isOnRoute: boolean;
  /** Whether it is the one over which the receiver took the message over. */
  readonly isFinal: boolean;
}

export type Comparison = Pick<Claim, 'agrees' | 'difference'>;

export const agreement: Comparison = { agrees: true, difference: null };
export const notCompared: Comparison = { agrees: null, difference: null };

export function difference(agrees: false | null, code: ClaimDifferenceCode, text: string): Comparison {
  return { agrees, difference: { code, text } satisfies ClaimDifference };
}

/** Most questions that a sentence lists; the rest is counted. */
const mostListed = 5;

export function missingDns(questions: readonly DnsQuestion[]): Comparison {
  const names = [...new Set(questions.map(formatQuestion))];
  const listed = names.slice(0, mostListed).join(', ');
  const more = names.length > mostListed ? ` and ${names.length - mostListed} more` : '';
  return difference(
    null,
    'missing-dns',
    names.length === 0 ? 'The replay is open: the snapshot lacks answers.' : `The snapshot does not answer: ${listed}${more}.`,
  );
}

/**
 * Where nothing better explains a contradiction. A field that nobody vouches for was perhaps never written by whom it names; one that the
 * receiver wrote says what the receiver saw.
 */
export function contradiction(claim: Claim, text: string): Comparison {
  return claim.trust === 'claimed'
    ? difference(false, 'forged-header', `${text} The field stands below the trust boundary, where a sender can write anything.`)
    : difference(false, 'unexplained', text);
}

/** The connection that the claims of one field speak of; null where they name none and their place does not tell. */
export function connectionOf(claims: readonly Claim[], route: Route): Connection | null {
  const final = finalHandoff(route);
  const about = claims[0]?.about ?? 'other';
  const ip = claims.find((claim) => claim.ip !== null)?.ip ?? null;
  const candidates = route.handoffs.filter((handoff) => handoff.client.ip !== null && (ip === null || sameAddress(handoff.client.ip, ip)));
  const handoff =
    about === 'receiver'
      ? candidates.find((candidate) => candidate === final)
      : candidates.find((candidate) => (ip === null ? about === 'ingress' && candidate.role === 'ingress' : candidate !== final));
  const chosen = handoff ?? (ip === null ? undefined : candidates[0]);
  if (chosen !== undefined && chosen.client.ip !== null) {
    const { client, at, index } = chosen;
    return { ip: chosen.client.ip, helo: client.helo, time: timeOf(at), handoff: index, isOnRoute: true, isFinal: chosen === final };
  }
  if (ip === null) {
    return null;
  }
  const hop = route.hops.find((candidate) => sameAddress(candidate.from.ip, ip));
  const helo = hop?.from.helo ?? claims.find((claim) => claim.helo !== null)?.helo ?? null;
  return { ip, helo, time: timeOf(hop?.at ?? null), handoff: null, isOnRoute: hop !== undefined, isFinal: false };
}

function timeOf(at: string | null): number | null {
  return at === null ? null : Date.parse(at);
}

/** Results that older standards and some products spell otherwise (RFC 5451 section 2.4, RFC 4408 section 2.5). */
const otherSpellings: Readonly<Record<string, string>> = {
  hardfail: 'fail',
  timeout: 'temperror',
  error: 'temperror',
  temp_error: 'temperror',
};

/** The word of RFC 8601 that a recorded result stands for; it may be one that no standard has. */
export function standardWord(result: string): string {
  const word = result.toLowerCase();
  return Object.hasOwn(otherSpellings, word) ? (otherSpellings[word] ?? word) : word;
}
