/**
 * Decides whether a tenant's signature on a message that passed SPF through a shared pool is the From domain's usual one there.
 *
 * Many customers never set up a signature of their own; the operator's default signature then stands on everything they send, and its
 * name need not resemble theirs. So a strange name alone says nothing (standards.md section 5, rows ii and iii): it takes the tenant
 * directory, or what the domain's other rows carry.
 */
import type { Infrastructure } from '../facts/infrastructure.ts';
import type { TenantKnowledge } from '../facts/tenant-knowledge.ts';
import type { DomainHabit, OperatorHabit } from './habits.ts';
import type { ForeignSigner } from './row-facts.ts';

export interface UsualAnswer {
  readonly usual: boolean;
  /** One clause on why. */
  readonly because: string;
}

export interface UsualQuestion {
  readonly fromDomain: string;
  readonly organization: string;
  readonly operator: string;
  readonly signer: ForeignSigner;
  readonly domain: DomainHabit | null;
  readonly infrastructure: Infrastructure;
  readonly knowledge: TenantKnowledge;
}

/** Shares of the domain's passing messages at the operator. */
const bulk = 0.5;
const dominant = 0.8;
/** An operator with less of the domain's passing messages than this is not where the domain sends from. */
const homeShare = 0.1;
const usualReports = 3;
/** Where the domain's own signature stands beside it, a campaign must not become usual within days. */
const usualDays = 14;

export function isUsualSigner(question: UsualQuestion): UsualAnswer {
  const { fromDomain, organization, operator, signer, domain, infrastructure, knowledge } = question;
  const operatorName = infrastructure.nameOf(operator);
  // Only names can be compared with a signing domain; tenant ids do not stand in reports.
  const known = knowledge
    .tenantsOf(fromDomain)
    .filter((tenant) => tenant.operator === operator && (tenant.kind === 'dkim-domain' || tenant.kind === 'organization-domain'));
  if (known.length > 0) {
    const own = known.find(({ value }) => value === signer.domain || value === signer.tenant);
    const origin = (own ?? known[0])?.origin === 'declared' ? 'the tenant directory' : 'authenticated messages of the case';
    return own === undefined
      ? { usual: false, because: `${origin} names ${known.map(({ value }) => value).join(', ')} as its tenant at ${operatorName}` }
      : { usual: true, because: `${origin} names it as the domain's own` };
  }
  const here = domain?.operators.get(operator) ?? null;
  const habit = here?.signers.get(signer.key) ?? null;
  if (domain === null || here === null || habit === null) return { usual: false, because: 'nothing is known of it' };
  const share = habit.messages / here.messages;
  const shown = `${habit.messages} of its ${here.messages} passing messages at ${operatorName}`;
  const isTop = [...here.signers.values()].every((other) => other.messages <= habit.messages);
  const resembles = isNameOf(signer.tenant, organization);
  if (resembles && isTop) return { usual: true, because: `${signer.domain} is named like the domain and stands on ${shown}` };
  const persists = here.alignedDkim > 0 ? habit.days.size >= usualDays : habit.reports >= usualReports;
  const isHome = here.messages >= domain.messages * homeShare;
  if (share >= bulk && persists && (isHome || habit.days.size >= usualDays))
    return { usual: true, because: `it stands on ${shown}, in ${habit.reports} reports` };
  if (share >= bulk / 2 && habit.days.size >= usualDays)
    return { usual: true, because: `it stands on ${shown}, on ${habit.days.size} days` };
  const signs = domain.alignedDkim > 0 || knowledge.signedMessagesOf(fromDomain).length > 0;
  const outweighs = here.signers.size > 1 && habit.messages >= dominant * signedMessages(here);
  if (share >= bulk && here.alignedDkim === 0 && isHome && (!signs || outweighs)) return { usual: true, because: `it stands on ${shown}` };
  return { usual: false, because: contrast(question, here, shown, isHome) };
}

function contrast({ signer, domain }: UsualQuestion, here: OperatorHabit, shown: string, isHome: boolean): string {
  const [usual] = [...here.signers]
    .filter(([key]) => key !== signer.key)
    .map(([, habit]) => habit)
    .sort((one, other) => other.messages - one.messages);
  if (here.alignedDkim > 0) return `${here.alignedDkim} others there carry the domain's own signature; this one stands on ${shown}`;
  if (usual !== undefined && usual.messages > (here.signers.get(signer.key)?.messages ?? 0)) {
    return `${usual.messages} others there carry ${usual.domain}; this one stands on ${shown}`;
  }
  if (!isHome) return `the domain hardly sends from there: ${here.messages} of its ${domain?.messages ?? 0} passing messages`;
  return `the domain signs elsewhere (${domain?.alignedDkim ?? 0} messages); this one stands on ${shown}`;
}

function signedMessages(here: OperatorHabit): number {
  let sum = 0;
  for (const { messages } of here.signers.values()) sum += messages;
  return sum;
}

/**
 * Whether a tenant's name is made like the domain's: `alphacorp` of alpha.example, or with all dots as hyphens as Google writes it
 * (`alpha-example`). It clears nothing where another tenant is the usual one.
 */
function isNameOf(tenant: string, organization: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const [label = ''] = organization.split('.');
  const one = plain(tenant.split('.')[0] ?? tenant);
  const other = plain(label);
  if (plain(tenant) === plain(organization)) return true;
  if (one.length < 4 || other.length < 4) return one === other;
  return one.includes(other) || other.includes(one);
}
