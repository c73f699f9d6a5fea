import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, reasonsOf } from '../examine.ts';
import { facts, passage, poolPass, tenantSignature } from '../facts.ts';

const id = 'own-tenant-signature';
const own = tenantSignature({ domain: 'a-example.20230601.gappssmtp.com' });

/** A message of a.example that passed through its operator's pool, signed for the tenant `a-example`. */
function signed(given: Partial<VerdictFacts> = {}): VerdictFacts {
  const pass = poolPass();
  return facts({
    shared: passage({ egress: [pass] }),
    receiver: { checks: [pass], dmarc: null, signaturesDecided: true },
    signatures: [own],
    ...given,
  });
}

describe(id, () => {
  it('speaks for the domain where the operator signed for the tenant of that name, and never better than attributed', () => {
    expect(findings(id, signed())).toEqual(['authentic strong attributed replay', 'cross-tenant-spoof countering attributed replay']);
  });

  it('compares forwards, whole name by whole name', () => {
    const [reason] = reasonsOf(id, signed());
    expect(reason?.text).toContain('a-example.20230601.gappssmtp.com, which is the From domain a.example with dots written as hyphens');
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['the tenant has another name', { signatures: [tenantSignature({ domain: 'b-example.20230601.gappssmtp.com' })] }],
    ['the name only begins like it', { signatures: [tenantSignature({ domain: 'a-example-evil.20230601.gappssmtp.com' })] }],
    ['the operator lets tenants choose their names', { signatures: [tenantSignature({ domain: 'a-example.onmicrosoft.com' })] }],
    ['the signature is only claimed', { signatures: [{ ...own, trust: 'claimed' }] }],
    ['the signature did not verify', { signatures: [{ ...own, result: 'fail' }] }],
    ['another operator made the signature', { signatures: [{ ...own, operator: 'other' }] }],
    [
      'SPF did not pass through the pool',
      { receiver: { checks: [poolPass({ result: 'softfail' })], dmarc: null, signaturesDecided: true } },
    ],
    ['the message passed no shared pool', { shared: null }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, signed(given))).toEqual([]);
  });
});
