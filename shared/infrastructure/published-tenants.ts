/**
 * Tenants that a domain names in its own DNS. MailChannels reads `_mailchannels.<domain>` (Domain Lockdown) to learn which of its accounts may
 * send for the domain: `v=mc1 auth=<account> senderid=<account>|<method>|<user>`. A message by another account is not the domain's own.
 */
import type { DnsQuestion, Resolver } from '../facts/dns.ts';
import type { KnownTenant } from '../facts/tenant-knowledge.ts';

export interface PublishedTenants {
  readonly tenants: readonly KnownTenant[];
  /** The question whose answer the snapshot lacks. */
  readonly missing: readonly DnsQuestion[];
}

const none: PublishedTenants = { tenants: [], missing: [] };

/** Takes the From domains and the operator of the egress hop; gives what the domains publish about their accounts there. */
export function readPublishedTenants(fromDomains: readonly string[], operator: string | null, resolver: Resolver): PublishedTenants {
  const domain = fromDomains[0];
  if (operator !== 'mailchannels' || domain === undefined || fromDomains.length !== 1) return none;
  const question: DnsQuestion = { name: `_mailchannels.${domain}`, type: 'TXT' };
  const answer = resolver.resolve(question);
  if (answer.kind === 'not-captured') return { tenants: [], missing: [question] };
  if (answer.kind !== 'records') return none;
  const accounts = answer.records.filter((text) => /^v=mc1(\s|$)/i.test(text)).flatMap(accountsIn);
  const tenants = [...new Set(accounts)].map(
    (value): KnownTenant => ({
      domain,
      operator,
      kind: 'account',
      value,
      name: null,
      origin: 'declared',
      because: `published in DNS: ${domain} → ${question.name} TXT`,
    }),
  );
  return { tenants, missing: [] };
}

function accountsIn(text: string): readonly string[] {
  return text
    .slice(0, 2_000)
    .split(/\s+/)
    .flatMap((term) => {
      const [name = '', value = ''] = [term.slice(0, term.indexOf('=')).toLowerCase(), term.slice(term.indexOf('=') + 1)];
      const account = name === 'auth' ? value : name === 'senderid' ? value.split('|', 1)[0] : undefined;
      return account === undefined || account === '' ? [] : [account.toLowerCase()];
    });
}
