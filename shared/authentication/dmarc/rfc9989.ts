/** The reading of DMARC by RFC 9989: policy and organizational domain by tree walk. */

import { alignedByPsl } from '../../dns/organizational-domain.ts';
import type { DmarcReading, DmarcWalkStep } from '../../facts/authentication.ts';
import type { DnsQuestion, Resolver } from '../../facts/dns.ts';
import { labelsOf } from '../../names/domain-name.ts';
import { alignByWalk } from './alignment.ts';
import {
  type AlignedIdentifier,
  alignedPasses,
  type Identifier,
  isAligned,
  judgeIdentifiers,
  lower,
  publishIdentifiers,
  withoutFaults,
} from './evaluate.ts';
import { openPolicyQuestions, type PolicyQuestions, policyQuestion } from './questions.ts';
import { type DmarcReason, explainDmarc } from './reason.ts';
import type { DmarcRecord, Policy } from './record.ts';
import { type FoundRecord, openNames, organizationalDomainOf, policyRecordOf, type Walk, walkTree } from './walk.ts';

/** What policy discovery came to. */
type Discovery =
  | { readonly kind: 'found'; readonly found: FoundRecord; readonly record: DmarcRecord }
  | { readonly kind: 'ended'; readonly result: 'none' | 'temperror' | 'unknown'; readonly reason: DmarcReason };

/** Reads DMARC for one From domain (canonical). Missing answers make `unknown` only what depends on them. */
export function readByRfc9989(from: string, identifiers: readonly Identifier[], resolver: Resolver): DmarcReading {
  const questions = openPolicyQuestions(resolver);
  const walk = walkTree(from, questions.lookUp);
  const aligned = identifiers.map((identifier): AlignedIdentifier => ({ ...identifier, alignment: align(from, identifier, questions) }));
  const discovery = discover(walk);
  const isWalkKnown = walk.steps.every(({ lookup }) => lookup.kind !== 'not-captured' && lookup.kind !== 'failed');
  const common = {
    organizationalDomain: isWalkKnown ? organizationalDomainOf(walk) : null,
    identifiers: publishIdentifiers(aligned),
    walk: traceNames(walk, aligned, questions).map((name) => traceStep(name, walk, questions)),
    suffixList: null,
  };
  if (discovery.kind === 'ended') {
    return {
      ...common,
      result: discovery.result,
      policy: null,
      disposition: null,
      policyDomain: null,
      by: alignedPasses(aligned, null),
      record: null,
      reason: explainDmarc(discovery.reason, from, null),
      missing: discovery.result === 'unknown' ? listOpen(walk, aligned, null, questions) : [],
    };
  }
  const { found, record } = discovery;
  const result = judgeIdentifiers(aligned, record);
  const by = alignedPasses(aligned, record);
  const { policy, question } = selectPolicy(from, found.name, record, resolver);
  return {
    ...common,
    result,
    policy,
    disposition: result === 'pass' ? 'none' : result === 'fail' && policy !== null ? (record.testing ? lower(policy) : policy) : null,
    policyDomain: found.name,
    by,
    record: found.record.text,
    reason: explainDmarc(explain(result, by, aligned, record), from, found.name),
    missing: [...(result === 'unknown' ? listOpen(walk, aligned, record, questions) : []), ...(question === null ? [] : [question])],
  };
}

function align(from: string, identifier: Identifier, questions: PolicyQuestions): AlignedIdentifier['alignment'] {
  if (identifier.domain === null) {
    return identifier.result === 'unknown' || identifier.result === 'temperror' ? 'unknown' : 'none';
  }
  return alignByWalk(from, identifier.domain, questions.lookUp);
}

/** RFC 9989 section 4.10.1. The From domain's own record needs no walk. */
function discover(walk: Walk): Discovery {
  const own = walk.steps[0]?.lookup;
  if (own?.kind !== 'record') {
    for (const { name, lookup } of walk.steps) {
      if (lookup.kind === 'not-captured') {
        return { kind: 'ended', result: 'unknown', reason: { code: 'record-not-captured' } };
      }
      if (lookup.kind === 'failed') {
        // RFC 9989 section 5.3.6: neither pass nor fail.
        return { kind: 'ended', result: 'temperror', reason: { code: 'look-up-failed', name, rcode: lookup.rcode } };
      }
    }
  }
  const found = policyRecordOf(walk);
  if (found === null) {
    return { kind: 'ended', result: 'none', reason: { code: 'no-record' } };
  }
  // A missing p= counts as none (section 4.7); a wrong one, or a wrong sp= or np=, makes the record faulty (section 4.10.1).
  const { p, sp, np } = found.record;
  const record = withoutFaults(found.record, p === 'invalid' || sp === 'invalid' || np === 'invalid');
  return record === null
    ? { kind: 'ended', result: 'none', reason: { code: 'record-void', name: found.name } }
    : { kind: 'found', found, record };
}

/** `p` at the From domain itself; above it `np` where the From domain does not exist, else `sp`, else `p` (RFC 9989 section 4.10.1). */
function selectPolicy(
  from: string,
  policyDomain: string,
  record: DmarcRecord,
  resolver: Resolver,
): { readonly policy: Policy | null; readonly question: DnsQuestion | null } {
  const p: Policy = record.p === 'absent' || record.p === 'invalid' ? 'none' : record.p;
  const sp: Policy = record.sp === 'absent' || record.sp === 'invalid' ? p : record.sp;
  const np: Policy = record.np === 'absent' || record.np === 'invalid' ? sp : record.np;
  if (policyDomain === from || np === sp) {
    return { policy: policyDomain === from ? p : sp, question: null };
  }
  // NXDOMAIN for any type says that nothing exists at or below the name (RFC 8020); TXT is asked for SPF anyway.
  const question: DnsQuestion = { name: from, type: 'TXT' };
  const answer = resolver.resolve(question);
  if (answer.kind === 'not-captured' || answer.kind === 'failed') {
    return { policy: null, question: answer.kind === 'failed' ? null : question };
  }
  return { policy: answer.kind === 'absent' && answer.reason === 'nxdomain' ? np : sp, question: null };
}

function explain(
  result: ReturnType<typeof judgeIdentifiers>,
  by: readonly ('spf' | 'dkim')[],
  aligned: readonly AlignedIdentifier[],
  record: DmarcRecord,
): DmarcReason {
  switch (result) {
    case 'pass':
      return { code: 'aligned-pass', by };
    case 'fail':
      return { code: 'no-aligned-pass' };
    case 'temperror':
      return { code: 'identifier-failed' };
    default:
      return aligned.some((identifier) => identifier.result === 'pass' && isAligned(identifier, record) === null)
        ? { code: 'alignment-not-captured' }
        : { code: 'identifier-unknown' };
  }
}

/** Names whose answers can still change the result: those of the From domain's walk first, then those of identifiers that may align. */
function listOpen(
  walk: Walk,
  aligned: readonly AlignedIdentifier[],
  record: DmarcRecord | null,
  questions: PolicyQuestions,
): DnsQuestion[] {
  const relevant = aligned.filter(
    (identifier) =>
      identifier.domain !== null &&
      identifier.alignment === 'unknown' &&
      (identifier.result === 'pass' || identifier.result === 'unknown' || identifier.result === 'temperror') &&
      isAligned(identifier, record) === null,
  );
  const names = record === null || relevant.length > 0 ? openNames(walk) : [];
  const isWalkOpen = names.length > 0;
  for (const { domain } of relevant) {
    // As long as the From domain's walk is open, only those are asked for that it will probably need.
    if (domain !== null && (!isWalkOpen || alignedByPsl(walk.start, domain))) {
      names.push(...openNames(walkTree(domain, questions.lookUp)));
    }
  }
  return [...new Set(names)].map(policyQuestion);
}

/** Where a long name is cut, the step behind the cut says so (RFC 9989 section 4.10 step 3). */
function traceStep(name: string, walk: Walk, questions: PolicyQuestions): DmarcWalkStep {
  const step = questions.trace(name);
  const skipped = labelsOf(walk.start).length - labelsOf(name).length - 1;
  return walk.steps[1]?.name === name && skipped > 0
    ? {
        ...step,
        note: `${step.note}; ${skipped === 1 ? 'one name between it and the From domain is' : `${skipped} names between it and the From domain are`} passed over, so that no walk asks more than eight`,
      }
    : step;
}

/** The From domain's walk, then what the walks of aligned identifiers asked beyond it. */
function traceNames(walk: Walk, aligned: readonly AlignedIdentifier[], questions: PolicyQuestions): string[] {
  const names = new Set(walk.steps.map((step) => step.name));
  for (const { domain, alignment } of aligned) {
    if (domain !== null && alignment === 'relaxed') {
      for (const step of walkTree(domain, questions.lookUp).steps) {
        names.add(step.name);
      }
    }
  }
  return [...names];
}
