/** When recorded answers were seen, along the aliases that lead to them: the age of a key, and the moments at which a check would have read something else. */
import type { DnsQuestion, DnsSeen, DnsType } from '../facts/dns.ts';
import { toQueryName } from '../names/domain-name.ts';
import type { AnswerIndex } from './answer-index.ts';

/** As in resolver.ts: longer chains get no answer. */
const longestAliasChain = 16;

/** The time in which the whole chain of aliases and the answer at its end were seen: each link narrows it. */
export function seenAlong(index: AnswerIndex, start: string, type: DnsType, time: number): DnsSeen | null {
  let name = start;
  let seen: DnsSeen | null = null;
  for (let step = 0; step <= longestAliasChain; step++) {
    const own = index.pick(type, name, time) ?? index.pick('ANY', name, time);
    const alias = type === 'CNAME' ? null : index.pick('CNAME', name, time);
    const link = alias !== null && (own === null || alias.distance < own.distance) ? alias : own;
    if (link === null) return null;
    seen = seen === null ? link.seen : narrow(seen, link.seen);
    if (link !== alias) return seen;
    const [target = '.'] = alias.answer.kind === 'records' ? alias.answer.records : [];
    name = target;
  }
  return null;
}

function narrow(one: DnsSeen, other: DnsSeen): DnsSeen {
  return {
    first: one.first === null || other.first === null ? (one.first ?? other.first) : Math.max(one.first, other.first),
    last: one.last === null || other.last === null ? (one.last ?? other.last) : Math.min(one.last, other.last),
  };
}

/** The ranges of all answers to a question, whatever the instant, and of the aliases that lead on from its name; each once, by start. */
export function seenAtAnyTime(index: AnswerIndex, question: DnsQuestion): readonly DnsSeen[] {
  const start = toQueryName(question.name);
  const names = new Set(start === null ? [] : [start]);
  const ranges = new Map<string, DnsSeen>();
  for (const name of names) {
    const aliases = question.type === 'CNAME' ? [] : index.seen('CNAME', name);
    for (const seen of [...index.seen(question.type, name), ...aliases]) ranges.set(`${seen.first} ${seen.last}`, seen);
    for (const seen of aliases) {
      const answer = index.pick('CNAME', name, (seen.first ?? seen.last ?? 0) / 1_000)?.answer;
      const [target] = answer?.kind === 'records' ? answer.records : [];
      // What is added to a set while it is walked is walked, too.
      if (target !== undefined && names.size <= longestAliasChain) names.add(target);
    }
  }
  return [...ranges.values()].sort((one, other) => (one.first ?? -Infinity) - (other.first ?? -Infinity) || 0);
}
