/**
 * The tenant directory: a file in which the user says which tenants belong to which domains, and what the case has learned itself.
 * NDJSON, one statement a line: `{"domain":"a.example","operator":"exchange-online","kind":"tenant-id","value":"…","name":"A Ltd"}`;
 * also a JSON array of such objects.
 */
import { z } from 'zod';
import { isUnderSharedDomain } from '../authentication/alignment.ts';
import { organizationalDomainByPsl } from '../dns/organizational-domain.ts';
import type { Detail } from '../facts/detail.ts';
import type { Infrastructure } from '../facts/infrastructure.ts';
import type { KnownTenant, TenantKnowledge } from '../facts/tenant-knowledge.ts';
import { normalizeDomainName } from '../names/domain-name.ts';
import { type Outcome, refuse, succeed } from '../outcome.ts';

const Statement = z.strictObject({
  domain: z.string().min(1).max(253),
  operator: z.string().min(1).max(100),
  kind: z.enum(['dkim-domain', 'tenant-id', 'organization-domain', 'account']),
  value: z.string().min(1).max(1_000),
  name: z.string().max(1_000).nullish(),
});

/** What one message teaches about the tenants and the signing habit of its From domain. */
export interface Lesson {
  readonly tenants: readonly KnownTenant[];
  readonly signedDomain: string | null;
  readonly message: string;
}

/**
 * Takes the text of a directory file and its name; gives its statements, or a refusal that names the line. Names are read as people write them
 * (RFC 5891: U-labels become A-labels), since records and marks hold A-labels. Which operators there are is not known here (`unknown-operators.ts`).
 */
export function parseTenantDirectory(text: string, name: string): Outcome<readonly KnownTenant[]> {
  const plain = text.replace(/^\uFEFF/, '');
  const known: KnownTenant[] = [];
  const add = (value: unknown, where: string): string | null => {
    const parsed = Statement.safeParse(value);
    if (!parsed.success) return `${where}: ${parsed.error.issues[0]?.message ?? 'not a statement about a tenant'}`;
    const { domain: written, operator, kind, value: tenant, name: title } = parsed.data;
    const domain = normalizeDomainName(written);
    if (domain === null) return `${where}: “${written}” is no domain name`;
    known.push({
      domain,
      operator,
      kind,
      value: (isNamed(kind) ? normalizeDomainName(tenant) : null) ?? tenant.toLowerCase(),
      name: title ?? null,
      origin: 'declared',
      because: `${name}, ${where}`,
    });
    return null;
  };
  if (plain.trimStart().startsWith('[')) {
    const list = parseJson(plain);
    if (!Array.isArray(list)) return refuse('bad-request', 'The tenant directory is not valid JSON.', { evidence: name });
    for (const [index, value] of list.entries()) {
      const fault = add(value, `entry ${index + 1}`);
      if (fault !== null) return refuse('bad-request', fault, { evidence: name });
    }
    return succeed(known);
  }
  for (const [index, line] of plain.split(/\r\n?|\n/).entries()) {
    if (line.trim() === '') continue;
    const fault = add(parseJson(line), `line ${index + 1}`);
    if (fault !== null) return refuse('bad-request', fault, { evidence: name });
  }
  return succeed(known);
}

/** Whether marks of this kind are domain names. */
function isNamed(kind: KnownTenant['kind']): boolean {
  return kind === 'dkim-domain' || kind === 'organization-domain';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

/**
 * What a message of the case teaches: an aligned signature that verified binds the From domain to the tenant marks under the same operator.
 * Nothing is learned from a message that is itself accused, or whose signature the operator added for a tenant that it says is a stranger.
 */
export function learnFrom(detail: Detail, infrastructure: Infrastructure): Lesson | null {
  const { verdict, message, evidence } = detail.analysis;
  const domain = verdict.claimedDomain;
  if (domain === null || message.from.length !== 1 || (verdict.kind !== 'authentic' && verdict.kind !== 'forwarded')) return null;
  const signed = detail.signatures.some(
    (signature) =>
      signature.aligned && signature.result === 'pass' && signature.trust === 'vouched' && signature.source !== 'operator-record',
  );
  if (!signed || detail.stamps.some((stamp) => stamp.kind === 'domain-foreign')) return null;
  const tenants = detail.tenants
    .filter((mark) => mark.trust !== 'claimed' && mark.operator === verdict.operator)
    .map(
      (mark): KnownTenant => ({
        domain,
        operator: mark.operator,
        kind: mark.kind,
        value: mark.value.toLowerCase(),
        name: null,
        origin: 'learned',
        because: `learned from ${evidence.path}, whose signature of ${domain} verified`,
      }),
    );
  // A forwarder's tenant is not the author's, and where anybody may have a mailbox the tenant is one of them, not the domain's own.
  const teachesTenants = verdict.kind === 'authentic' && !infrastructure.isMailboxDomain(domain);
  return { tenants: teachesTenants ? tenants : [], signedDomain: domain, message: evidence.path };
}

/** The name under which knowledge of a domain is kept: its organizational domain (RFC 7489 reading), in lower case. */
export function organizationOf(domain: string, infrastructure: Infrastructure): string {
  // Names under a domain that many tenants share (`a.onmicrosoft.com`) have an owner each, whatever the public suffix list says.
  return isUnderSharedDomain(domain, infrastructure) ? domain.toLowerCase() : (organizationalDomainByPsl(domain) ?? domain.toLowerCase());
}

/**
 * Brings declared and learned knowledge together. Answers are by organizational domain, and in a fixed order.
 *
 * What is declared of a domain at an operator stands alone there: the user said which tenants are its own, and a message of the case, which may be
 * one that somebody handed in anew with its signature intact, adds none to them.
 */
export function buildTenantKnowledge(
  declared: readonly KnownTenant[],
  lessons: readonly Lesson[],
  infrastructure: Infrastructure,
): TenantKnowledge {
  const organization = (domain: string): string => organizationOf(domain, infrastructure);
  const tenants = new Map<string, KnownTenant[]>();
  const signed = new Map<string, Set<string>>();
  const addTenant = (tenant: KnownTenant): void => {
    const own = tenants.get(organization(tenant.domain)) ?? [];
    const isKnown = own.some((other) => other.operator === tenant.operator && other.kind === tenant.kind && other.value === tenant.value);
    if (!isKnown) tenants.set(organization(tenant.domain), [...own, tenant]);
  };
  for (const tenant of declared) addTenant(tenant);
  const keyOf = (tenant: KnownTenant): string => JSON.stringify([organization(tenant.domain), tenant.operator]);
  const isDeclared = new Set(declared.map(keyOf));
  for (const lesson of [...lessons].sort((a, b) => (a.message < b.message ? -1 : 1))) {
    for (const tenant of lesson.tenants) if (!isDeclared.has(keyOf(tenant))) addTenant(tenant);
    if (lesson.signedDomain === null) continue;
    const key = organization(lesson.signedDomain);
    signed.set(key, (signed.get(key) ?? new Set()).add(lesson.message));
  }
  return {
    tenantsOf: (domain) => tenants.get(organization(domain)) ?? [],
    signedMessagesOf: (domain) => [...(signed.get(organization(domain)) ?? [])],
    knownDomains: [...new Set([...tenants.keys(), ...signed.keys()])].sort(),
  };
}
