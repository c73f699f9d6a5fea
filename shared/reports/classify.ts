/**
 * Gives each row its class. Two passes: `observe` all rows first, then `judge` them, so that what is usual for a domain is known.
 * Pure: the same rows and the same knowledge give the same classes.
 */
import type { Infrastructure } from '../facts/infrastructure.ts';
import { type ReportHead, type ReportRecord, type RowClass, type RowJudgement, rowClasses } from '../facts/report.ts';
import type { TenantKnowledge } from '../facts/tenant-knowledge.ts';
import { currentSuffixList, underSuffixList } from '../names/public-suffix-choice.ts';
import type { SuffixList } from '../names/public-suffix-list.ts';
import { createHabits, type OperatorHabit, type ReportOfRow } from './habits.ts';
import { type Align, createRowFactsReader, type RowFacts } from './row-facts.ts';
import { isUsualSigner } from './usual-signature.ts';

export interface ClassifyContext {
  readonly infrastructure: Infrastructure;
  readonly knowledge: TenantKnowledge;
  /** `(from, domain) => alignWith([from], domain, infrastructure).aligned`, handed in because alignment belongs to authentication. */
  readonly align: Align;
  /** The user's public suffix list; the one that is in use where it is left out. */
  readonly suffixes?: SuffixList | null;
}

type HeadOfRow = Pick<ReportHead, 'reporter' | 'begin'>;

export interface RowJudge {
  factsOf(record: ReportRecord): RowFacts;
  /** First pass. `ordinal` tells one report from another. */
  observe(record: ReportRecord, report: HeadOfRow, ordinal: number): void;
  /** The same for rows of one report that have their facts in common; `count` is the sum of their messages. */
  observeFacts(facts: RowFacts, count: number, report: ReportOfRow): void;
  /** Second pass. */
  judge(record: ReportRecord, report: HeadOfRow): RowJudgement;
  /** A judgement rests on the facts and on who reports them, on nothing else of the row. */
  judgeFacts(facts: RowFacts, reporter: string | null): RowJudgement;
}

/** Where nearly all of at least this many messages carry the domain's own signature, one without it is missing it. */
const enoughSigned = 10;
const nearlyAll = 0.9;

export function createRowJudge(context: ClassifyContext): RowJudge {
  const { infrastructure, knowledge, align } = context;
  const under = <T>(run: () => T): T => underSuffixList(context.suffixes ?? currentSuffixList(), run);
  const readFacts = createRowFactsReader(infrastructure, align);
  const factsOf = (record: ReportRecord): RowFacts => under(() => readFacts(record));
  const habits = createHabits();

  function judgeSharedPass(
    facts: RowFacts,
    operator: string,
    organization: string,
    reporter: string | null,
  ): Omit<RowJudgement, 'operator'> {
    const { fromDomain, signer } = facts;
    const domain = habits.of(organization);
    const through = `SPF passed for ${fromDomain} through a shared pool of ${infrastructure.nameOf(operator)}`;
    if (signer !== null && fromDomain !== null) {
      const { usual, because } = isUsualSigner({ fromDomain, organization, operator, signer, domain, infrastructure, knowledge });
      return usual
        ? {
            class: 'aligned-spf-shared-pool-only',
            foreignTenant: null,
            because: `${through}; the signature of ${signer.domain} is the usual one there: ${because}.`,
          }
        : {
            class: 'cross-tenant-suspect',
            foreignTenant: signer.domain,
            because: `${through}, and the signature that passed is that of ${signer.domain}: ${because}.`,
          };
    }
    const here = domain?.operators.get(operator) ?? null;
    if (facts.alignedDkim === 'absent' && here !== null && isUsuallySigned(here, reporter)) {
      return {
        class: 'cross-tenant-suspect',
        foreignTenant: null,
        because: `${through}, without the domain's own signature, which ${here.alignedDkim} of its ${here.messages} passing messages there carry.`,
      };
    }
    return { class: 'aligned-spf-shared-pool-only', foreignTenant: null, because: null };
  }

  function judgeFacts(facts: RowFacts, reporter: string | null): RowJudgement {
    const operator = facts.attribution?.operator ?? null;
    const plain = (rowClass: RowClass, foreignTenant: string | null = null, because: string | null = null): RowJudgement => ({
      class: rowClass,
      operator,
      foreignTenant,
      because,
    });
    const tenant = facts.signer?.domain ?? null;
    if (facts.fromDomain === null || facts.organization === null || !facts.hasResults) return plain('unknown');
    if (facts.alignedDkim === 'pass') return plain('aligned-dkim');
    if (facts.spf === 'aligned-pass') {
      if (!facts.hasAddress) return plain('unknown', null, 'SPF passed, but the row names no address that could tell from where.');
      if (operator === null || facts.attribution?.scope === 'dedicated') return plain('aligned-spf-own-space');
      return { operator, ...judgeSharedPass(facts, operator, facts.organization, reporter) };
    }
    if (facts.namedForwarder !== null) return plain('forwarder', null, `The receiver says so: ${facts.namedForwarder}.`);
    if (facts.spf === 'aligned-fail')
      return plain('unauthorised', tenant, tenant === null ? null : `SPF refused it, and it carries the signature of ${tenant}.`);
    if (facts.alignedDkim === 'broken' && (facts.spf === 'other-pass' || facts.otherDkimPass)) {
      return plain('forwarder', null, "The domain's own signature is broken, and another domain vouches for the way from there.");
    }
    if (facts.spf === 'other-pass' || facts.otherDkimPass) return plain('third-party', tenant);
    return plain('unauthorised');
  }

  return {
    factsOf,
    observe(record, { reporter, begin }, ordinal) {
      habits.observe(factsOf(record), record.count ?? 0, { ordinal, reporter, day: begin === null ? null : begin.slice(0, 10) });
    },
    observeFacts: (facts, count, report) => habits.observe(facts, count, report),
    judge: (record, { reporter }) => under(() => judgeFacts(factsOf(record), reporter)),
    judgeFacts: (facts, reporter) => under(() => judgeFacts(facts, reporter)),
  };
}

function isUsuallySigned(here: OperatorHabit, reporter: string | null): boolean {
  const isShown = reporter !== null && here.reporters.has(reporter);
  return isShown && here.alignedDkim >= enoughSigned && here.alignedDkim >= here.messages * nearlyAll;
}

/** The order in which rows deserve attention: by class, then by number of messages. Negative where `one` comes first. */
export function compareByAttention(
  one: { class: RowClass; count: number | null },
  other: { class: RowClass; count: number | null },
): number {
  return rowClasses.indexOf(one.class) - rowClasses.indexOf(other.class) || (other.count ?? 0) - (one.count ?? 0);
}
