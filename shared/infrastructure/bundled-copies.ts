/**
 * Which SPF checks rest on bundled copies of records in place of captured DNS answers, and how old those are at the time of the check.
 *
 * A copy was seen on some day, hardly on the day of receipt. So a check that rests on one is never better than attributed: it may make a verdict
 * probable, but no verdict is confirmed by it.
 */
import type { BundledCopy, SpfCheck, SpfRecordTrace } from '../facts/authentication.ts';
import type { Handoff } from '../facts/route.ts';
import { baselineAge } from './baseline.ts';

/** The copies among the answers that an evaluation got, each once, by name. `time` in milliseconds since the epoch, UTC. */
export function copiesIn(trace: SpfRecordTrace, time: number): readonly BundledCopy[] {
  const copies = new Map<string, BundledCopy>();
  const visit = (record: SpfRecordTrace): void => {
    for (const { question, answer } of [...record.lookups, ...record.terms.flatMap((term) => term.lookups)]) {
      const age = answer.kind === 'records' ? baselineAge(answer.source, time) : null;
      if (age !== null) copies.set(question.name, { name: question.name, ...age });
    }
    for (const { child } of record.terms) if (child !== null) visit(child);
  };
  visit(trace);
  return [...copies.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Notes on each replay which copies it rests on. `fallbackTime` (milliseconds, UTC) is for handoffs without a time of their own. */
export function noteCopies(checks: readonly SpfCheck[], handoffs: readonly Handoff[], fallbackTime: number | null): readonly SpfCheck[] {
  return checks.map((check) => {
    if (check.evaluation === null) return check;
    const at = handoffs.find(({ index }) => index === check.handoff)?.at ?? null;
    const copies = copiesIn(check.evaluation.trace, at === null ? (fallbackTime ?? 0) : Date.parse(at));
    if (copies.length === 0) return check;
    return { ...check, trust: check.trust === 'vouched' ? 'attributed' : check.trust, copies };
  });
}

/** `spf.protection.outlook.com (seen 2025-02-18)`; what is out of date says so. */
export function describeCopy({ name, seen, isStale }: BundledCopy): string {
  const day = seen === null ? 'seen on a day that is not known' : `seen ${seen}`;
  return `${name} (${day}${isStale && seen !== null ? ', more than a year before' : ''})`;
}
