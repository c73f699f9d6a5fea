/** What one evaluation of check_host() carries along: the query, the limits of RFC 7208 section 4.6.4 and the questions that stay open. */
import type { SpfQuery, SpfReasonCode } from '../../facts/authentication.ts';
import { type DnsAnswer, type DnsLookup, type DnsQuestion, type DnsType, formatQuestion, type Resolver } from '../../facts/dns.ts';
import type { IpAddress } from '../../names/ip-network.ts';
import { splitMailbox } from '../../names/mailbox.ts';

/** RFC 7208 section 4.6.4. */
export const limits = { lookups: 10, voidLookups: 2, exchanges: 10, pointerNames: 10 } as const;

/** Local parts and HELO names are far shorter (RFC 5321 section 4.5.3.1); a longer one is an attack on the macros. */
const longestMacroValue = 1_024;

/** What the macros `%{t}` and `%{r}` of an explanation stand for. */
export interface SpfContext {
  /** Milliseconds since the epoch. */
  readonly at?: number;
  /** The name of the host that makes the check. */
  readonly receiver?: string;
}

export interface Session {
  readonly query: SpfQuery;
  readonly client: IpAddress;
  readonly localPart: string;
  readonly senderDomain: string;
  readonly helo: string;
  readonly resolver: Resolver;
  readonly context: SpfContext;
  readonly missing: DnsQuestion[];
  lookupCount: number;
  voidLookupCount: number;
}

/** Why a term ended the evaluation. */
export interface TermFailure {
  readonly result: 'permerror' | 'temperror';
  readonly reason: SpfReasonCode;
  readonly detail: string;
}

export function startSession(query: SpfQuery, client: IpAddress, resolver: Resolver, context: SpfContext): Session {
  const mailbox = splitMailbox(query.sender);
  return {
    query,
    client,
    // RFC 7208 section 4.3: a missing local part is replaced by `postmaster`.
    localPart: mailbox === null || mailbox.localPart === '' ? 'postmaster' : mailbox.localPart.slice(0, longestMacroValue),
    senderDomain: (mailbox?.domain ?? query.domain).slice(0, longestMacroValue),
    helo: query.helo.slice(0, longestMacroValue),
    resolver,
    context,
    missing: [],
    lookupCount: 0,
    voidLookupCount: 0,
  };
}

/** Asks, and writes the question with its answer into the trace. */
export function ask(session: Session, lookups: DnsLookup[], name: string, type: DnsType): DnsAnswer {
  const question = { name, type };
  const answer = session.resolver.resolve(question);
  lookups.push({ question, answer });
  return answer;
}

/** Notes that the evaluation cannot go on without this answer. */
export function miss(session: Session, question: DnsQuestion): void {
  const isKnown = session.missing.some((known) => known.name === question.name && known.type === question.type);
  if (!isKnown) session.missing.push(question);
}

/** RFC 7208 section 4.6.4: at most 10 terms that query DNS. Gives the failure where this one is too many. */
export function countLookup(session: Session, term: string): TermFailure | null {
  session.lookupCount++;
  return session.lookupCount > limits.lookups ? { result: 'permerror', reason: 'too-many-lookups', detail: term } : null;
}

/** RFC 7208 section 4.6.4 limits the *terms* whose query finds nothing, so a term counts once, and only by the query for its own target. */
export function countVoidLookup(session: Session, term: string): TermFailure | null {
  session.voidLookupCount++;
  return session.voidLookupCount > limits.voidLookups ? { result: 'permerror', reason: 'too-many-void-lookups', detail: term } : null;
}

/** A failed answer (any RCODE other than 0 and 3) is a temporary error (RFC 7208 section 5). */
export function dnsFailure(question: DnsQuestion, rcode: string): TermFailure {
  return { result: 'temperror', reason: 'dns-failure', detail: `${formatQuestion(question)} (${rcode})` };
}
