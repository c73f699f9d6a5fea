/** What both readings of DMARC share: from a policy record and the alignment of each identifier to result, policy and disposition. */
import type { DkimResult, DmarcIdentifier, DmarcResult, SpfResult } from '../../facts/authentication.ts';
import type { Alignment } from './alignment.ts';
import type { DmarcRecord, Policy } from './record.ts';

/** An authenticated identifier as the SPF or DKIM check left it. The domain is canonical, or null where it is unusable or not known. */
export interface Identifier {
  readonly mechanism: 'spf' | 'dkim';
  readonly domain: string | null;
  readonly result: SpfResult | DkimResult;
}

export interface AlignedIdentifier extends Identifier {
  readonly alignment: Alignment;
}

/** Whether an identifier counts as aligned under the record's mode; under relaxed mode where no record is known. */
export function isAligned(identifier: AlignedIdentifier, record: DmarcRecord | null): boolean | null {
  const mode = identifier.mechanism === 'spf' ? (record?.aspf ?? 'relaxed') : (record?.adkim ?? 'relaxed');
  switch (identifier.alignment) {
    case 'strict':
      return true;
    case 'relaxed':
      return mode === 'relaxed';
    case 'none':
      return false;
    default:
      // Whatever the missing answers say, it is not the same domain.
      return mode === 'strict' && identifier.domain !== null ? false : null;
  }
}

/** Mechanisms that passed with alignment, in the order spf, dkim. */
export function alignedPasses(identifiers: readonly AlignedIdentifier[], record: DmarcRecord | null): readonly ('spf' | 'dkim')[] {
  return (['spf', 'dkim'] as const).filter((mechanism) =>
    identifiers.some(
      (identifier) => identifier.mechanism === mechanism && identifier.result === 'pass' && isAligned(identifier, record) === true,
    ),
  );
}

/**
 * The result where a policy record applies (RFC 9989 section 4.5, RFC 7489 section 6.6.2). One aligned pass is enough. Where none passes,
 * an identifier that may still turn out to be an aligned pass keeps the result open: `unknown` for missing answers, `temperror` for failed ones.
 */
export function judgeIdentifiers(
  identifiers: readonly AlignedIdentifier[],
  record: DmarcRecord,
): Extract<DmarcResult, 'pass' | 'fail' | 'temperror' | 'unknown'> {
  if (alignedPasses(identifiers, record).length > 0) {
    return 'pass';
  }
  let result: 'fail' | 'temperror' | 'unknown' = 'fail';
  for (const identifier of identifiers) {
    if (isAligned(identifier, record) === false) {
      continue;
    }
    const couldPass = identifier.result === 'pass' || identifier.result === 'unknown' || identifier.result === 'temperror';
    if (!couldPass) {
      continue;
    }
    if (identifier.result === 'unknown' || identifier.alignment === 'unknown') {
      return 'unknown';
    }
    result = 'temperror';
  }
  return result;
}

/**
 * A faulty record (RFC 9989 section 4.10.1, RFC 7489 section 6.6.3): with a report address it counts as `v=DMARC1; p=none` and nothing
 * else; without one DMARC does not apply, which is null here. `isFaulty` is what the reading at hand calls a fault.
 */
export function withoutFaults(record: DmarcRecord, isFaulty: boolean): DmarcRecord | null {
  if (!isFaulty) {
    return record;
  }
  return record.hasReportAddress
    ? { ...record, p: 'none', sp: 'absent', np: 'absent', adkim: 'relaxed', aspf: 'relaxed', percent: 100, testing: false }
    : null;
}

/** One level down, as test mode and `pct=0` want it. */
export function lower(policy: Policy): Policy {
  return policy === 'reject' ? 'quarantine' : 'none';
}

/** The fact for the window: `error` is shown as not known. */
export function publishIdentifiers(identifiers: readonly AlignedIdentifier[]): DmarcIdentifier[] {
  return identifiers.map(({ mechanism, domain, result, alignment }) => ({
    mechanism,
    domain: domain ?? '',
    result,
    alignment: alignment === 'error' ? 'unknown' : alignment,
  }));
}
