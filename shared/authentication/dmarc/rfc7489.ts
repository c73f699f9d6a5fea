/** The reading of DMARC by RFC 7489: the organizational domain by the public suffix list, and at most two questions. */
import { alignedByPsl, organizationalDomainByPsl } from '../../dns/organizational-domain.ts';
import type { DmarcReading } from '../../facts/authentication.ts';
import type { DnsQuestion, Resolver } from '../../facts/dns.ts';
import { currentSuffixList, describeSuffixList } from '../../names/public-suffix-choice.ts';
import {
  type AlignedIdentifier,
  alignedPasses,
  type Identifier,
  judgeIdentifiers,
  lower,
  publishIdentifiers,
  withoutFaults,
} from './evaluate.ts';
import { openPolicyQuestions, type PolicyQuestions, policyQuestion } from './questions.ts';
import { type DmarcReason, explainDmarc } from './reason.ts';
import type { DmarcRecord, Policy } from './record.ts';

type Discovery =
  | { readonly kind: 'found'; readonly name: string; readonly record: DmarcRecord }
  | { readonly kind: 'ended'; readonly result: 'none' | 'temperror' | 'permerror' | 'unknown'; readonly reason: DmarcReason };

/** Reads DMARC for one From domain (canonical). */
export function readByRfc7489(from: string, identifiers: readonly Identifier[], resolver: Resolver): DmarcReading {
  const organizational = organizationalDomainByPsl(from) ?? from;
  const questions = openPolicyQuestions(resolver);
  const aligned = identifiers.map((identifier): AlignedIdentifier => ({ ...identifier, alignment: align(from, identifier) }));
  const asked = [from];
  const discovery = discover(from, organizational, questions, asked);
  const common = {
    organizationalDomain: organizational,
    identifiers: publishIdentifiers(aligned),
    walk: asked.map((name) => questions.trace(name)),
    suffixList: describeSuffixList(currentSuffixList()),
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
      missing: discovery.result === 'unknown' ? listOpen(from, organizational, questions) : [],
    };
  }
  const { name, record } = discovery;
  const result = judgeIdentifiers(aligned, record);
  const by = alignedPasses(aligned, record);
  const policy = selectPolicy(from, name, record);
  return {
    ...common,
    result,
    policy,
    // With pct=0 the policy one level down applies to all (section 6.6.4); other shares are chance, so the policy itself is shown.
    disposition: result === 'pass' ? 'none' : result === 'fail' ? (record.percent === 0 ? lower(policy) : policy) : null,
    policyDomain: name,
    by,
    record: record.text,
    reason: explainDmarc(explain(result, by), from, name),
    missing: [],
  };
}

function align(from: string, identifier: Identifier): AlignedIdentifier['alignment'] {
  if (identifier.domain === null) {
    return identifier.result === 'unknown' || identifier.result === 'temperror' ? 'unknown' : 'none';
  }
  return identifier.domain === from ? 'strict' : alignedByPsl(identifier.domain, from) ? 'relaxed' : 'none';
}

/** RFC 7489 section 6.6.3. `asked` collects the names in order. */
function discover(from: string, organizational: string, questions: PolicyQuestions, asked: string[]): Discovery {
  for (const name of new Set([from, organizational])) {
    const lookup = questions.lookUp(name);
    if (name !== from) {
      asked.push(name);
    }
    switch (lookup.kind) {
      case 'record':
        return readRecord(name, lookup.record);
      case 'several':
        // Step 5: more than one record ends the discovery.
        return { kind: 'ended', result: 'none', reason: { code: 'several-records', name } };
      case 'failed':
        return { kind: 'ended', result: 'temperror', reason: { code: 'look-up-failed', name, rcode: lookup.rcode } };
      case 'not-captured':
        return { kind: 'ended', result: 'unknown', reason: { code: 'record-not-captured' } };
      default:
        break;
    }
  }
  return { kind: 'ended', result: 'none', reason: { code: 'no-record' } };
}

function readRecord(name: string, found: DmarcRecord): Discovery {
  if (found.malformed !== null) {
    return { kind: 'ended', result: 'permerror', reason: { code: 'record-malformed', name, detail: found.malformed } };
  }
  // Step 6: p is required.
  const record = withoutFaults(found, found.p === 'absent' || found.p === 'invalid' || found.sp === 'invalid');
  return record === null ? { kind: 'ended', result: 'none', reason: { code: 'record-void', name } } : { kind: 'found', name, record };
}

/** `sp` applies below the organizational domain (RFC 7489 section 6.3); `np` came with RFC 9091 and is read by RFC 9989 only. */
function selectPolicy(from: string, policyDomain: string, record: DmarcRecord): Policy {
  const p: Policy = record.p === 'absent' || record.p === 'invalid' ? 'none' : record.p;
  return policyDomain === from || record.sp === 'absent' || record.sp === 'invalid' ? p : record.sp;
}

function explain(result: ReturnType<typeof judgeIdentifiers>, by: readonly ('spf' | 'dkim')[]): DmarcReason {
  switch (result) {
    case 'pass':
      return { code: 'aligned-pass', by };
    case 'fail':
      return { code: 'no-aligned-pass' };
    case 'temperror':
      return { code: 'identifier-failed' };
    default:
      return { code: 'identifier-unknown' };
  }
}

/** Both names, so that one round of questions is enough. */
function listOpen(from: string, organizational: string, questions: PolicyQuestions): DnsQuestion[] {
  return [...new Set([from, organizational])].filter((name) => questions.lookUp(name).kind === 'not-captured').map(policyQuestion);
}
