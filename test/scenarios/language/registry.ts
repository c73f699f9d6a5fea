/** All scenarios, found by listing the families' folder, and how they are analysed. */
import { type AnalyzeInput, analyze } from '../../../shared/analyze.ts';
import { emptySnapshot } from '../../../shared/dns/snapshot.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import type { DnsSnapshot } from '../../../shared/facts/dns.ts';
import type { TenantKnowledge } from '../../../shared/facts/tenant-knowledge.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { buildTenantKnowledge } from '../../../shared/infrastructure/tenant-directory.ts';
import { zoneSnapshot } from '../../helpers/zone.ts';
import type { Scenario, Told } from './scenario.ts';

const families = import.meta.glob<readonly Scenario[]>('../families/*.ts', { eager: true, import: 'scenarios' });

/** Sorted by id. */
export const scenarios: readonly Scenario[] = Object.values(families)
  .flat()
  .sort((a, b) => (a.id < b.id ? -1 : 1));

export const infrastructure = createInfrastructure();

const told = new Map<string, Promise<Told>>();

/** The message and world of a scenario, built once. */
export function tell(scenario: Scenario): Promise<Told> {
  const known = told.get(scenario.id) ?? scenario.build();
  told.set(scenario.id, known);
  return known;
}

export function knowledgeOf({ tenants = [], signs = [] }: Told): TenantKnowledge {
  const lessons = signs.map((domain, index) => ({ tenants: [], signedDomain: domain, message: `other-${index + 1}.eml` }));
  return buildTenantKnowledge(tenants, lessons, infrastructure);
}

export interface Changed extends Partial<Pick<AnalyzeInput, 'boundaryHop' | 'judging'>> {
  readonly bytes?: Uint8Array;
  readonly snapshot?: DnsSnapshot;
}

/** Analyses a told scenario, in its own whole world unless something is changed. */
export async function judge(story: Told, changed: Changed = {}): Promise<Detail> {
  const { bytes = story.message, snapshot = zoneSnapshot(story.dns), boundaryHop = null, judging = {} } = changed;
  return analyze({
    evidence: { path: 'scenario.eml', bytes },
    snapshot,
    infrastructure,
    boundaryHop,
    knowledge: knowledgeOf(story),
    judging,
  });
}

export function judgeWithoutDns(story: Told, changed: Changed = {}): Promise<Detail> {
  return judge(story, { ...changed, snapshot: emptySnapshot });
}
