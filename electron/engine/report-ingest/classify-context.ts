/** What the rows of reports are judged by, from what the user names: the catalogue with operators of their own, the directory of tenants, and what messages taught. */
import { alignWith } from '../../../shared/authentication/alignment.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { buildTenantKnowledge } from '../../../shared/infrastructure/tenant-directory.ts';
import { currentSuffixList, underSuffixList } from '../../../shared/names/public-suffix-choice.ts';
import { createSuffixList } from '../../../shared/names/public-suffix-list.ts';
import type { ClassifyContext } from '../../../shared/reports/classify.ts';
import type { Grounds } from '../task.ts';

export type ReportGrounds = Pick<Grounds, 'declared' | 'operators'> & Partial<Pick<Grounds, 'lessons' | 'suffixes'>>;

export function contextOf({ declared, operators, lessons = [], suffixes = null }: ReportGrounds): ClassifyContext {
  const infrastructure = createInfrastructure(operators);
  const list = suffixes === null ? null : createSuffixList(suffixes);
  return {
    infrastructure,
    suffixes: list,
    knowledge: underSuffixList(list ?? currentSuffixList(), () => buildTenantKnowledge(declared, lessons, infrastructure)),
    align: (from, domain) => alignWith([from], domain, infrastructure).aligned,
  };
}
