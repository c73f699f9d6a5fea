/** Reads the account or login that mail hosts, gateways and help desks write into a message. */

import { isPrivateAddress, parseAddress } from '../address-table.ts';
import { byPattern, inAddress, type SigningExtractor, type StampExtractor, type TenantExtractor } from './extracted.ts';

/** Google's stand-in signing domain: the tenant's primary domain with hyphens for dots. It cannot be decoded, only compared forward. */
export const gappssmtpDomain: SigningExtractor = (domain) => /^([a-z0-9-]{1,200})\.20\d{6}\.gappssmtp\.com$/.exec(domain)?.[1] ?? null;

/** Project number of a message that was handed to the Gmail interface: the one tenant id on such mail. */
export const gmailApiProject: TenantExtractor = byPattern(/^\s*from (\d{6,15}) named unknown by gmailapi\.google\.com with HTTPREST/);

/** Account id of Zendesk: six to eight hexadecimal digits. */
export const zendeskAccount: TenantExtractor = byPattern(/^\s*([0-9a-f]{6,8})\s*$/);

/** The account in `<account>|<method>|<user>`. The forwarding form names an address instead of an account. */
export const mailchannelsSender: TenantExtractor = (value) => {
  const match = /^\s*([A-Za-z0-9][\w.@-]{0,127})\|([A-Za-z][\w-]{0,63})\|\S/.exec(value);
  return match?.[1] === undefined ? null : { value: match[1], quote: `${match[1]}|${match[2]}|` };
};

export const mailchannelsAccount: TenantExtractor = byPattern(/^\s*([A-Za-z0-9][\w.@-]{0,127})\s*$/);

/**
 * The login that MailChannels seals into its ARC set: `i=1; rspamd-<host>; auth=pass smtp.auth=<account> …`. The authserv-id is the
 * scanner's host name, which says nothing; the entry demands a seal of mailchannels.net beside it.
 */
export const mailchannelsArc: TenantExtractor = (value) => {
  const match =
    /^i=\d{1,2}; (?:rspamd-[a-z0-9-]{1,60}|(?:[a-z0-9-]{1,63}\.){0,4}mailchannels\.net); auth=pass smtp\.auth=([^\s;]{1,128})(?=[\s;]|$)/.exec(
      value.trim().replace(/\s+/g, ' '),
    );
  return match?.[1] === undefined ? null : { value: match[1], quote: `smtp.auth=${match[1]}` };
};

/** `_forwarded-from|<address>`: the hoster handed it in for somebody outside. */
export const mailchannelsForward: StampExtractor = (value) => {
  const text = value.trim();
  const ip = /^_forwarded-from\|([0-9A-Fa-f.:]{3,45})$/.exec(text)?.[1];
  const address = ip === undefined ? null : parseAddress(ip);
  if (ip === undefined || address === null) return [];
  const relayed = { kind: 'relayed' as const, value: ip, quote: text };
  return isPrivateAddress(address) ? [relayed] : [relayed, { kind: 'connecting-ip' as const, value: ip, quote: text }];
};

/** Account number in the login `C<region>A<account>A<user>` of Mimecast's own authentication results. */
export const mimecastLogin: TenantExtractor = (value) => {
  if (!/^\s*(?:i=\d{1,2};\s*)?relay\.mimecast\.com\s*;/i.test(value)) return null;
  const match = /smtp\.auth=C[A-Z]{2,3}A(\d{1,9})A\d{1,9}/.exec(value);
  return match?.[1] === undefined ? null : { value: match[1], quote: match[0] };
};

/** The same number in the name of the delivering host, as the next system recorded it. */
export const mimecastHost: TenantExtractor = byPattern(
  /^\s*from [a-z]{2,4}-smtp-delivery-(\d{1,9})\.mimecast\.(?:com|co\.za)(?![a-z0-9.-])/i,
);

/** A domain alone. */
export const domainName: TenantExtractor = (value) => {
  const text = value.trim();
  return text.length <= 253 && /^[a-z0-9_-]{1,63}(?:\.[a-z0-9-]{1,63})+$/i.test(text) ? { value: text.toLowerCase(), quote: text } : null;
};

/** Customer id of Proofpoint in the name of the delivering host, `mx0a-<8 hex>.pphosted.com`, as the next system recorded it. */
export const proofpointHost: TenantExtractor = byPattern(/^\s*from mx0[a-z]-([0-9a-f]{8})\.g?pphosted\.com(?![a-z0-9.-])/i);

/** Allocation `hc<n>-<n>` of Cisco's cloud gateway in the name of the delivering host. */
export const ciscoAllocation: TenantExtractor = byPattern(
  /^\s*from (?:[a-z0-9-]{1,63}\.)?(?:esa|ob)\d?\.(hc\d{1,6}-\d{1,3})(?:\.[a-z]{2})?\.iphmx\.com(?![a-z0-9.-])/i,
);

/** `… using account:ESS<digits> …`. */
export const barracudaAccount: TenantExtractor = byPattern(/\busing account:(ESS\d{1,12})\b/);

/** Account in `<account>.<…>.m1.<uuid>…`, the mail id of ZeptoMail. */
export const zeptoMailId: TenantExtractor = byPattern(/^\s*([0-9a-f]{2,16})\.[0-9a-f]{2,16}\.m1\.[0-9a-f-]{36}\b/);

export const fastmailFeedbackId: TenantExtractor = byPattern(/^\s*(i[0-9a-f]{8}):Fastmail\s*$/);
export const protonFeedbackId: TenantExtractor = byPattern(/^\s*(\d{1,12}):user:proton\s*$/);

/** Account in `<hash>:<account>:ssnet`. */
export const secureServerFeedbackId: TenantExtractor = byPattern(/^\s*[^:\s]{1,128}:(\d{4,12}):ssnet\s*$/);
/** A customer number. Where an address stands instead, it is the one of a customer's server and names no account. */
export const secureServerAccount: TenantExtractor = byPattern(/^\s*(\d{4,12})\s*$/);

/** An address alone, with or without angle brackets: the login with which the message was handed in. */
export const loginAddress: TenantExtractor = inAddress((address) =>
  address.length <= 320 && /^[^\s@<>"(),;:\\]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/.test(address)
    ? { value: address.toLowerCase(), quote: address }
    : null,
);

/** `<host>: authenticated_id: user@domain` (cPanel). Other forms of this header name a local account. */
export const panelLogin: TenantExtractor = (value) => {
  const match = /^\s*[a-z0-9.-]{1,253}:\s(?:authenticated_id:\s?)?(\S{3,320})\s*$/i.exec(value);
  const login = match?.[1] === undefined ? null : loginAddress(match[1]);
  return match === null || login === null ? null : { value: login.value, quote: match[0].trim() };
};

/** `by <host>.emailsrvr.com (Authenticated sender: user-AT-domain)` (Rackspace). */
export const rackspaceReceived: TenantExtractor = (value) => {
  const match = /\bby [a-z0-9.-]{1,200}\.emailsrvr\.com \(Authenticated sender: ([^\s()]{1,64}?)-AT-([a-z0-9.-]{3,253})\)/i.exec(value);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { value: `${match[1]}@${match[2]}`.toLowerCase(), quote: `(Authenticated sender: ${match[1]}-AT-${match[2]})` };
};

/** 32 hexadecimal digits that are the same for one Jira instance. */
export const jiraFingerprint: TenantExtractor = byPattern(/^\s*([0-9a-f]{32})\s*$/);

/** Site name in `<site>.atlassian.net`. */
export const atlassianSite: SigningExtractor = (domain) => /^([a-z0-9-]{1,63})\.atlassian\.net$/.exec(domain)?.[1] ?? null;
