/**
 * SPF (RFC 7208): may this address send mail in the name of this domain?
 *
 * A domain publishes one TXT record, `v=spf1` and a list of terms. check_host() reads the terms from left to right.
 * A mechanism (`ip4`, `a`, `mx`, `include`, …) either matches the client's address or does not; the first that matches decides, and its qualifier
 * is the result: `+` pass, `-` fail, `~` softfail, `?` neutral. `include` asks the same question of another domain and matches where that says pass;
 * `redirect` hands the whole question over where nothing matched. To keep DNS safe, at most 10 terms may query it, and 2 of these in vain.
 *
 * Ours differs from others in two ways. It keeps the whole trace: each term, what became of it and why, through all includes, because the
 * *path* to the matching term tells whose address space it was. And it knows a ninth result, `unknown`: the snapshot lacks an answer that
 * decides, and `missing` names the question. Nothing is guessed past it.
 */
import type { SpfEvaluation, SpfQuery, SpfReasonCode, SpfRecordTrace, SpfResult, SpfTermTrace } from '../../facts/authentication.ts';
import { type DnsLookup, formatQuestion, type Resolver } from '../../facts/dns.ts';
import { normalizeDomainName, toQueryName } from '../../names/domain-name.ts';
import { parseIp } from '../../names/ip-network.ts';
import { assertNever } from '../../outcome.ts';
import { findExplanation } from './explanation.ts';
import { failed, matched, matchMechanism, type TermFinding, undecided, unmatched } from './mechanism.ts';
import { describeReason } from './reason.ts';
import { isSpfRecord, parseSpfRecord, type SpfQualifier, type SpfRecord, type SpfTerm } from './record.ts';
import { ask, countLookup, dnsFailure, miss, type Session, type SpfContext, startSession, type TermFailure } from './session.ts';
import { findTargetName } from './target-name.ts';

/** What check_host() says of one domain, with all that led to it. */
interface RecordFinding {
  readonly result: SpfResult;
  readonly reason: SpfReasonCode;
  /** What the reason is about. */
  readonly detail: string;
  /** The innermost term that matched, and the domains from this one to its record. */
  readonly mechanism: string | null;
  readonly path: readonly string[];
  readonly explanation: string | null;
  readonly trace: SpfRecordTrace;
}

type Conclusion = Omit<RecordFinding, 'trace' | 'explanation'>;

/** A term's finding, and the check of the record that it leads to. */
interface LinkFinding extends TermFinding {
  readonly child: RecordFinding | null;
}

const results: Readonly<Record<SpfQualifier, SpfResult>> = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' };

/**
 * Evaluates SPF for one identity, as of the resolver's instant. Synchronous and pure: the same query and answers give the same evaluation. Never throws.
 * `query.domain` is what is checked; `context` holds what only the macros of an explanation can show.
 */
export function evaluateSpf(query: SpfQuery, resolver: Resolver, context: SpfContext = {}): SpfEvaluation {
  const client = parseIp(query.ip);
  if (client === null) return conclude(query, null, refuseStart(query.domain, 'address-malformed', query.ip));
  const domain = startDomain(query.domain);
  if (domain === null) return conclude(query, null, refuseStart(query.domain, 'domain-malformed', query.domain));
  const session = startSession(query, client, resolver, context);
  return conclude(query, session, checkHost(session, domain, true));
}

/** RFC 7208 section 4.3: an address literal, a single label or a malformed name cannot be asked for. */
function startDomain(written: string): string | null {
  const domain = normalizeDomainName(written);
  return domain?.includes('.') && parseIp(domain) === null ? domain : null;
}

function refuseStart(domain: string, reason: SpfReasonCode, detail: string): RecordFinding {
  return finding(domain, null, [], [], { result: 'none', reason, detail, mechanism: null, path: [domain] });
}

function conclude(query: SpfQuery, session: Session | null, found: RecordFinding): SpfEvaluation {
  const { result, reason, detail, mechanism, path, explanation, trace } = found;
  return {
    query,
    result,
    reason,
    text: describeReason({ reason, result, ip: session?.client.text ?? query.ip, domain: path.at(-1) ?? query.domain, detail, path }),
    mechanism,
    path,
    explanation,
    missing: result === 'unknown' ? (session?.missing ?? []) : [],
    lookupCount: session?.lookupCount ?? 0,
    voidLookupCount: session?.voidLookupCount ?? 0,
    trace,
  };
}

/** check_host() (section 4). `explains` is false below an include, whose explanation is never used (section 6.2). */
function checkHost(session: Session, domain: string, explains: boolean): RecordFinding {
  const lookups: DnsLookup[] = [];
  const question = { name: domain, type: 'TXT' } as const;
  const answer = ask(session, lookups, domain, 'TXT');
  const end = (result: SpfResult, reason: SpfReasonCode, detail: string) =>
    finding(domain, null, lookups, [], { result, reason, detail, mechanism: null, path: [domain] });
  switch (answer.kind) {
    case 'not-captured':
      miss(session, question);
      return end('unknown', 'not-captured', formatQuestion(question));
    case 'failed':
      // Section 4.4: any RCODE other than 0 or 3, or a timeout.
      return end('temperror', 'dns-failure', dnsFailure(question, answer.rcode).detail);
    case 'absent':
      return end('none', 'no-record', domain);
    case 'records':
      break;
  }
  // Section 4.5: other TXT records are none of our business; more than one SPF record is an error.
  const [text, ...more] = answer.records.filter(isSpfRecord);
  if (text === undefined) return end('none', 'no-record', domain);
  if (more.length > 0) return end('permerror', 'multiple-records', domain);
  const record = parseSpfRecord(text);
  if (record === null) return end('none', 'no-record', domain);
  return record.problem === null
    ? evaluateRecord(session, domain, record, lookups, explains)
    : reportProblem(domain, record, record.problem, lookups);
}

/** Section 4.6: a syntax error anywhere is a permerror, even behind a term that would match. */
function reportProblem(
  domain: string,
  record: SpfRecord,
  problem: { readonly text: string },
  lookups: readonly DnsLookup[],
): RecordFinding {
  const terms = record.terms.map((term) =>
    term.kind === 'invalid' ? traceTerm(term, 'error', term.problem) : unreached(term, 'the record has a syntax error'),
  );
  const conclusion = { result: 'permerror', reason: 'syntax-error', detail: problem.text, mechanism: null, path: [domain] } as const;
  return finding(domain, record.text, lookups, terms, conclusion);
}

/** Section 4.6.2: the directives from left to right, then redirect. */
function evaluateRecord(
  session: Session,
  domain: string,
  record: SpfRecord,
  lookups: readonly DnsLookup[],
  explains: boolean,
): RecordFinding {
  const terms: SpfTermTrace[] = [];
  let conclusion: Conclusion | null = null;
  let explanation: string | null = null;
  const hasAll = record.terms.some((term) => term.kind === 'all');
  for (const term of record.terms) {
    if (!isDirective(term)) {
      terms.push(
        term.kind === 'unknown-modifier'
          ? traceTerm(term, 'ignored', 'unknown modifiers have no effect')
          : unreached(term, unusedModifier(term, hasAll)),
      );
      continue;
    }
    if (conclusion !== null) {
      terms.push(unreached(term, 'an earlier term decided'));
      continue;
    }
    const found = evaluateDirective(session, term, domain);
    terms.push(traceFinding(term, found));
    conclusion = concludeTerm(session, domain, term, results[term.qualifier], found);
  }
  const redirect = record.terms.findIndex((term) => term.kind === 'redirect');
  const target = record.terms[redirect];
  // Section 6.1: redirect counts only where nothing matched, and never beside "all".
  if (conclusion === null && target?.kind === 'redirect') {
    const found = follow(session, target, domain, 'redirect-without-record', explains);
    terms[redirect] = traceFinding(target, found);
    conclusion = concludeTerm(session, domain, target, found.child?.result ?? 'unknown', found);
    explanation = found.child?.explanation ?? null;
  } else if (conclusion?.result === 'fail' && explains) {
    const index = record.terms.findIndex((term) => term.kind === 'exp');
    const modifier = record.terms[index];
    if (modifier?.kind === 'exp') {
      const found = findExplanation(session, modifier.domain, domain);
      terms[index] = { ...traceTerm(modifier, found.outcome, found.note), expanded: found.expanded, lookups: found.lookups };
      explanation = found.text;
    }
  }
  // Section 4.7: without a match and without redirect the result is neutral.
  conclusion ??= { result: 'neutral', reason: 'no-match', detail: '', mechanism: null, path: [domain] };
  return { ...conclusion, explanation, trace: { domain, record: record.text, result: conclusion.result, lookups, terms } };
}

type DirectiveTerm = Extract<SpfTerm, { readonly qualifier: SpfQualifier }>;

function isDirective(term: SpfTerm): term is DirectiveTerm {
  return 'qualifier' in term;
}

function evaluateDirective(session: Session, term: DirectiveTerm, domain: string): LinkFinding {
  switch (term.kind) {
    case 'all':
    case 'ip4':
    case 'ip6':
      return { ...matchMechanism(session, term, domain), child: null };
    case 'include':
      return follow(session, term, domain, 'include-without-record', false);
    case 'a':
    case 'mx':
    case 'ptr':
    case 'exists': {
      const failure = countLookup(session, term.text);
      return { ...(failure === null ? matchMechanism(session, term, domain) : overLimit(failure)), child: null };
    }
    default:
      return assertNever(term);
  }
}

/** include (section 5.2) and redirect (section 6.1): the same question asked of another domain. */
function follow(
  session: Session,
  term: Extract<SpfTerm, { readonly kind: 'include' | 'redirect' }>,
  domain: string,
  without: SpfReasonCode,
  explains: boolean,
): LinkFinding {
  const failure = countLookup(session, term.text);
  if (failure !== null) return { ...overLimit(failure), child: null };
  const lookups: DnsLookup[] = [];
  const target = findTargetName(session, lookups, term.domain, domain);
  if (target.kind === 'unknown')
    return { ...undecided('the validated name of the client is not in the snapshot', { lookups }), child: null };
  const { expanded } = target;
  const noRecord: TermFailure = { result: 'permerror', reason: without, detail: term.text };
  // RFC 8616 section 4: a term whose local part is not ASCII does not match; redirect has nothing else to fall back on.
  if (target.kind === 'impossible') {
    const isUnmatched = term.kind === 'include' && toQueryName(expanded) !== null;
    return {
      ...(isUnmatched ? unmatched(target.note, { expanded, lookups }) : failed(noRecord, target.note, { expanded, lookups })),
      child: null,
    };
  }
  if (!target.name.includes('.'))
    return { ...failed(noRecord, `${JSON.stringify(expanded)} has only one label`, { expanded, lookups }), child: null };
  const child = checkHost(session, target.name, explains);
  return { ...judgeChild(term.kind, target.name, child, noRecord, { expanded, lookups }), child };
}

function judgeChild(
  kind: 'include' | 'redirect',
  name: string,
  child: RecordFinding,
  noRecord: TermFailure,
  details: Pick<TermFinding, 'expanded' | 'lookups'>,
): TermFinding {
  switch (child.result) {
    case 'pass':
      return matched(`${name} says pass`, details);
    case 'fail':
    case 'softfail':
    case 'neutral':
      return kind === 'redirect'
        ? matched(`${name} says ${child.result}`, details)
        : unmatched(`${name} says ${child.result}, which is no match`, details);
    case 'none':
      return failed(noRecord, `${name} has no SPF record`, details);
    case 'permerror':
    case 'temperror':
      return failed({ result: child.result, reason: child.reason, detail: child.detail }, `${name} says ${child.result}`, details);
    case 'unknown':
      return undecided(`what ${name} says is not known`, details);
    default:
      return assertNever(child.result);
  }
}

function overLimit(failure: TermFailure): TermFinding {
  return failed(failure, 'one term too many that queries DNS; 10 are allowed');
}

/** Null where the evaluation goes on. `result` is what a match means. */
function concludeTerm(session: Session, domain: string, term: SpfTerm, result: SpfResult, found: LinkFinding): Conclusion | null {
  const { child, failure } = found;
  switch (found.outcome) {
    case 'no-match':
      return null;
    case 'match':
      return child === null
        ? { result, reason: 'matched', detail: term.text, mechanism: term.text, path: [domain] }
        : { result, reason: child.reason, detail: child.detail, mechanism: child.mechanism, path: [domain, ...child.path] };
    case 'error': {
      if (failure === null) throw new Error('An error has a cause.');
      // The path leads to the record that is at fault, not to the name that has none.
      const isBelow = child !== null && child.result !== 'none';
      return {
        result: failure.result,
        reason: failure.reason,
        detail: failure.detail,
        mechanism: null,
        path: isBelow ? [domain, ...child.path] : [domain],
      };
    }
    case 'unknown':
      return {
        result: 'unknown',
        reason: 'not-captured',
        detail: session.missing.map(formatQuestion).join(', '),
        mechanism: null,
        path: child === null ? [domain] : [domain, ...child.path],
      };
  }
}

function finding(
  domain: string,
  record: string | null,
  lookups: readonly DnsLookup[],
  terms: readonly SpfTermTrace[],
  conclusion: Conclusion,
): RecordFinding {
  return { ...conclusion, explanation: null, trace: { domain, record, result: conclusion.result, lookups, terms } };
}

function traceFinding(term: SpfTerm, found: LinkFinding): SpfTermTrace {
  const { outcome, note, expanded, lookups, child } = found;
  return { term: term.text, start: term.start, end: term.end, expanded, outcome, note, lookups, child: child?.trace ?? null };
}

function traceTerm(term: SpfTerm, outcome: SpfTermTrace['outcome'], note: string): SpfTermTrace {
  return { term: term.text, start: term.start, end: term.end, expanded: null, outcome, note, lookups: [], child: null };
}

function unreached(term: SpfTerm, note: string): SpfTermTrace {
  return traceTerm(term, 'not-reached', note);
}

function unusedModifier(term: SpfTerm, hasAll: boolean): string {
  if (term.kind === 'exp') return 'explanations are for a fail of this record only';
  return hasAll ? 'redirect has no effect beside all' : 'a mechanism decided';
}
