/**
 * Who plays: two customers of shared services, a forwarder, a list and a stranger. Names and addresses are reserved ones (RFC 2606,
 * RFC 5737, RFC 3849).
 */
import type { KnownTenant } from '../../../shared/facts/tenant-knowledge.ts';
import { keyRecord, testKeys } from '../../helpers/sign.ts';
import type { Zone } from '../../helpers/zone.ts';
import type { Host } from './parcel.ts';

/** Alpha Freight: the domain that is spoofed, and its own mail server. */
export const alphaServer: Host = { ip: '192.0.2.10', helo: 'mx1.alpha.example' };
/** A server of alpha that its SPF record forgot. */
export const forgottenServer: Host = { ip: '192.0.2.77', helo: 'scanner.alpha.example' };
/** Bravo Trading: another customer of the same services. */
export const bravoServer: Host = { ip: '198.51.100.7', helo: 'mail.bravo.example' };
/** A host that nobody authorised. */
export const strangerHost: Host = { ip: '198.51.100.99', helo: 'vps99.hosting.example', rdns: null };
export const charlieForwarder: Host = { ip: '203.0.113.40', helo: 'forward.charlie.example' };
export const listServer: Host = { ip: '203.0.113.60', helo: 'lists.example' };

export const alphaTenant = {
  initial: 'alphafreight',
  id: '3f2b1c7e-5f0a-4c58-9a55-1c2d3e4f5a6b',
  organization: 'alpha.example',
};
export const bravoTenant = {
  initial: 'bravotrading',
  id: '9d41e2a0-7b3c-4d19-8e6f-0a1b2c3d4e5f',
  organization: 'bravo.example',
};

/** SPF, DMARC and keys of a domain; null for a record that it does not have. */
export interface DomainRecords {
  readonly spf?: string | null;
  readonly dmarc?: string | null;
  readonly selectors?: readonly string[];
  readonly a?: readonly string[];
}

export function domainZone(domain: string, records: DomainRecords): Zone {
  const { spf = null, dmarc = null, selectors = [], a = null } = records;
  const zone: Record<string, Record<string, readonly string[]>> = {};
  if (spf !== null || a !== null) zone[domain] = { ...(spf === null ? {} : { TXT: [spf] }), ...(a === null ? {} : { A: a }) };
  if (dmarc !== null) zone[`_dmarc.${domain}`] = { TXT: [dmarc] };
  for (const selector of selectors) zone[`${selector}._domainkey.${domain}`] = { TXT: [keyRecord(testKeys.rsa)] };
  return zone;
}

/** A host name that resolves, and speaks for itself (RFC 7208 section 2.3). */
export function hostZone(host: Host): Zone {
  return { [host.helo]: { [host.ip.includes(':') ? 'AAAA' : 'A']: [host.ip], TXT: ['v=spf1 a -all'] } };
}

const known =
  (kind: KnownTenant['kind']) =>
  (domain: string, operator: string, value: string): KnownTenant => ({
    domain,
    operator,
    kind,
    value: value.toLowerCase(),
    name: null,
    origin: 'declared',
    because: `the tenant directory names it for ${domain}`,
  });

export const knownAccount = known('account');
export const knownTenantId = known('tenant-id');
export const knownSigningDomain = known('dkim-domain');

/** The ledger of alpha at Exchange Online. */
export const alphaLedger: readonly KnownTenant[] = [
  knownTenantId('alpha.example', 'exchange-online', alphaTenant.id),
  knownSigningDomain('alpha.example', 'exchange-online', `${alphaTenant.initial}.onmicrosoft.com`),
];
