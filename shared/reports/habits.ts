/**
 * What is usual for a From domain at an operator: how many of its messages pass there, how many carry its own signature, and which tenants
 * sign the others. Learned from all rows before any row is judged, because a default signature is only suspicious where it is not the rule.
 */
import type { RowFacts } from './row-facts.ts';

export interface SignerHabit {
  readonly domain: string;
  messages: number;
  reports: number;
  readonly days: Set<string>;
  lastReport: number;
}

export interface OperatorHabit {
  /** Messages of the domain from the operator's shared pools that passed with alignment. */
  messages: number;
  alignedDkim: number;
  readonly signers: Map<string, SignerHabit>;
  /** Reporters that have shown the domain's own signature on such messages: only they can be asked whether it is missing. */
  readonly reporters: Set<string>;
}

export interface DomainHabit {
  messages: number;
  alignedDkim: number;
  readonly operators: Map<string, OperatorHabit>;
}

/** The report that a row stands in; `ordinal` tells one report from another. */
export interface ReportOfRow {
  readonly ordinal: number;
  readonly reporter: string | null;
  /** ISO 8601 date. */
  readonly day: string | null;
}

export interface Habits {
  /** Rows of one report with the same facts may be observed together. */
  observe(facts: RowFacts, count: number, report: ReportOfRow): void;
  of(organization: string): DomainHabit | null;
}

/** Hostile reports can name any number of domains and signers; beyond these, nothing is learned of the rest. */
const mostDomains = 200_000;
const mostSigners = 1_000;
const mostReporters = 1_000;
const mostDays = 100;

export function createHabits(): Habits {
  const domains = new Map<string, DomainHabit>();
  return {
    observe({ organization, attribution, alignedDkim, spf, signer }, count, report) {
      if (organization === null || count === 0 || (alignedDkim !== 'pass' && spf !== 'aligned-pass')) return;
      const domain = domains.get(organization) ?? { messages: 0, alignedDkim: 0, operators: new Map() };
      if (!domains.has(organization)) {
        if (domains.size >= mostDomains) return;
        domains.set(organization, domain);
      }
      domain.messages += count;
      if (alignedDkim === 'pass') domain.alignedDkim += count;
      // A message that a tenant of the operator forwards keeps its signature and loses SPF: it was not handed in there by the domain.
      if (attribution === null || attribution.scope === 'dedicated' || spf !== 'aligned-pass') return;
      const operator = domain.operators.get(attribution.operator) ?? {
        messages: 0,
        alignedDkim: 0,
        signers: new Map(),
        reporters: new Set(),
      };
      domain.operators.set(attribution.operator, operator);
      operator.messages += count;
      if (alignedDkim === 'pass') {
        operator.alignedDkim += count;
        if (report.reporter !== null && operator.reporters.size < mostReporters) operator.reporters.add(report.reporter);
        return;
      }
      if (signer === null) return;
      const habit = operator.signers.get(signer.key) ?? {
        domain: signer.domain,
        messages: 0,
        reports: 0,
        days: new Set<string>(),
        lastReport: -1,
      };
      if (!operator.signers.has(signer.key)) {
        if (operator.signers.size >= mostSigners) return;
        operator.signers.set(signer.key, habit);
      }
      habit.messages += count;
      if (habit.lastReport !== report.ordinal) {
        habit.reports += 1;
        habit.lastReport = report.ordinal;
      }
      if (report.day !== null && habit.days.size < mostDays) habit.days.add(report.day);
    },
    of: (organization) => domains.get(organization) ?? null,
  };
}
