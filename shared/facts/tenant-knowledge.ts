/** What is known beforehand about domains: which tenants are theirs, and how they usually sign. Declared by the user or learned from the case. */
import type { TenantKind } from './infrastructure.ts';

export interface KnownTenant {
  readonly domain: string;
  readonly operator: string;
  readonly kind: TenantKind;
  /** As the marks write it: a tenant id, a default signing domain, an account. Lower case. */
  readonly value: string;
  readonly name: string | null;
  /** `declared`: in the user's tenant directory. `learned`: seen on messages of the case whose aligned signature verified. */
  readonly origin: 'declared' | 'learned';
  /** For people: the directory file and line, or the messages it was learned from. */
  readonly because: string;
}

/** Answers for the organizational domain of the name that is asked. */
export interface TenantKnowledge {
  tenantsOf(domain: string): readonly KnownTenant[];
  /** Messages of the case on which an aligned signature of this domain verified; empty where none is known. */
  signedMessagesOf(domain: string): readonly string[];
  /** Domains that the user declared or that signed messages of the case: names worth imitating. */
  readonly knownDomains: readonly string[];
}

export const nothingKnown: TenantKnowledge = { tenantsOf: () => [], signedMessagesOf: () => [], knownDomains: [] };
