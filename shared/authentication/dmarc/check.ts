/**
 * DMARC (RFC 9989, and RFC 7489 before it): did somebody who may speak for the From domain send this message?
 *
 * SPF and DKIM authenticate domains that nobody sees. DMARC asks whether one of them that passed is *aligned* with the From domain: the
 * same domain (strict), or the same organizational domain (relaxed). Whether and how is set by the record at `_dmarc.<From domain>`, or
 * higher up. The two standards find the organizational domain in different ways: RFC 7489 by the public suffix list, RFC 9989 (May 2026)
 * by walking up the DNS. They can disagree, and receivers of both kinds exist, so both readings stand side by side.
 *
 * Only the MAIL FROM identity of SPF counts. A pass needs a record: without one DMARC says nothing (`none`), however well all aligns.
 * And a pass says that the *domain* authorised the sender, not who used it: through a shared pool another customer passes as well
 * (RFC 9989 section 11.1).
 */
import type { DkimResult, DmarcCheck, DmarcReading, SpfResult } from '../../facts/authentication.ts';
import type { Resolver } from '../../facts/dns.ts';
import { normalizeDomainName } from '../../names/domain-name.ts';
import { type Identifier, publishIdentifiers } from './evaluate.ts';
import { explainDifference, explainDmarc } from './reason.ts';
import { readByRfc7489 } from './rfc7489.ts';
import { readByRfc9989 } from './rfc9989.ts';

/** A From field with more domains than this is an attack; the first ones tell enough. */
const largestDomainCount = 20;

export interface DmarcInput {
  /** Domains of RFC5322.From, in any spelling. */
  readonly fromDomains: readonly string[];
  /** The MAIL FROM identity only; HELO never counts (RFC 9989 section 4.4.2). An empty domain with `unknown` says that it is not known. */
  readonly spf: readonly { readonly domain: string; readonly result: SpfResult }[];
  readonly dkim: readonly { readonly domain: string; readonly result: DkimResult }[];
}

/**
 * Evaluates DMARC by both standards. Of several From domains the one with the strictest failing policy is reported (RFC 9989 section
 * 11.5, RFC 7489 section 6.6.1), and the rest stands in `others`. `permerror` where From has no usable domain.
 */
export function checkDmarc(input: DmarcInput, resolver: Resolver): DmarcCheck {
  const identifiers = [
    ...input.spf.map((check): Identifier => ({ mechanism: 'spf', domain: normalizeDomainName(check.domain), result: check.result })),
    ...input.dkim.map((check): Identifier => ({ mechanism: 'dkim', domain: normalizeDomainName(check.domain), result: check.result })),
  ];
  const domains = new Set(input.fromDomains.map((domain) => normalizeDomainName(domain)).filter((domain) => domain !== null));
  const checks = [...domains].slice(0, largestDomainCount).map((from) => checkDomain(from, identifiers, resolver));
  const [worst, ...others] = checks.sort((a, b) => severity(b) - severity(a));
  return worst === undefined ? withoutDomain(identifiers) : { ...worst, others };
}

function checkDomain(from: string, identifiers: readonly Identifier[], resolver: Resolver): DmarcCheck {
  const rfc9989 = readByRfc9989(from, identifiers, resolver);
  const rfc7489 = readByRfc7489(from, identifiers, resolver);
  return { fromDomain: from, rfc9989, rfc7489, difference: explainDifference(rfc9989, rfc7489), others: [] };
}

function withoutDomain(identifiers: readonly Identifier[]): DmarcCheck {
  const reading: DmarcReading = {
    result: 'permerror',
    policy: null,
    disposition: null,
    policyDomain: null,
    organizationalDomain: null,
    by: [],
    identifiers: publishIdentifiers(identifiers.map((identifier) => ({ ...identifier, alignment: 'none' }))),
    record: null,
    reason: explainDmarc({ code: 'from-unusable' }, '', null),
    walk: [],
    suffixList: null,
    missing: [],
  };
  return { fromDomain: null, rfc9989: reading, rfc7489: reading, difference: null, others: [] };
}

/** How bad a check is, to choose among several From domains. The current standard decides, the older one breaks ties. */
function severity(check: DmarcCheck): number {
  return readingSeverity(check.rfc9989) * 10 + readingSeverity(check.rfc7489);
}

function readingSeverity(reading: DmarcReading): number {
  switch (reading.result) {
    case 'fail':
      return reading.policy === 'reject' ? 8 : reading.policy === 'quarantine' ? 7 : 6;
    case 'permerror':
      return 5;
    case 'temperror':
      return 4;
    case 'unknown':
      return 3;
    case 'none':
      return 2;
    default:
      return 1;
  }
}
