/** A resolver over a few TXT records, for tests that need no zone: what is not listed is not captured, or absent where the test says so. */
import type { DnsAnswer, DnsQuestion, Resolver } from '../../shared/facts/dns.ts';

/** A name's TXT records; null for NXDOMAIN; `SERVFAIL` for a failure. */
export type TxtRecords = Readonly<Record<string, string | readonly string[] | null>>;

export interface AskedResolver extends Resolver {
  /** Every question, in order. */
  readonly asked: readonly DnsQuestion[];
}

export function txtResolver(records: TxtRecords, { complete = false }: { complete?: boolean } = {}): AskedResolver {
  const asked: DnsQuestion[] = [];
  return {
    asked,
    resolve(question): DnsAnswer {
      asked.push(question);
      const entry = Object.hasOwn(records, question.name) && question.type === 'TXT' ? records[question.name] : undefined;
      if (entry === null) {
        return { kind: 'absent', reason: 'nxdomain', source: null };
      }
      if (entry === undefined) {
        return complete ? { kind: 'absent', reason: 'nxdomain', source: null } : { kind: 'not-captured' };
      }
      if (entry === 'SERVFAIL') {
        return { kind: 'failed', rcode: 'SERVFAIL', source: null };
      }
      const texts = typeof entry === 'string' ? [entry] : entry;
      return texts.length === 0 ? { kind: 'absent', reason: 'nodata', source: null } : { kind: 'records', records: texts, source: null };
    },
  };
}
