/** One reply of a name server as RRsets: the records along a chain of aliases, and what it says of the name at the end of it. */
import { groupRecords, type RrSet, rrSet } from './rr-set.ts';

/** As long as a chain of aliases in one answer may be. */
const longestAliasChain = 16;

export interface OwnedRecord {
  readonly name: string;
  readonly type: string;
  readonly record: string;
}

export interface DnsReply {
  /** `NOERROR`, `NXDOMAIN`, or the failure. */
  readonly rcode: string;
  /** Null where it is not known what was asked. */
  readonly question: { readonly name: string; readonly type: string } | null;
  /** The answer section: canonical names, record data as `readRecord` gives it. */
  readonly records: readonly OwnedRecord[];
  /** Neither recursion nor authority: an answer without records says nothing of the name. */
  readonly isReferral: boolean;
  /** Seconds since the epoch, or null. */
  readonly time: number | null;
  readonly source: string | null;
}

/** Gives the RRsets, or a clause that says why the reply says nothing. */
export function rrSetsOfReply(reply: DnsReply): RrSet[] | string {
  const { rcode, question, records, isReferral } = reply;
  const details = { timeFirst: reply.time, timeLast: reply.time, source: reply.source };
  const sets = groupRecords(records).map((set) => ({ ...set, ...details }));
  if (question === null || question.type === 'ANY') {
    // Without its question, only records and what an alias leads to can be told.
    if (sets.length === 0) return `the answer (${rcode}) does not say to what question; add +question to dig's options.`;
    const last = rcode === 'NOERROR' ? null : endOfAliases(records, records[0]?.name ?? '');
    return last === null ? sets : [...sets, rrSet(last, 'ANY', [], { ...details, rcode })];
  }
  // RFC 6604: the status speaks of the last name in a chain of aliases.
  const last = endOfAliases(records, question.name);
  if (rcode !== 'NOERROR') return [...sets, rrSet(last, question.type, [], { ...details, rcode })];
  if (sets.some((set) => set.name === last && set.type === question.type)) return sets;
  if (isReferral) return sets.length > 0 ? sets : 'the answer is a referral.';
  return question.type === 'CNAME' && last !== question.name ? sets : [...sets, rrSet(last, question.type, [], details)];
}

function endOfAliases(records: readonly OwnedRecord[], start: string): string {
  let name = start;
  for (let step = 0; step < longestAliasChain; step++) {
    const alias = records.find((record) => record.type === 'CNAME' && record.name === name);
    if (alias === undefined) break;
    name = alias.record;
  }
  return name;
}
