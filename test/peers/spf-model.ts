/**
 * A second, plain evaluator of RFC 7208 with switches. Without a switch it must say what ours says; with the switches of a peer's known
 * deviations it must say what that peer says. So a disagreement is explained by the smallest set of deviations that makes it, or by none.
 *
 * It shares the parser with ours and nothing of the evaluation: no trace, no `unknown`, errors are thrown.
 */
import type { MacroString } from '../../shared/authentication/spf/macro.ts';
import { isSpfRecord, parseSpfRecord, type SpfRecord, type SpfTerm } from '../../shared/authentication/spf/record.ts';
import type { DnsAnswer, DnsType, Resolver } from '../../shared/facts/dns.ts';
import { toQueryName } from '../../shared/names/domain-name.ts';
import { contains, type IpAddress, isWithin, parseIp, parseIpv6, reverseName } from '../../shared/names/ip-network.ts';
import type { DeviationId } from './spf-disagreements.ts';
import { expandLikeMailSpf, expandLikePyspf, expandPlainly, type MacroFacts, pyspfAccepts } from './spf-model-macros.ts';
import type { SpfCase } from './spf-worlds.ts';

export interface ModelResult {
  readonly result: string;
  readonly explanation: string | null;
}

/** What ends an evaluation. */
class End extends Error {
  readonly result: string;
  constructor(result: string) {
    super(result);
    this.result = result;
  }
}
const permerror = (): End => new End('permerror');
const temperror = (): End => new End('temperror');
/** Net::DNS dies of names that it cannot compose. */
const exception = (): End => new End('exception');

interface Check {
  readonly resolver: Resolver;
  readonly has: (deviation: DeviationId) => boolean;
  readonly client: IpAddress;
  readonly facts: Omit<MacroFacts, 'domain' | 'pointer'>;
  lookups: number;
  voids: number;
  explanation: string | null;
  /** pyspf works out `%{p}` once a check. */
  pointer: string | null;
}

export function modelSpf(session: SpfCase, resolver: Resolver, deviations: ReadonlySet<DeviationId>): ModelResult {
  const client = parseIp(session.ip);
  if (client === null) throw new Error(`Not an address: ${session.ip}`);
  const sender = session.mailFrom === '' ? `postmaster@${session.helo}` : session.mailFrom;
  const at = sender.lastIndexOf('@');
  const domain = sender.slice(at + 1);
  const facts = { client, localPart: sender.slice(0, at), senderDomain: domain, helo: session.helo };
  const check: Check = { resolver, has: (id) => deviations.has(id), client, facts, lookups: 0, voids: 0, explanation: null, pointer: null };
  try {
    // Section 4.3. The peers ask for single labels, in vain.
    const name = toQueryName(domain);
    if (name === null) throw check.has('mail-spf-odd-names') ? exception() : new End('none');
    const result = checkHost(check, name, true);
    return { result, explanation: result === 'fail' ? check.explanation : null };
  } catch (error) {
    if (error instanceof End) return { result: error.result, explanation: null };
    throw error;
  }
}

const results: Readonly<Record<string, string>> = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' };

function checkHost(check: Check, domain: string, explains: boolean): string {
  const answer = resolve(check, domain, 'TXT', check.has('pyspf-void-queries'));
  const texts = recordsOf(answer).filter(isSpfRecord);
  const [text] = texts;
  if (text === undefined) return 'none';
  // Mail::SPF parses each record before it counts them; both ways the result is permerror.
  if (texts.length > 1) throw permerror();
  const record = parseSpfRecord(text);
  if (record === null) return 'none';
  const { terms } = readTerms(check, record, domain, explains);
  for (const term of terms) {
    if (!('qualifier' in term)) continue;
    if (matches(check, term, domain)) {
      const result = results[term.qualifier] ?? '';
      finish(check, terms, domain, explains, result === 'fail', true);
      return result;
    }
  }
  const redirect = terms.find((term) => term.kind === 'redirect');
  if (redirect === undefined || redirect.kind !== 'redirect' || terms.some((term) => term.kind === 'all')) {
    finish(check, terms, domain, explains, false, redirect !== undefined);
    return 'neutral';
  }
  if (check.has('mail-spf-modifiers-always')) explain(check, terms, domain, explains, false);
  if (!check.has('pyspf-expands-first')) count(check);
  const name = targetOf(check, redirect.domain, domain);
  if (name === null || !name.includes('.')) throw missingName(check, name);
  if (check.has('pyspf-expands-first') && explains) check.explanation = null;
  const result = checkHost(check, name, explains);
  if (result === 'none') throw permerror();
  return result;
}

/** A target that no query can be made for: permerror, like a name without a record. */
function missingName(check: Check, name: string | null): End {
  return name === null && check.has('mail-spf-odd-names') ? exception() : permerror();
}

/** The terms in order, syntax checked the way that the switches say. */
function readTerms(check: Check, record: SpfRecord, domain: string, explains: boolean): { readonly terms: readonly SpfTerm[] } {
  const terms: SpfTerm[] = [];
  const names = new Set<string>();
  const expandsFirst = check.has('pyspf-expands-first');
  if (!expandsFirst && record.terms.some((term) => syntaxOf(check, term, domain) === null)) throw permerror();
  for (const written of record.terms) {
    const term = syntaxOf(check, written, domain);
    if (term === null) throw permerror();
    const modifier = /^([a-z][a-z0-9_.-]*)=/i.exec(term.text)?.[1];
    if (modifier !== undefined) {
      if (check.has('pyspf-modifier-repeats') && names.has(modifier)) throw permerror();
      if (names.has(modifier) && (modifier === 'redirect' || modifier === 'exp')) throw permerror();
      names.add(modifier);
    }
    if (expandsFirst) expandFirst(check, term, domain, explains);
    terms.push(term);
  }
  return { terms };
}

/** The term as this reader takes it; null where it is a syntax error. */
function syntaxOf(check: Check, term: SpfTerm, domain: string): SpfTerm | null {
  const text = term.text;
  if (check.has('pyspf-modifier-case') && /^(?:redirect|exp)=/i.test(text)) {
    // Alone, so that a name in another case is no repetition.
    const alone = parseSpfRecord(`v=spf1 ${/^(?:redirect|exp)=/.test(text) ? '' : 'x'}${text}`)?.terms[0];
    return alone === undefined || alone.kind === 'invalid' ? null : { ...alone, text };
  }
  if (check.has('pyspf-exp-letters-anywhere') && term.kind === 'unknown-modifier' && /%\{[crt]/i.test(text) && term.name !== 'op')
    return null;
  if (check.has('mail-spf-reverse-case') && /%\{[A-Za-z]\d*R/.test(text) && term.kind !== 'invalid') return null;
  const isBare = (term.kind === 'a' || term.kind === 'mx' || term.kind === 'ptr') && term.domain === null;
  if (check.has('pyspf-expands-domain') && isBare && expandsToNothing(check, domain)) return null;
  if (
    check.has('pyspf-trivial-recursion') &&
    term.kind === 'include' &&
    expand(check, term.domain, domain).text === writtenDomain(check, domain)
  )
    return null;
  if (term.kind !== 'invalid') return term;
  if (check.has('pyspf-macro-syntax')) return pyspfAccepts(term);
  if (check.has('mail-spf-lazy-macros')) return lazyMacro(term);
  return null;
}

function expandsToNothing(check: Check, domain: string): boolean {
  return expandLikePyspf(domain, { ...check.facts, domain, pointer: 'unknown' }, false) === null;
}

/** pyspf compares names as they are written. */
function writtenDomain({ facts }: Check, domain: string): string {
  return domain === facts.senderDomain.toLowerCase() ? facts.senderDomain : domain;
}

/** Mail::SPF looks at macro letters and counts when it expands them, so a term that is never reached is never wrong. */
function lazyMacro(term: SpfTerm): SpfTerm | null {
  const repaired = term.text.replace(/%\{[a-z](\d*)/gi, (_whole, digits: string) => `%{d${/^0+$/.test(digits) ? '' : digits}`);
  if (repaired === term.text) return null;
  const parsed = parseSpfRecord(`v=spf1 ${repaired}`)?.terms[0];
  return parsed === undefined || parsed.kind === 'invalid' ? null : { ...parsed, text: term.text };
}

/** pyspf expands every domain-spec of a record, asks for the explanation and counts redirect before it tries the first term. */
function expandFirst(check: Check, term: SpfTerm, domain: string, explains: boolean): void {
  if (term.kind === 'redirect') count(check);
  if (term.kind === 'exp') {
    const text = explanationAt(check, term.domain, domain);
    if (text !== null && explains) check.explanation = text;
  } else if ('domain' in term && term.domain !== null) expand(check, term.domain, domain);
  if (term.kind === 'unknown-modifier' && /%\{p/i.test(term.text)) pointerOf(check, domain);
}

/** What becomes of exp and redirect once a mechanism has decided. */
function finish(check: Check, terms: readonly SpfTerm[], domain: string, explains: boolean, isFail: boolean, hasRedirect: boolean): void {
  const always = check.has('mail-spf-modifiers-always');
  if ((isFail || always) && !check.has('pyspf-expands-first')) explain(check, terms, domain, explains, isFail);
  if (always && hasRedirect && terms.some((term) => term.kind === 'redirect')) count(check);
}

function explain(check: Check, terms: readonly SpfTerm[], domain: string, explains: boolean, isFail: boolean): void {
  const exp = terms.find((term) => term.kind === 'exp');
  if (exp === undefined || exp.kind !== 'exp' || !(explains || check.has('mail-spf-modifiers-always'))) return;
  const text = explanationAt(check, exp.domain, domain);
  if (isFail && explains) check.explanation = text;
}

function explanationAt(check: Check, spec: MacroString, domain: string): string | null {
  const name = targetOf(check, spec, domain);
  if (name === null) {
    if (check.has('mail-spf-odd-names')) throw exception();
    return null;
  }
  const answer = check.resolver.resolve({ name, type: 'TXT' });
  const texts = recordsOf(answer);
  const [text] = texts;
  return answer.kind !== 'records' || text === undefined || texts.length > 1 ? null : expandText(check, text, domain);
}

function expandText(check: Check, text: string, domain: string): string | null {
  let pointer = 'unknown';
  try {
    pointer = pointerOfText(check, text, domain);
  } catch (error) {
    // The peers reach a limit here too; the result stands, without an explanation.
    if (error instanceof End) return null;
    throw error;
  }
  const facts = { ...check.facts, domain, pointer };
  if (check.has('pyspf-explanations')) return expandLikePyspf(text, facts, true);
  if (check.has('mail-spf-explanations')) return expandLikeMailSpf(text, facts, true);
  return expandPlainly(text, facts, true);
}

type Mechanism = Extract<SpfTerm, { readonly qualifier: string }>;

function matches(check: Check, term: Mechanism, domain: string): boolean {
  switch (term.kind) {
    case 'all':
      return true;
    case 'ip4':
      return contains(term.network, check.client);
    case 'ip6':
      if (check.client.version === 4 && check.has('mail-spf-ip6-mapped')) {
        const mapped = parseIpv6(`::ffff:${check.client.text}`);
        return mapped !== null && contains(term.network, mapped);
      }
      return contains(term.network, check.client);
    case 'include': {
      count(check);
      const name = targetOf(check, term.domain, domain);
      if (name === null || !name.includes('.')) throw missingName(check, name);
      const result = checkHost(check, name, false);
      if (result === 'none') throw permerror();
      return result === 'pass';
    }
    case 'a':
      return withTarget(check, term, domain, (name) => hasAddress(check, term, resolve(check, name, addressType(check), true)));
    case 'exists':
      return withTarget(check, term, domain, (name) => recordsOf(resolve(check, name, 'A', true)).length > 0);
    case 'mx':
      return withTarget(check, term, domain, (name) => matchExchange(check, term, name));
    case 'ptr':
      return withTarget(check, term, domain, (name) => matchPointer(check, name));
  }
}

/** pyspf asks for the names of the client whatever the target. */
function asksInVain(check: Check, term: SpfTerm): boolean {
  return term.kind === 'ptr' && (check.has('pyspf-ptr-errors') || check.has('pyspf-void-queries'));
}

function withTarget(
  check: Check,
  term: Extract<Mechanism, { readonly domain: unknown }>,
  domain: string,
  match: (name: string) => boolean,
): boolean {
  count(check);
  const name = targetOf(check, term.domain, domain);
  // Section 4.8: what no query can be made for does not match.
  if (name !== null) return match(name);
  if (check.has('mail-spf-odd-names')) throw exception();
  return asksInVain(check, term) && matchPointer(check, '..');
}

function matchExchange(check: Check, term: Extract<Mechanism, { readonly kind: 'a' | 'mx' }>, name: string): boolean {
  const answer = resolve(check, name, 'MX', true);
  let exchanges = recordsOf(answer).map((record) => {
    const [preference = '', exchange = '.'] = record.split(' ');
    return { preference: Number(preference), exchange };
  });
  if (check.has('mail-spf-first-exchanges')) exchanges = exchanges.slice(0, 10);
  else if (exchanges.length > 10) throw permerror();
  else exchanges.sort((one, other) => one.preference - other.preference);
  let found = false;
  for (const { exchange } of exchanges) {
    const host = toQueryName(exchange);
    if (host === null) {
      if (check.has('mail-spf-null-exchange')) {
        resolve(check, '', addressType(check), check.has('mail-spf-void-queries'));
        continue;
      }
      continue;
    }
    const addresses = resolve(check, host, addressType(check), check.has('pyspf-void-queries') || check.has('mail-spf-void-queries'));
    found ||= hasAddress(check, term, addresses);
    if (found && !check.has('pyspf-all-exchanges')) return true;
  }
  return found;
}

function matchPointer(check: Check, target: string): boolean {
  const isBelow = (name: string): boolean => name === target || name.endsWith(`.${target}`);
  const isPyspf = check.has('pyspf-ptr-errors') || check.has('pyspf-void-queries');
  const names = pointerNames(check, true).filter((name) => isPyspf || isBelow(name));
  const isPerQuery = check.has('pyspf-void-queries') || check.has('mail-spf-void-queries');
  let found = false;
  for (const name of names) {
    if (!isPyspf && found) break;
    const isValid = isOwnName(check, name, isPerQuery);
    found ||= isValid && isBelow(name);
  }
  return found;
}

function pointerNames(check: Check, isTerm: boolean): string[] {
  const isPerQuery = check.has('pyspf-void-queries') || check.has('mail-spf-void-queries');
  const answer = check.resolver.resolve({ name: reverseName(check.client), type: 'PTR' });
  if (answer.kind === 'failed') {
    if (check.has('pyspf-ptr-errors') || (isTerm && check.has('mail-spf-ptr-errors'))) throw temperror();
    return [];
  }
  if (isVoid(check, answer, reverseName(check.client)) && (isTerm || isPerQuery)) countVoid(check);
  return recordsOf(answer)
    .slice(0, 10)
    .flatMap((name) => toQueryName(name) ?? []);
}

/** Section 5.5: the name resolves to the client. */
function isOwnName(check: Check, name: string, isVoidCounted: boolean): boolean {
  const answer = check.resolver.resolve({ name, type: addressType(check) });
  if (answer.kind === 'failed') {
    if (check.has('pyspf-ptr-errors')) throw temperror();
    return false;
  }
  if (isVoidCounted && isVoid(check, answer, name)) countVoid(check);
  return recordsOf(answer).some((record) => parseIp(record)?.text === check.client.text);
}

/** The value of `%{p}`. */
function pointerOf(check: Check, domain: string): string {
  if (check.has('pyspf-pointer-once') && check.pointer !== null) return check.pointer;
  const isPerQuery = check.has('pyspf-void-queries') || check.has('mail-spf-void-queries');
  const rank = (name: string): number => (name === domain ? 0 : name.endsWith(`.${domain}`) ? 1 : 2);
  let best: string | null = null;
  const asksAll = check.has('pyspf-ptr-errors') || check.has('pyspf-void-queries');
  const names = pointerNames(check, false);
  if (!asksAll && !isPerQuery) names.sort((one, other) => rank(one) - rank(other));
  for (const name of names) {
    if (!isOwnName(check, name, isPerQuery)) continue;
    if (best === null || rank(name) < rank(best)) best = name;
    if (!asksAll && rank(name) === 0) break;
  }
  check.pointer = best ?? 'unknown';
  return check.pointer;
}

/** Mail::SPF asks again for each `%{p}` of a text. */
function pointerOfText(check: Check, text: string, domain: string): string {
  const uses = text.match(/%\{p/gi)?.length ?? 0;
  let pointer = 'unknown';
  for (let each = check.has('mail-spf-void-queries') ? uses : Math.min(uses, 1); each > 0; each--) pointer = pointerOf(check, domain);
  return pointer;
}

function expand(check: Check, spec: MacroString, domain: string): { readonly text: string } {
  const pointer = pointerOfText(check, spec.text, domain);
  const facts = { ...check.facts, domain, pointer };
  if (check.has('mail-spf-lazy-macros') && !isSoundMacro(spec.text)) throw permerror();
  if (check.has('mail-spf-macros')) return { text: expandLikeMailSpf(spec.text, facts, false) ?? '' };
  if (check.has('pyspf-macros')) return { text: expandLikePyspf(spec.text, facts, false) ?? '' };
  return { text: expandPlainly(spec.text, facts, false) ?? '' };
}

function isSoundMacro(text: string): boolean {
  return !/%\{(?:[^slodiphv]|.0+[^0-9])/i.test(text.replace(/%%/g, ''));
}

/** The name to ask for; null where no query can be made. */
function targetOf(check: Check, spec: MacroString | null, domain: string): string | null {
  if (spec === null) return domain;
  let { text } = expand(check, spec, domain);
  if (text.endsWith('.')) text = text.slice(0, -1);
  if (check.has('pyspf-one-label-cut') && text.length > 253 && text.includes('.')) {
    text = text.slice(text.indexOf('.') + 1);
    // dnspython composes no such name.
    if (text.length > 253) throw exception();
  }
  if (check.has('mail-spf-label-cut')) text = text.replace(/([^.]{63})[^.]+/g, '$1');
  while (text.length > 253 && text.includes('.')) text = text.slice(text.indexOf('.') + 1);
  return toQueryName(text);
}

function hasAddress(check: Check, term: Extract<Mechanism, { readonly kind: 'a' | 'mx' }>, answer: DnsAnswer): boolean {
  const prefix = check.client.version === 4 ? term.prefix4 : term.prefix6;
  return recordsOf(answer).some((record) => {
    const address = parseIp(record);
    return address !== null && isWithin(address, check.client, prefix);
  });
}

function addressType(check: Check): 'A' | 'AAAA' {
  return check.client.version === 4 ? 'A' : 'AAAA';
}

/** Section 4.6.4. */
function count(check: Check): void {
  check.lookups++;
  if (check.lookups > 10) throw permerror();
}

function countVoid(check: Check): void {
  check.voids++;
  if (check.voids > 2) throw permerror();
}

function resolve(check: Check, name: string, type: DnsType, isVoidCounted: boolean): DnsAnswer {
  const answer = check.resolver.resolve({ name, type });
  if (answer.kind === 'failed') throw temperror();
  if (isVoidCounted && isVoid(check, answer, name)) countVoid(check);
  return answer;
}

/** Mail::SPF takes an alias that leads nowhere for an answer. */
function isVoid(check: Check, answer: DnsAnswer, name: string): boolean {
  if (answer.kind !== 'absent') return false;
  return !(check.has('mail-spf-alias-answers') && check.resolver.resolve({ name, type: 'CNAME' }).kind === 'records');
}

function recordsOf(answer: DnsAnswer): readonly string[] {
  return answer.kind === 'records' ? answer.records : [];
}
