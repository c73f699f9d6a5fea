/** Would the replay say what a claim says with what the snapshot holds of another day? */
import type { DnsQuestion, DnsSnapshot, Resolver } from '../../facts/dns.ts';
import { millisecondsToIso } from '../dkim/timestamp.ts';

/** Ranges of this many questions are looked over, and as many different states of their answers are tried. */
const mostQuestions = 60;
const mostMoments = 200;
const mostStates = 6;

/**
 * Moments at which the snapshot answers some of these questions otherwise than at `time`, each with another state of the answers: those at
 * which an answer was seen come first, and among them the nearest. Milliseconds UTC. Empty for a snapshot without times.
 */
export function otherMoments(snapshot: DnsSnapshot, questions: readonly DnsQuestion[], time: number): readonly number[] {
  if (snapshot.seen === undefined) return [];
  const unique = [...new Map(questions.map((question) => [`${question.name} ${question.type}`, question])).values()].slice(
    0,
    mostQuestions,
  );
  const inside = new Set<number>();
  const outside = new Set<number>();
  for (const question of unique) {
    for (const { first, last } of snapshot.seen(question)) {
      if (inside.size > mostMoments) break;
      for (const end of [first, last]) if (end !== null) inside.add(end);
      // Just outside of a range a wider one may hold, or the nearest on that side.
      if (first !== null) outside.add(first - 1_000);
      if (last !== null) outside.add(last + 1_000);
    }
  }
  const byDistance = (one: number, other: number): number => Math.abs(one - time) - Math.abs(other - time) || one - other;
  const moments = [...[...inside].sort(byDistance), ...[...outside].sort(byDistance)];
  const stateAt = (resolver: Resolver): string => JSON.stringify(unique.map((question) => contentOf(resolver, question)));
  const known = new Set([stateAt(snapshot.at(time))]);
  const states: number[] = [];
  for (const moment of moments) {
    const state = stateAt(snapshot.at(moment));
    if (!known.has(state)) states.push(moment);
    known.add(state);
    if (states.length === mostStates) break;
  }
  return states;
}

/** Answers that differ by their source alone are the same. */
function contentOf(resolver: Resolver, question: DnsQuestion): unknown {
  const answer = resolver.resolve(question);
  return answer.kind === 'records' ? answer.records : answer.kind === 'absent' ? answer.reason : answer.kind;
}

/** `2024-05-01`, for sentences. */
export function dayOf(moment: number): string {
  return millisecondsToIso(moment)?.slice(0, -'T00:00:00Z'.length) ?? 'another day';
}

/**
 * Says where the answers that a replay rests on were not seen at the time it stands for; empty where they were, or where nothing is known.
 * Begins with a space, to follow another sentence.
 */
export function describeGap(snapshot: DnsSnapshot, questions: readonly DnsQuestion[], time: number): string {
  const resolver = snapshot.at(time);
  for (const question of questions.slice(0, mostQuestions)) {
    const seen = resolver.seen?.(question) ?? null;
    if (seen?.first !== null && seen?.first !== undefined && seen.first > time) {
      return ` The snapshot saw the answer for ${question.name} only from ${dayOf(seen.first)} on; at the receipt it may have been another one.`;
    }
    if (seen?.last !== null && seen?.last !== undefined && seen.last < time) {
      return ` The snapshot saw the answer for ${question.name} only up to ${dayOf(seen.last)}; at the receipt it may have been another one.`;
    }
  }
  return '';
}
