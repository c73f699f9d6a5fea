/** Reads the headers that Exchange Online stamps. Their meaning is observed in real mail and, save where said, vendor-undocumented. */
import { isPrivateAddress, parseAddress } from '../address-table.ts';
import type { ExtractedStamp, SigningExtractor, StampExtractor, TenantExtractor } from './extracted.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The tenant of all consumer mailboxes (outlook.com, hotmail.com): it names no customer. */
const consumerTenant = '84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa';

/** The address that Exchange Online records for a message that came from a mailbox or an interface, not over SMTP. */
const mailboxAddress = '255.255.255.255';

interface AttributedConnection {
  readonly tenant: string;
  readonly ip: string;
  readonly quote: string;
}

/** `TenantId=<guid>;Ip=[address];Helo=[name]`: the strict form held in 559 of 559 real messages. */
function attributedConnection(value: string): AttributedConnection | null {
  const match = /^\s*TenantId=([0-9a-f-]{36});\s*Ip=\[([^\]]{1,60})\];\s*Helo=\[[^\]]*\]/i.exec(value);
  const tenant = match?.[1]?.toLowerCase();
  const ip = match?.[2];
  if (match === null || tenant === undefined || ip === undefined || !guid.test(tenant) || tenant === consumerTenant) return null;
  return { tenant, ip, quote: match[0].trim() };
}

/** TenantId of `X-MS-Exchange-CrossTenant-OriginalAttributedTenantConnectingIp`: the tenant whose connector took the message in. */
export const attributedTenant: TenantExtractor = (value) => {
  const found = attributedConnection(value);
  return found === null ? null : { value: found.tenant, quote: found.quote };
};

/** A tenant GUID alone, not the consumer tenant's. */
export const tenantGuid: TenantExtractor = (value) => {
  const text = value.trim();
  return guid.test(text) && text.toLowerCase() !== consumerTenant ? { value: text.toLowerCase(), quote: text } : null;
};

/** A domain of the sending tenant. Consumer mail carries a template name or `outlook.com`, which name no tenant. */
export const originatorOrganization: TenantExtractor = (value) => {
  const text = value.trim();
  const domain = text.toLowerCase();
  if (domain.length > 253 || !/^[a-z0-9_-]{1,63}(?:\.[a-z0-9-]{1,63})+$/.test(domain)) return null;
  if (domain.endsWith('.templatetenant') || consumerDomains.has(domain)) return null;
  return { value: domain, quote: text };
};
const consumerDomains = new Set(['outlook.com', 'hotmail.com', 'live.com', 'msn.com']);

/** Resource GUID of Azure Communication Services in a From domain `<guid>.<geography>.azurecomm.net`. */
export const azureCommunicationResource: TenantExtractor = (value) => {
  const match = /@([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[a-z0-9-]{1,16}\.azurecomm\.net(?![a-z0-9.-])/i.exec(value);
  return match?.[1] === undefined ? null : { value: match[1].toLowerCase(), quote: match[0] };
};

/** The tenant's initial name in `b.onmicrosoft.com` or, for a hybrid tenant, `b.mail.onmicrosoft.com`. */
export const onmicrosoftTenant: SigningExtractor = (domain) => /^([a-z0-9-]{1,63})(?:\.mail)?\.onmicrosoft\.com$/.exec(domain)?.[1] ?? null;

/** `X-MS-Exchange-SenderADCheck`: 1 the From domain is accepted in the sending tenant, 2 it is not, 0 was not evaluated (says nothing). */
export const senderDomainCheck: StampExtractor = (value) => {
  const text = value.trim();
  if (text === '1') return [{ kind: 'domain-accepted', value: text, quote: text }];
  return text === '2' ? [{ kind: 'domain-foreign', value: text, quote: text }] : [];
};

/** Tenant and connecting address of mail that came in over SMTP through a tenant's connector. */
export const attributedConnectionStamp: StampExtractor = (value) => {
  const found = attributedConnection(value);
  if (found === null) return [];
  const { tenant, ip, quote } = found;
  const stamps: ExtractedStamp[] = [{ kind: 'tenant', value: tenant, quote }];
  return parseAddress(ip) === null ? stamps : [...stamps, { kind: 'connecting-ip', value: ip.toLowerCase(), quote }];
};

/**
 * The antispam report of the sending side (`DIR:OUT`): `CIP:255.255.255.255` is a message out of a mailbox, any other address one
 * that was relayed from there; `SFP:102x` says that it left by the relay pool. The receiving side's own report has another direction.
 */
export const outboundAntispamReport: StampExtractor = (value) => {
  const fields = new Map<string, string>();
  for (const part of value.split(';').slice(0, 64)) {
    const colon = part.indexOf(':');
    if (colon > 0) fields.set(part.slice(0, colon).trim().toUpperCase(), part.slice(colon + 1).trim());
  }
  const client = fields.get('CIP') ?? '';
  if (fields.get('DIR')?.toUpperCase() !== 'OUT') return [];
  const quote = `CIP:${client}`;
  const stamps: ExtractedStamp[] = [];
  const address = parseAddress(client);
  if (client === mailboxAddress) stamps.push({ kind: 'mailbox-submission', value: client, quote });
  else if (address !== null) {
    stamps.push({ kind: 'relayed', value: client.toLowerCase(), quote });
    if (!isPrivateAddress(address)) stamps.push({ kind: 'connecting-ip', value: client.toLowerCase(), quote });
  }
  const pool = fields.get('SFP') ?? '';
  if (/^102\d$/.test(pool)) stamps.push({ kind: 'relayed', value: `SFP:${pool}`, quote: `SFP:${pool}` });
  return stamps;
};

/** `X-MS-Exchange-AntiSpam-Relay: 1`: it left by the relay pool. 0 says nothing. */
export const relayMark: StampExtractor = (value) => {
  const text = value.trim();
  return text === '1' ? [{ kind: 'relayed', value: text, quote: text }] : [];
};

/** `AuthAs: Internal`: an authenticated mailbox handed it in. Only the sending organisation's copy says that about the sender. */
export const authenticatedAs: StampExtractor = (value) => {
  const text = value.trim();
  return text.toLowerCase() === 'internal' ? [{ kind: 'mailbox-submission', value: text, quote: text }] : [];
};
