/** What one row says by itself: which identifiers passed with alignment, from whose address space, and who else signed. */
import { organizationalDomainByPsl } from '../dns/organizational-domain.ts';
import type { Attribution, Infrastructure } from '../facts/infrastructure.ts';
import type { ReportRecord } from '../facts/report.ts';

/** A signature that passed, by somebody who is not the From domain. */
export interface ForeignSigner {
  /** What identifies the tenant: the operator and its part of a default signing domain, or the signer's organizational domain. */
  readonly key: string;
  /** The signing domain (d=), as the report names it. */
  readonly domain: string;
  /** The tenant's own part of it, to be compared with the From domain. */
  readonly tenant: string;
}

export interface RowFacts {
  readonly fromDomain: string | null;
  readonly organization: string | null;
  readonly attribution: Attribution | null;
  /** An aligned signature passed / stands in the row without passing. */
  readonly alignedDkim: 'pass' | 'broken' | 'absent';
  readonly spf: 'aligned-pass' | 'aligned-fail' | 'other-pass' | 'nothing';
  /** Some unaligned signature passed, a tenant's or not. */
  readonly otherDkimPass: boolean;
  readonly signer: ForeignSigner | null;
  /** The receiver itself says that the messages were forwarded, or came through a list. */
  readonly namedForwarder: string | null;
  readonly hasResults: boolean;
  /** Whether the row names a source address that can be one. */
  readonly hasAddress: boolean;
}

/** Relaxed alignment of the From domain with another, names under a domain with many owners set apart (authentication/alignment.ts). */
export type Align = (fromDomain: string, domain: string) => boolean;

export type RowFactsReader = (record: ReportRecord) => RowFacts;

/** Names and addresses repeat in millions of rows; what they mean is found out once, and forgotten when there are too many. */
const largestCache = 100_000;

export function createRowFactsReader(infrastructure: Infrastructure, align: Align): RowFactsReader {
  const attributed = memo((ip: string) => infrastructure.attribute({ ip, rdns: null, helo: null }));
  const organizations = memo((domain: string) => organizationalDomainByPsl(domain));
  const aligned = memoPair(align);
  const signers = memoPair((operator: string, domain: string) =>
    memo((selector: string) => signerOf(operator === '' ? null : operator, domain, selector === '' ? null : selector)),
  );

  function signerOf(operator: string | null, domain: string, selector: string | null): ForeignSigner | null {
    const named = infrastructure.tenantOfSigningDomain(domain, selector);
    if (named !== null) return { key: `${named.operator}:${named.tenant}`, domain, tenant: named.tenant };
    const organization = organizationalDomainByPsl(domain);
    // A signature that the operator makes for all of its tenants names none of them.
    if (operator === null || organization === null || infrastructure.isSharedDomain(domain) || infrastructure.isSharedDomain(organization))
      return null;
    return { key: organization, domain, tenant: organization };
  }

  return (record) => {
    const { headerFrom: from, sourceIp, authResults } = record;
    const attribution = sourceIp === null ? null : attributed(sourceIp);
    let alignedDkim: RowFacts['alignedDkim'] = 'absent';
    let otherDkimPass = false;
    let signer: ForeignSigner | null = null;
    for (const { domain, selector, result } of authResults.dkim) {
      if (domain === null || from === null) continue;
      if (aligned(from, domain)) {
        if (result === 'pass') alignedDkim = 'pass';
        else if (alignedDkim === 'absent') alignedDkim = 'broken';
      } else if (result === 'pass') {
        otherDkimPass = true;
        const found = signers(attribution?.operator ?? '', domain)(selector ?? '');
        // The operator's own name for the tenant says more than a domain that anybody may hold.
        const isOperators = found !== null && attribution !== null && found.key.startsWith(`${attribution.operator}:`);
        if (found !== null && (signer === null || isOperators)) signer = found;
      }
    }
    // A reporter that gives no detail still says whether an aligned signature passed.
    if (authResults.dkim.length === 0 && record.dkim === 'pass') alignedDkim = 'pass';
    return {
      fromDomain: from,
      organization: from === null ? null : organizations(from),
      attribution,
      alignedDkim,
      spf: spfOf(record, aligned),
      otherDkimPass,
      signer,
      namedForwarder: forwarderOf(record),
      hasResults: authResults.dkim.length > 0 || authResults.spf.length > 0 || record.dkim !== null || record.spf !== null,
      hasAddress: sourceIp !== null,
    };
  };
}

function spfOf({ spf, headerFrom, authResults }: ReportRecord, isAligned: Align): RowFacts['spf'] {
  let found: RowFacts['spf'] = 'nothing';
  for (const { domain, scope, result } of authResults.spf) {
    if (domain === null) continue;
    const aligned = headerFrom !== null && isAligned(headerFrom, domain);
    // RFC 9989 section 4.4.2: a HELO name counts for nothing; by RFC 7489 it did where MAIL FROM was empty, and then the receiver says pass.
    const counts = scope !== 'helo' || spf === 'pass';
    if (aligned && counts && result === 'pass') return 'aligned-pass';
    if (aligned && (result === 'fail' || result === 'softfail')) found = 'aligned-fail';
    else if (result === 'pass' && found === 'nothing') found = 'other-pass';
  }
  return authResults.spf.length === 0 && spf === 'pass' ? 'aligned-pass' : found;
}

const forwarderReasons: ReadonlySet<string> = new Set(['forwarded', 'trusted_forwarder', 'mailing_list']);

function forwarderOf({ reasons }: ReportRecord): string | null {
  for (const { type, comment } of reasons) {
    if (type !== null && forwarderReasons.has(type)) return type;
    // Google and others explain a local policy so (RFC 8617 section 7.2.2 as practised).
    if (type === 'local_policy' && comment !== null && /\barc=pass\b/i.test(comment)) return 'arc=pass';
  }
  return null;
}

function memo<Value>(find: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined || known.has(key)) return value as Value;
    const found = find(key);
    if (known.size >= largestCache) known.clear();
    known.set(key, found);
    return found;
  };
}

function memoPair<Value>(find: (first: string, second: string) => Value): (first: string, second: string) => Value {
  const known = memo((first: string) => memo((second: string) => find(first, second)));
  return (first, second) => known(first)(second);
}
