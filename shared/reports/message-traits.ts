/** What a message has that rows of reports can have too: the names, the addresses and the time that a campaign is followed by. */
import { organizationalDomainByPsl } from '../dns/organizational-domain.ts';
import type { Analysis } from '../facts/analysis.ts';
import { normalizeDomainName } from '../names/domain-name.ts';
import { parseIp } from '../names/ip-network.ts';
import { splitMailbox } from '../names/mailbox.ts';

/** Names are canonical (lower case, A-labels), as the reader of reports makes them. */
export interface MessageTraits {
  readonly fromDomains: readonly string[];
  readonly organizations: readonly string[];
  /** Empty for the null reverse-path, null where nothing records it. */
  readonly mailFromDomain: string | null;
  /** That handed the message to its receiver; several where an operator and a gateway stand before it. */
  readonly addresses: readonly string[];
  /** The shared operator whose pool the message left by. */
  readonly operator: string | null;
  /** As far as the receiver's own lines name them. */
  readonly recipientDomains: readonly string[];
  /** Domains of all signatures; `signers` are those whose signature passes, by our check or the receiver's word. */
  readonly signatures: readonly string[];
  readonly signers: readonly string[];
  /** Those of somebody else than the From domain, and the tenant that the verdict names. */
  readonly tenants: readonly string[];
  /** When the receiver checked it, UTC; null where the message has no usable time. */
  readonly at: string | null;
}

/** A message can name any number of each; a filter takes so many. */
const mostNames = 100;
/** RFC 1035 section 2.3.4: 253 characters and what may stand around them. */
const longestName = 255;

export function traitsOfMessage(analysis: Analysis): MessageTraits {
  const { message, boundary, hops, dkim, claims } = analysis;
  const organizations = names(message.from.map(({ organizationalDomain }) => organizationalDomain));
  const passedClaims = claims.filter(({ method, result, trust }) => method === 'dkim' && result === 'pass' && trust !== 'claimed');
  const signers = names([
    ...dkim.filter(({ result }) => result === 'pass').map(({ domain }) => domain),
    ...passedClaims.map(({ domain }) => domain),
  ]);
  const egress = analysis.handoffs.filter(({ role, trust }) => role === 'egress' && trust !== 'claimed');
  const atBoundary = hops.find(({ index }) => index === boundary.hop);
  const isOwn = (domain: string): boolean => organizations.includes(organizationalDomainByPsl(domain) ?? domain);
  const marks = analysis.tenants.filter(
    ({ kind, trust }) => (kind === 'dkim-domain' || kind === 'organization-domain') && trust !== 'claimed',
  );
  return {
    fromDomains: names(message.from.map(({ domain }) => domain)),
    organizations,
    mailFromDomain: message.mailFrom === null || message.mailFrom === '' ? message.mailFrom : domainOf(message.mailFrom),
    addresses: limited(
      [atBoundary?.from.ip ?? null, ...egress.map(({ client }) => client.ip)].map((ip) =>
        ip === null ? null : (parseIp(ip)?.text ?? null),
      ),
    ),
    operator: egress.find(({ hop }) => hop === boundary.hop)?.operator ?? egress.at(-1)?.operator ?? analysis.verdict.operator,
    recipientDomains: limited(hops.filter(({ trust }) => trust === 'vouched').map((hop) => (hop.for === null ? null : domainOf(hop.for)))),
    signatures: names([...dkim.map(({ domain }) => domain), ...signers]),
    signers,
    // Only names can be compared with what reports hold.
    tenants: names([...signers, ...marks.map(({ value }) => value), analysis.verdict.actualTenant]).filter((domain) => !isOwn(domain)),
    at: analysis.evaluatedAt,
  };
}

function names(domains: readonly (string | null)[]): readonly string[] {
  return limited(domains.map((domain) => (domain?.includes('.') === true ? normalizeDomainName(domain) : null)));
}

function limited(texts: readonly (string | null)[]): readonly string[] {
  const found = texts.filter((text) => text !== null && text !== '' && text.length <= longestName);
  return [...new Set(found)].slice(0, mostNames) as string[];
}

function domainOf(address: string): string | null {
  const domain = splitMailbox(address)?.domain ?? null;
  return domain === null ? null : normalizeDomainName(domain);
}
