/** What an analysis says, in the shape in which scenarios state what they expect. */
import type { Detail } from '../../../shared/facts/detail.ts';
import type { Expectation } from './scenario.ts';

/** Gives the parts of the verdict that the expectation speaks of. */
export function seen({ analysis }: Detail, expected: Expectation): Expectation {
  const { verdict, boundary } = analysis;
  const found = new Set(verdict.reasons.map((reason) => reason.signal));
  const flippedAt = verdict.flippedAt !== null && verdict.flippedAt === boundary.hop ? ('egress' as const) : null;
  return {
    kind: verdict.kind,
    confidence: verdict.confidence,
    ...(expected.operator === undefined ? {} : { operator: verdict.operator }),
    ...(expected.actualTenant === undefined ? {} : { actualTenant: verdict.actualTenant }),
    ...(expected.flippedAt === undefined ? {} : { flippedAt }),
    ...(expected.passedSpf === undefined ? {} : { passedSpf: verdict.passed.spf }),
    ...(expected.signals === undefined ? {} : { signals: expected.signals.filter((signal) => found.has(signal)) }),
  };
}

/** Whether the verdict is the expected one, in everything that the expectation speaks of. */
export function isAsExpected(detail: Detail, expected: Expectation): boolean {
  return JSON.stringify(seen(detail, expected)) === JSON.stringify(inOrder(expected));
}

/** The expectation with its parts in the order in which `seen` gives them. */
function inOrder(expected: Expectation): Expectation {
  const { kind, confidence, operator, actualTenant, flippedAt, passedSpf, signals } = expected;
  return {
    kind,
    confidence,
    ...(operator === undefined ? {} : { operator }),
    ...(actualTenant === undefined ? {} : { actualTenant }),
    ...(flippedAt === undefined ? {} : { flippedAt }),
    ...(passedSpf === undefined ? {} : { passedSpf }),
    ...(signals === undefined ? {} : { signals }),
  };
}
