/**
 * One message judged among others: by what the user declared about tenants and, unless the message proves its own sender, by what the
 * other messages of the case taught.
 *
 * What a message teaches depends on itself and on what was declared, never on what others taught, and a message that teaches is not
 * judged by what was learned about its own organisation: its signature speaks for it. So no message is its own witness, two messages
 * never accuse each other, and the verdicts are the same whatever the order in which the messages came.
 */
import { type AnalyzeInput, analyze } from './analyze.ts';
import type { Detail } from './facts/detail.ts';
import type { Infrastructure } from './facts/infrastructure.ts';
import type { KnownTenant, TenantKnowledge } from './facts/tenant-knowledge.ts';
import { buildTenantKnowledge, type Lesson, learnFrom, organizationOf } from './infrastructure/tenant-directory.ts';

/** What one message adds to the case, and what it may be told by it. */
export interface Taught {
  /** Null where it proves nothing about its sender: such a message is judged by what the others taught. */
  readonly lesson: Lesson | null;
  /** Its From domain, and the organisation under whose name lessons about it are kept; null without a From domain. */
  readonly domain: string | null;
  readonly organization: string | null;
}

/** What is known to a case, as the judgement of a message needs it. */
export interface CaseKnowledge {
  /** For every message: what was declared, and all names that are known, since names worth imitating only ever add a supporting claim. */
  readonly first: TenantKnowledge;
  /** For a message that proves nothing itself; null where nothing was learned about the organisation of this domain. */
  learnedOf(domain: string): TenantKnowledge | null;
}

/** Takes what was declared and what the case learned; gives the knowledge for `analyzeInCase`. */
export function buildCaseKnowledge(
  declared: readonly KnownTenant[],
  lessons: readonly Lesson[],
  infrastructure: Infrastructure,
): CaseKnowledge {
  const alone = buildTenantKnowledge(declared, [], infrastructure);
  const all = buildTenantKnowledge(declared, lessons, infrastructure);
  const taught = new Set(
    lessons.flatMap(({ signedDomain, tenants }) =>
      [...(signedDomain === null ? [] : [signedDomain]), ...tenants.map((tenant) => tenant.domain)].map((domain) =>
        organizationOf(domain, infrastructure),
      ),
    ),
  );
  return {
    first: { ...alone, knownDomains: all.knownDomains },
    learnedOf: (domain) => (taught.has(organizationOf(domain, infrastructure)) ? all : null),
  };
}

/** Takes one message and what the case knows; gives its analysis and what it teaches. Deterministic, and never throws on any bytes. */
export async function analyzeInCase(
  input: Omit<AnalyzeInput, 'knowledge'>,
  knowledge: CaseKnowledge,
): Promise<{ readonly detail: Detail; readonly taught: Taught }> {
  const first = await analyze({ ...input, knowledge: knowledge.first });
  const lesson = learnFrom(first, input.infrastructure);
  const domain = first.analysis.verdict.claimedDomain;
  const taught = { lesson, domain, organization: domain === null ? null : organizationOf(domain, input.infrastructure) };
  const learned = lesson !== null || domain === null ? null : knowledge.learnedOf(domain);
  return { detail: learned === null ? first : await analyze({ ...input, knowledge: learned }), taught };
}
