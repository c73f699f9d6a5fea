/** What a resolver answered, as RRsets of a snapshot. */
import { type DnsReply, rrSetsOfReply } from '../../shared/dns/reply.ts';
import { type RrSet, rrSet } from '../../shared/dns/rr-set.ts';
import type { DnsQuestion } from '../../shared/facts/dns.ts';
import type { Asked } from './dns-client.ts';

/** `time` is in seconds since the epoch; `resolver` names the resolver, as `192.0.2.53`. A question that no query can be made for gives nothing. */
export function rrSetsOfAsked(question: DnsQuestion, asked: Asked, resolver: string, time: number): readonly RrSet[] {
  const failure = (rcode: string): readonly RrSet[] => [
    rrSet(question.name, question.type, [], { rcode, timeFirst: time, timeLast: time, source: resolver }),
  ];
  if (asked.kind === 'impossible') return [];
  if (asked.kind === 'failure') return failure(asked.rcode);
  const { reply } = asked;
  const read: DnsReply = {
    rcode: reply.rcode,
    question,
    records: reply.answers,
    isReferral: isReferral(asked),
    time,
    // RFC 4035 section 3.2.3: the resolver says that it has checked the signatures.
    source: reply.isAuthenticated ? `${resolver} (AD)` : resolver,
  };
  // A set with a hole would deny what the hole held.
  if (reply.unreadable > 0) return failure('DAMAGED');
  const sets = rrSetsOfReply(read);
  const isComplete = typeof sets !== 'string' && (!read.isReferral || endsInAnswer(question, sets));
  return isComplete ? sets : failure('LAME');
}

/** RFC 1912 section 2.8: a lame server is asked for a name that it knows nothing of, and sends us elsewhere. */
function isReferral({ reply }: Extract<Asked, { kind: 'reply' }>): boolean {
  const sendsElsewhere = reply.authority.includes('NS') && !reply.authority.includes('SOA');
  return reply.rcode === 'NOERROR' && !reply.isAuthoritative && (!reply.hasRecursion || sendsElsewhere);
}

function endsInAnswer(question: DnsQuestion, sets: readonly RrSet[]): boolean {
  return sets.some((set) => set.type === question.type && set.records.length > 0);
}
