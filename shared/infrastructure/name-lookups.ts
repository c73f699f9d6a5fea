/** Look-ups by a name alone: SPF include, shared domain, signing domain, authserv-id, sealer. */
import type { Infrastructure } from '../facts/infrastructure.ts';
import { signingExtractors } from './extract.ts';
import { createHostTable, normalizeHost } from './host-pattern.ts';
import type { OperatorEntry } from './operator.ts';

export type NameLookups = Pick<
  Infrastructure,
  | 'operatorOfSpfPath'
  | 'isSharedDomain'
  | 'isMailboxDomain'
  | 'tenantOfSigningDomain'
  | 'operatorOfAuthservId'
  | 'operatorOfSealer'
  | 'operatorOfResultsField'
>;

/** Takes entries sorted by id; gives the look-ups of the catalogue. */
export function createNameLookups(operators: readonly OperatorEntry[]): NameLookups {
  const table = (patternsOf: (operator: OperatorEntry) => readonly string[]) =>
    createHostTable(operators.flatMap((operator) => patternsOf(operator).map((pattern) => ({ pattern, owner: operator.id }))));
  const includes = table((operator) =>
    operator.pools.flatMap((pool) => (pool.scope === 'shared' || pool.scope === 'relay' ? pool.includes : [])),
  );
  const authservIds = table((operator) => operator.authservIds);
  const sealers = table((operator) => operator.sealers);
  const sharedDomains = table((operator) => operator.sharedDomains);
  const mailboxDomains = table((operator) => operator.mailboxes.flatMap(({ domains }) => domains));
  return {
    operatorOfSpfPath(path) {
      for (const name of path.toReversed()) {
        const operator = includes.find(name)[0];
        if (operator !== undefined) return operator;
      }
      return null;
    },
    isSharedDomain: (domain) => sharedDomains.find(domain).length > 0,
    isMailboxDomain: (domain) => mailboxDomains.find(domain).length > 0,
    tenantOfSigningDomain(domain, selector) {
      const found = signingTenant(operators, domain, selector);
      return found === null ? null : { operator: found.operator, tenant: found.tenant };
    },
    // RFC 8601 section 2.2: a version may follow the authserv-id (`mx.microsoft.com 1`).
    operatorOfAuthservId: (authservId) => authservIds.find(authservId.trim().split(/\s/, 1)[0] ?? null)[0] ?? null,
    operatorOfResultsField: (name) =>
      operators.find((operator) => operator.resultsFields.some((own) => own.toLowerCase() === name.toLowerCase()))?.id ?? null,
    operatorOfSealer: (domain) => sealers.find(domain.trim())[0] ?? null,
  };
}

export interface SigningTenant {
  readonly operator: string;
  readonly tenant: string;
  /** Whether the domain or the selector named the tenant. */
  readonly kind: 'dkim-domain' | 'account';
}

/** The tenant that a signing domain and selector (d= and s= of RFC 6376 section 3.5) name, by the first operator that knows the form. */
export function signingTenant(operators: readonly OperatorEntry[], domain: string, selector: string | null): SigningTenant | null {
  const name = normalizeHost(domain);
  if (name === null) return null;
  for (const operator of operators) {
    for (const rule of operator.signing) {
      const tenant = signingExtractors[rule.extract](name, selector?.toLowerCase() ?? null);
      if (tenant !== null) return { operator: operator.id, tenant, kind: rule.kind };
    }
  }
  return null;
}
