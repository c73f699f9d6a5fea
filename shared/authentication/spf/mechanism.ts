/** Whether one mechanism matches the client (RFC 7208 section 5), all but `include`, which is a check of its own. */
import type { DnsLookup } from '../../facts/dns.ts';
import { isCanonicalSubdomainOrEqual, toQueryName } from '../../names/domain-name.ts';
import { contains, type IpAddress, isWithin, parseIp } from '../../names/ip-network.ts';
import { assertNever } from '../../outcome.ts';
import type { AddressTerm, SpfTerm } from './record.ts';
import { ask, countVoidLookup, dnsFailure, limits, miss, type Session, type TermFailure } from './session.ts';
import { findTargetName, type TargetName } from './target-name.ts';
import { firstValidName, readPointerNames } from './validated-names.ts';

/** What became of a term. `failure` says why where the outcome is `error`. */
export interface TermFinding {
  readonly outcome: 'match' | 'no-match' | 'error' | 'unknown';
  readonly note: string;
  readonly expanded: string | null;
  readonly lookups: readonly DnsLookup[];
  readonly failure: TermFailure | null;
}

/** The mechanisms that this file decides. */
export type SimpleMechanism = Exclude<SpfTerm, { readonly kind: 'include' | 'redirect' | 'exp' | 'unknown-modifier' | 'invalid' }>;

type Details = Partial<Pick<TermFinding, 'expanded' | 'lookups'>>;

export function matchMechanism(session: Session, term: SimpleMechanism, domain: string): TermFinding {
  switch (term.kind) {
    case 'all':
      return matched('all matches every address');
    case 'ip4':
    case 'ip6':
      return contains(term.network, session.client)
        ? matched(`${session.client.text} is in ${term.network.text}`)
        : unmatched(`${session.client.text} is not in ${term.network.text}`);
    case 'a':
      return withTarget(session, term, domain, matchAddress);
    case 'mx':
      return withTarget(session, term, domain, matchExchange);
    case 'ptr':
      return withTarget(session, term, domain, matchPointer);
    case 'exists':
      return withTarget(session, term, domain, matchExistence);
    default:
      return assertNever(term);
  }
}

export function matched(note: string, details: Details = {}): TermFinding {
  return { outcome: 'match', note, expanded: null, lookups: [], failure: null, ...details };
}

export function unmatched(note: string, details: Details = {}): TermFinding {
  return { outcome: 'no-match', note, expanded: null, lookups: [], failure: null, ...details };
}

export function failed(failure: TermFailure, note: string, details: Details = {}): TermFinding {
  return { outcome: 'error', note, expanded: null, lookups: [], failure, ...details };
}

export function undecided(note: string, details: Details = {}): TermFinding {
  return { outcome: 'unknown', note, expanded: null, lookups: [], failure: null, ...details };
}

type TargetedTerm = Extract<SimpleMechanism, { readonly domain: unknown }>;
/** The name to ask for, and where the lookups are written down. */
interface Target {
  readonly name: string;
  readonly expanded: string | null;
  readonly lookups: DnsLookup[];
}

function withTarget<Term extends TargetedTerm>(
  session: Session,
  term: Term,
  domain: string,
  match: (session: Session, term: Term, target: Target) => TermFinding,
): TermFinding {
  const lookups: DnsLookup[] = [];
  const found: TargetName = findTargetName(session, lookups, term.domain, domain);
  switch (found.kind) {
    case 'unknown':
      return undecided('the validated name of the client is not in the snapshot', { lookups });
    case 'impossible':
      // Section 4.8: no query can be made, so there is no match.
      return unmatched(found.note, { expanded: found.expanded, lookups });
    case 'name':
      return match(session, term, { name: found.name, expanded: term.domain === null ? null : found.expanded, lookups });
  }
}

/** Section 5.3. */
function matchAddress(session: Session, term: AddressTerm, target: Target): TermFinding {
  const type = addressType(session.client);
  const answer = ask(session, target.lookups, target.name, type);
  const question = { name: target.name, type } as const;
  switch (answer.kind) {
    case 'not-captured':
      miss(session, question);
      return undecided(`the addresses of ${target.name} are not in the snapshot`, target);
    case 'failed':
      return failed(dnsFailure(question, answer.rcode), `DNS failed for ${target.name} (${answer.rcode})`, target);
    case 'absent':
      return voided(session, term, target, `${target.name} has no ${type} record`);
    case 'records': {
      const found = findAddress(session, term, answer.records);
      return found === null
        ? unmatched(
            `${session.client.text} is not among the ${count(answer.records.length, 'address', 'addresses')} of ${target.name}`,
            target,
          )
        : matched(`${session.client.text} is ${found} of ${target.name}`, target);
    }
  }
}

/** Section 5.4: the exchanges in order of preference; no MX records, no match. */
function matchExchange(session: Session, term: AddressTerm, target: Target): TermFinding {
  const answer = ask(session, target.lookups, target.name, 'MX');
  const question = { name: target.name, type: 'MX' } as const;
  switch (answer.kind) {
    case 'not-captured':
      miss(session, question);
      return undecided(`the mail exchangers of ${target.name} are not in the snapshot`, target);
    case 'failed':
      return failed(dnsFailure(question, answer.rcode), `DNS failed for ${target.name} (${answer.rcode})`, target);
    case 'absent':
      return voided(session, term, target, `${target.name} has no MX record`);
    case 'records':
      break;
  }
  // Section 4.6.4: more than 10 is an error, whichever of them would match. (In the order of an answer, which is random, it would be chance.)
  if (answer.records.length > limits.exchanges) {
    const failure = { result: 'permerror', reason: 'too-many-mx', detail: term.text } as const;
    return failed(failure, `${target.name} has ${answer.records.length} mail exchangers; 10 are allowed`, target);
  }
  return matchExchangeAddresses(session, term, target, readExchanges(answer.records));
}

function matchExchangeAddresses(session: Session, term: AddressTerm, target: Target, exchanges: readonly string[]): TermFinding {
  const type = addressType(session.client);
  const open: string[] = [];
  let found: string | null = null;
  for (const exchange of exchanges) {
    const answer = ask(session, target.lookups, exchange, type);
    if (answer.kind === 'not-captured') {
      miss(session, { name: exchange, type });
      open.push(exchange);
    } else if (answer.kind === 'failed' && open.length === 0) {
      return failed(dnsFailure({ name: exchange, type }, answer.rcode), `DNS failed for ${exchange} (${answer.rcode})`, target);
    } else if (answer.kind === 'records') {
      const address = findAddress(session, term, answer.records);
      if (address !== null) {
        found = `${session.client.text} is ${address} of the mail exchanger ${exchange}`;
        break;
      }
    }
  }
  // An exchange without an answer may have failed, and a failure before the match is a temperror: nothing is guessed past it.
  if (open.length > 0) return undecided(`the addresses of ${open.join(', ')} are not in the snapshot`, target);
  if (found !== null) return matched(found, target);
  return unmatched(
    `${session.client.text} is no address of the ${count(exchanges.length, 'mail exchanger', 'mail exchangers')} of ${target.name}`,
    target,
  );
}

/** Section 5.5. Names outside the target cannot match, so they are not asked for. */
function matchPointer(session: Session, term: TargetedTerm, target: Target): TermFinding {
  const pointers = readPointerNames(session, target.lookups);
  switch (pointers.kind) {
    case 'unknown':
      return undecided(`the names of ${session.client.text} are not in the snapshot`, target);
    case 'none':
      return pointers.reason === 'failed'
        ? unmatched(`DNS failed for the names of ${session.client.text}`, target)
        : voided(session, term, target, `${session.client.text} has no PTR record`);
    case 'names':
      break;
  }
  const candidates = pointers.names.filter((name) => isCanonicalSubdomainOrEqual(name, target.name));
  const valid = firstValidName(session, target.lookups, candidates);
  if (valid === 'unknown') return undecided(`the addresses of ${candidates.join(', ')} are not in the snapshot`, target);
  return valid === null
    ? unmatched(`${session.client.text} has no valid name at or below ${target.name}`, target)
    : matched(`${valid} is a valid name of ${session.client.text}`, target);
}

/** Section 5.7: the type is always A, whatever the client's version. */
function matchExistence(session: Session, term: TargetedTerm, target: Target): TermFinding {
  const answer = ask(session, target.lookups, target.name, 'A');
  switch (answer.kind) {
    case 'not-captured':
      miss(session, { name: target.name, type: 'A' });
      return undecided(`whether ${target.name} exists is not in the snapshot`, target);
    case 'failed':
      return failed(dnsFailure({ name: target.name, type: 'A' }, answer.rcode), `DNS failed for ${target.name} (${answer.rcode})`, target);
    case 'absent':
      return voided(session, term, target, `${target.name} does not exist`);
    case 'records':
      return matched(`${target.name} exists`, target);
  }
}

function voided(session: Session, term: TargetedTerm, target: Target, note: string): TermFinding {
  const failure = countVoidLookup(session, term.text);
  return failure === null ? unmatched(note, target) : failed(failure, `${note}, one lookup without an answer too many`, target);
}

function addressType(client: IpAddress): 'A' | 'AAAA' {
  return client.version === 4 ? 'A' : 'AAAA';
}

/** A clause for the first address that covers the client, or null. */
function findAddress(session: Session, term: AddressTerm, records: readonly string[]): string | null {
  const { client } = session;
  const [prefix, widest] = client.version === 4 ? [term.prefix4, 32] : [term.prefix6, 128];
  for (const record of records) {
    const address = parseIp(record);
    if (address !== null && isWithin(address, client, prefix))
      return prefix === widest ? 'an address' : `within /${prefix} of ${address.text}, an address`;
  }
  return null;
}

/** Host names in order of preference; a null MX (RFC 7505) has none. */
function readExchanges(records: readonly string[]): string[] {
  return records
    .map((record) => {
      const space = record.indexOf(' ');
      return { preference: Number(record.slice(0, space)), exchange: toQueryName(record.slice(space + 1)) };
    })
    .sort((one, other) => one.preference - other.preference)
    .flatMap(({ exchange }) => (exchange === null ? [] : [exchange]));
}

function count(number: number, singular: string, plural: string): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
