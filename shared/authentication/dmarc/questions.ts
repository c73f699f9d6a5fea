/** Asks for policy records, each name once, and remembers what was asked for the trace. */
import type { DmarcWalkStep } from '../../facts/authentication.ts';
import type { DnsLookup, DnsQuestion, Resolver } from '../../facts/dns.ts';
import { assertNever } from '../../outcome.ts';
import { type PolicyLookup, readPolicyAnswer } from './record.ts';

export interface PolicyQuestions {
  /** The policy record at `_dmarc.<name>`. */
  lookUp(name: string): PolicyLookup;
  /** The trace of a name, for the walk as people see it. */
  trace(name: string): DmarcWalkStep;
}

export function policyQuestion(name: string): DnsQuestion {
  return { name: `_dmarc.${name}`, type: 'TXT' };
}

export function openPolicyQuestions(resolver: Resolver): PolicyQuestions {
  const asked = new Map<string, { readonly lookup: DnsLookup; readonly policy: PolicyLookup }>();
  const ask = (name: string) => {
    let entry = asked.get(name);
    if (entry === undefined) {
      const question = policyQuestion(name);
      const answer = resolver.resolve(question);
      entry = { lookup: { question, answer }, policy: readPolicyAnswer(answer) };
      asked.set(name, entry);
    }
    return entry;
  };
  return {
    lookUp: (name) => ask(name).policy,
    trace(name) {
      const { lookup, policy } = ask(name);
      return { name, lookup, record: policy.kind === 'record' ? policy.record.text : null, note: explainLookup(policy) };
    },
  };
}

function explainLookup(policy: PolicyLookup): string {
  switch (policy.kind) {
    case 'record':
      return policy.record.psd === 'u' ? 'a policy record' : `a policy record with psd=${policy.record.psd}`;
    case 'none':
      return 'no policy record';
    case 'several':
      return `${policy.count} policy records, all discarded`;
    case 'failed':
      return `the look-up failed (${policy.rcode})`;
    case 'not-captured':
      return 'not in the snapshot';
    default:
      return assertNever(policy);
  }
}
