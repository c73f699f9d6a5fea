/** What an SPF evaluation went through, as lists to read: every DNS question in the order asked, and whose address space it came to. */
import type { SpfCheck, SpfRecordTrace } from '../shared/facts/authentication.ts';
import type { Detail } from '../shared/facts/detail.ts';
import type { DnsLookup } from '../shared/facts/dns.ts';
import { operatorName } from './selectors.ts';

/** Each question once, where it was asked first. */
export function lookupsOf(trace: SpfRecordTrace): readonly DnsLookup[] {
  const lookups = new Map<string, DnsLookup>();
  const visit = (record: SpfRecordTrace): void => {
    const add = (lookup: DnsLookup): void => {
      const key = `${lookup.question.name} ${lookup.question.type}`;
      if (!lookups.has(key)) lookups.set(key, lookup);
    };
    record.lookups.forEach(add);
    for (const term of record.terms) {
      term.lookups.forEach(add);
      if (term.child !== null) visit(term.child);
    }
  };
  visit(trace);
  return [...lookups.values()];
}

/** What an answer says, one line each; and whether the snapshot had none. */
export function answerLines({ answer }: DnsLookup): {
  readonly lines: readonly string[];
  readonly isData: boolean;
  readonly source: string | null;
} {
  switch (answer.kind) {
    case 'records':
      return { lines: answer.records, isData: true, source: answer.source };
    case 'absent':
      return {
        lines: [answer.reason === 'nxdomain' ? 'no such name (NXDOMAIN)' : 'no record of this type (NODATA)'],
        isData: false,
        source: answer.source,
      };
    case 'failed':
      return { lines: [`the look-up failed (${answer.rcode})`], isData: false, source: answer.source };
    case 'not-captured':
      return { lines: ['not in the snapshot'], isData: false, source: null };
  }
}

/** Whose address space the check came to, in a sentence; null where nothing matched, or nothing can be said. */
export function spaceText(detail: Detail, check: SpfCheck): string | null {
  const shared = operatorName(detail, check.sharedBy);
  if (shared !== null) return `The matched address space is a shared pool of ${shared}: every tenant of it can send from there.`;
  if (check.evaluation === null || check.evaluation.mechanism === null) return null;
  const owner = detail.route.hops.find((hop) => hop.from.ip === check.ip)?.operator ?? null;
  if (owner !== null) {
    const name = owner.operatorName;
    return owner.scope === 'dedicated' ? `The address is one that ${name} gives to a single customer.` : `The address is one of ${name}.`;
  }
  return check.result === 'pass'
    ? 'No operator in the catalogue runs this address: as far as is known, it is the domain’s own space.'
    : 'No operator in the catalogue runs this address.';
}
