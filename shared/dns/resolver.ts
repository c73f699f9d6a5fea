/** Answers questions from a snapshot as a recursive resolver would: by time, along aliases, and honest about what it does not know. */
import type { DnsAnswer, DnsLookup, DnsQuestion, DnsType, Resolver } from '../facts/dns.ts';
import { toQueryName } from '../names/domain-name.ts';
import type { AnswerIndex, Pick } from './answer-index.ts';
import { seenAlong } from './seen.ts';
import type { World } from './world.ts';

/** As long as a chain of aliases may be; BIND gives up after as many. */
const longestAliasChain = 16;

const notCaptured: DnsAnswer = { kind: 'not-captured' };
const nothingThere: DnsAnswer = { kind: 'absent', reason: 'nxdomain', source: null };
const noneOfThisType: DnsAnswer = { kind: 'absent', reason: 'nodata', source: null };

/** A resolver for one instant, in milliseconds since the epoch, UTC. An instant that is no number stands for the latest answers. */
export function resolverAt(index: AnswerIndex, world: World, time: number): Resolver {
  const seconds = Number.isFinite(time) ? time / 1_000 : Number.MAX_SAFE_INTEGER;
  return {
    resolve(question) {
      const name = toQueryName(question.name);
      // A name that no query can be made for exists nowhere.
      return name === null ? nothingThere : follow(index, world, name, question.type, seconds);
    },
    seen(question) {
      const name = toQueryName(question.name);
      return name === null ? null : seenAlong(index, name, question.type, seconds);
    },
  };
}

/** Wraps a resolver so that it keeps a log: each question with its answer, in the order asked. */
export function logLookups(resolver: Resolver): { readonly resolver: Resolver; readonly lookups: readonly DnsLookup[] } {
  const lookups: DnsLookup[] = [];
  return {
    lookups,
    resolver: {
      resolve(question: DnsQuestion) {
        const answer = resolver.resolve(question);
        lookups.push({ question, answer });
        return answer;
      },
    },
  };
}

/** RFC 1034 section 3.6.2: an alias is followed to its canonical name; a loop is an error. */
function follow(index: AnswerIndex, world: World, start: string, type: DnsType, time: number): DnsAnswer {
  let name = start;
  for (let step = 0; step <= longestAliasChain; step++) {
    const own = pickAt(index, world, type, name, time);
    const alias = type === 'CNAME' ? null : index.pick('CNAME', name, time);
    if (alias !== null && alias.answer.kind === 'records' && (own === null || alias.distance < own.distance)) {
      const [target = '.'] = alias.answer.records;
      if (target === '.') return noneOfThisType;
      if (toQueryName(target) === null) return nothingThere;
      name = target;
      continue;
    }
    if (own !== null) return own.answer;
    const wildcard = world.wildcardFor(name);
    if (wildcard !== null && !world.exists(name)) {
      const synthesized = index.pick(type, wildcard, time) ?? index.pick('CNAME', wildcard, time);
      if (synthesized === null) return noneOfThisType;
      const [target] = synthesized.answer.kind === 'records' ? synthesized.answer.records : [];
      if (index.pick(type, wildcard, time) !== null || target === undefined) return synthesized.answer;
      name = target;
      continue;
    }
    if (!world.covers(name)) return notCaptured;
    return world.exists(name) ? noneOfThisType : nothingThere;
  }
  return { kind: 'failed', rcode: 'SERVFAIL', source: null };
}

/** The answer for this type, or else one that was recorded for all types of the name. */
function pickAt(index: AnswerIndex, world: World, type: DnsType, name: string, time: number): Pick | null {
  const own = index.pick(type, name, time);
  if (own !== null) return own;
  const whole = index.pick('ANY', name, time);
  if (whole === null) return null;
  // In a whole world an alias stands before a failure of the rest of its name; elsewhere the nearer in time wins.
  return world.covers(name) ? { ...whole, distance: Infinity } : whole;
}
