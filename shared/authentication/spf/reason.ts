/** The sentences behind SPF results: one for each reason. */
import type { SpfReasonCode, SpfResult } from '../../facts/authentication.ts';
import { assertNever } from '../../outcome.ts';

/** What a sentence may speak of. `detail` is the term, name or clause that the reason is about. */
export interface ReasonFacts {
  readonly reason: SpfReasonCode;
  readonly result: SpfResult;
  readonly ip: string;
  /** The domain whose record decided. */
  readonly domain: string;
  readonly detail: string;
  /** Domains from the start to that record. */
  readonly path: readonly string[];
}

/** One sentence for people, British spelling, without advice. */
export function describeReason(facts: ReasonFacts): string {
  const { ip, domain, detail, path, result } = facts;
  const via = path.length > 1 ? `, reached by ${path.join(' → ')}` : '';
  switch (facts.reason) {
    case 'matched':
      return `${ip} matches ${detail} in the record of ${domain}${via}: ${result}.`;
    case 'no-match':
      return `No term in the record of ${domain} matches ${ip}${via}, and the record ends without "all".`;
    case 'no-record':
      return `${domain} publishes no SPF record.`;
    case 'domain-malformed':
      return `${JSON.stringify(detail)} is no domain name that an SPF record could be asked for (RFC 7208 section 4.3).`;
    case 'address-malformed':
      return `${JSON.stringify(detail)} is no IP address.`;
    case 'multiple-records':
      return `${domain} publishes more than one SPF record${via} (RFC 7208 section 4.5).`;
    case 'syntax-error':
      return `The record of ${domain} has a syntax error${via}: ${detail} (RFC 7208 section 4.6).`;
    case 'too-many-lookups':
      return `The record needs more than 10 terms that query DNS; ${detail} in the record of ${domain} is one too many (RFC 7208 section 4.6.4).`;
    case 'too-many-void-lookups':
      return `More than 2 terms query names without an answer; ${detail} in the record of ${domain} is one too many (RFC 7208 section 4.6.4).`;
    case 'too-many-mx':
      return `${detail} in the record of ${domain} leads to more than 10 mail exchangers (RFC 7208 section 4.6.4).`;
    case 'too-many-ptr':
      return `${detail} in the record of ${domain} leads to more than 10 names of ${ip} (RFC 7208 section 4.6.4).`;
    case 'include-without-record':
      return `${detail} in the record of ${domain} leads to a name without an SPF record (RFC 7208 section 5.2).`;
    case 'redirect-without-record':
      return `${detail} in the record of ${domain} leads to a name without an SPF record (RFC 7208 section 6.1).`;
    case 'dns-failure':
      return `DNS failed for ${detail}${via}.`;
    case 'not-captured':
      return `The snapshot holds no answer for ${detail}${via}.`;
    default:
      return assertNever(facts.reason);
  }
}
