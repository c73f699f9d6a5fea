import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../shared/facts/verdict-facts.ts';
import { reachVerdict } from '../../../shared/verdict/verdict.ts';
import {
  dkimCheck,
  domain,
  facts,
  ingressRefusal,
  known,
  knownTenant,
  mark,
  passage,
  place,
  poolPass,
  question,
  receiver,
  signature,
  spfCheck,
  stamp,
  tenantSignature,
} from './facts.ts';

/** Tenant bravo of Relay hands in a message of a.example from a refused host; the pool makes it pass. */
function spoof(given: Partial<VerdictFacts> = {}): VerdictFacts {
  const pass = poolPass({ operator: 'relay' });
  return facts({
    receiver: receiver({ checks: [pass, poolPass({ identity: 'from' })] }),
    shared: passage({ ingress: [ingressRefusal()], egress: [pass, poolPass({ identity: 'from' })] }),
    stamps: [stamp('domain-foreign')],
    tenants: [
      mark('guid-of-bravo', { trust: 'vouched' }),
      mark('bravo.relay.example', { kind: 'dkim-domain', header: 8, place: place(8) }),
    ],
    signatures: [tenantSignature({ domain: 'bravo.relay.example' })],
    known: known({ tenants: [knownTenant('guid-of-alpha')] }),
    ...given,
  });
}

const short = (given: VerdictFacts) => {
  const { kind, confidence } = reachVerdict(given).verdict;
  return `${kind} ${confidence}`;
};

describe('reachVerdict', () => {
  it('tells a cross-tenant spoof whole', () => {
    const { verdict, notExamined } = reachVerdict(spoof());
    expect(verdict).toMatchObject({
      kind: 'cross-tenant-spoof',
      confidence: 'confirmed',
      operator: 'relay',
      flippedAt: 1,
      passed: { spf: true, dmarc: null },
      claimedDomain: 'a.example',
      actualTenant: 'bravo.relay.example',
      open: [],
    });
    expect(verdict.sentence).toContain('bravo.relay.example');
    expect(verdict.reasons.map(({ signal, points, weight }) => `${signal}: ${points} ${weight}`)).toEqual([
      'tenant-mismatch: cross-tenant-spoof decisive',
      'unaccepted-from-domain: cross-tenant-spoof strong',
      'foreign-tenant-signature: cross-tenant-spoof supporting',
      'pool-authorised-by-from-domain: cross-tenant-spoof supporting',
      'ingress-spf-flip: laundered-pass decisive',
      'shared-pool-only-alignment: shared-pass-unattributed strong',
    ]);
    expect(notExamined).toEqual([]);
  });

  it.each<[string, string, Partial<VerdictFacts>]>([
    ['is only probable while the domain’s own tenants are not known', 'cross-tenant-spoof probable', { known: known() }],
    [
      'is neutral about the cause where the tenant is the domain’s own',
      'laundered-pass confirmed',
      { known: known({ tenants: [knownTenant('guid-of-bravo')] }), stamps: [] },
    ],
    ['is neutral about the cause where nobody names the tenant', 'laundered-pass confirmed', { known: known(), stamps: [], tenants: [] }],
    [
      'says no more than that the pool passed where the ingress is not known',
      'shared-pass-unattributed null',
      { known: known(), stamps: [], tenants: [], shared: passage({ egress: [poolPass()] }) },
    ],
    ['is authentic where the author’s side signed', 'authentic confirmed', { signatures: [signature()], stamps: [], tenants: [] }],
  ])('%s', (_, expected, given) => {
    expect(short(spoof(given))).toBe(expected);
  });

  it('says nothing on claims alone', () => {
    const claimed = 'claimed' as const;
    const given = spoof({
      receiver: receiver({ checks: [poolPass({ trust: claimed })] }),
      shared: passage({ ingress: [ingressRefusal({ trust: claimed })], egress: [poolPass({ trust: claimed })] }),
      stamps: [stamp('domain-foreign', { trust: claimed })],
      tenants: [mark('guid-of-bravo', { trust: claimed })],
      signatures: [tenantSignature({ trust: claimed })],
    });
    expect(reachVerdict(given).verdict).toMatchObject({ kind: 'indeterminate', confidence: null, actualTenant: null, flippedAt: null });
  });

  it('is indeterminate without evidence', () => {
    expect(reachVerdict(facts({ from: { domains: [], places: [] } }))).toEqual({
      verdict: {
        kind: 'indeterminate',
        confidence: null,
        sentence: expect.stringMatching(/\.$/),
        operator: null,
        flippedAt: null,
        passed: { spf: null, dmarc: null },
        claimedDomain: null,
        actualTenant: null,
        reasons: [],
        open: [],
      },
      notExamined: [],
    });
  });

  describe('passed', () => {
    const passed = (...checks: Parameters<typeof spfCheck>[0][]) =>
      reachVerdict(facts({ receiver: receiver({ checks: checks.map((given) => spfCheck(given)) }) })).verdict.passed.spf;

    it.each<[boolean | null, string, Parameters<typeof passed>]>([
      [true, 'the MAIL FROM passed', [{}]],
      [false, 'the MAIL FROM did not pass', [{ result: 'softfail' }]],
      [true, 'the replay does not know and the receiver recorded a pass', [{ result: 'unknown' }, { source: 'receiver-record' }]],
      [true, 'the receiver recorded a pass and our replay says otherwise', [{ result: 'fail' }, { source: 'receiver-record' }]],
      [false, 'the receiver recorded a fail and our replay says otherwise', [{}, { source: 'receiver-record', result: 'fail' }]],
      [null, 'nobody knows', [{ result: 'unknown' }, { result: 'temperror', source: 'receiver-record' }]],
      [null, 'only the HELO was checked', [{ identity: 'helo' }]],
    ])('spf is %s where %s', (expected, _, checks) => {
      expect(passed(...checks)).toBe(expected);
    });

    it.each([
      ['pass', true],
      ['fail', false],
      ['none', null],
      ['bestguesspass', null],
      ['permerror', null],
    ])('dmarc=%s gives %s', (result, expected) => {
      const dmarc = { result, trust: 'vouched', source: 'receiver-record', places: [] } as const;
      expect(reachVerdict(facts({ receiver: receiver({ dmarc }) })).verdict.passed.dmarc).toBe(expected);
    });
  });

  describe('the tenant it names', () => {
    const tenantOf = (...tenants: VerdictFacts['tenants']) => reachVerdict(spoof({ tenants, known: known() })).verdict.actualTenant;

    it('is the best vouched one, then the one that people can read', () => {
      const guid = mark('guid', { kind: 'tenant-id' });
      const organization = mark('bravo.example', { kind: 'organization-domain' });
      const account = mark('4711', { kind: 'account' });
      const signer = mark('b.relay.example', { kind: 'dkim-domain', trust: 'attributed' });
      expect(tenantOf(guid, account, organization)).toBe('bravo.example');
      expect(tenantOf(account, guid)).toBe('guid');
      expect(tenantOf(signer, guid)).toBe('guid');
    });

    it('is none that is only claimed or another operator’s', () => {
      expect(tenantOf(mark('x', { trust: 'claimed' }), mark('y', { operator: 'other' }))).toBeNull();
    });
  });

  it('says which answers would let it examine what', () => {
    const given = facts({
      receiver: receiver({ checks: [spfCheck({ result: 'unknown', missing: [question(domain)] })] }),
      signatures: [signature({ result: 'unknown' })],
      dkim: [dkimCheck({ result: 'unknown', missing: [question(`s1._domainkey.${domain}`)] })],
    });
    const { verdict, notExamined } = reachVerdict(given);
    expect(verdict.kind).toBe('indeterminate');
    expect(notExamined.find(({ signal }) => signal === 'own-address-space')).toEqual({
      signal: 'own-address-space',
      questions: ['a.example TXT', 's1._domainkey.a.example TXT'],
    });
    const [sentence = '', ...others] = verdict.open.filter((open) =>
      open.startsWith('If a.example TXT, s1._domainkey.a.example TXT were known, '),
    );
    expect(sentence).toContain('“Sent from address space that the domain does not share”');
    expect(others).toEqual([]);
  });

  it('can leave signals out, so that a test sees what each carries', () => {
    const without = reachVerdict(spoof(), { enabled: (signal) => signal !== 'tenant-mismatch' });
    expect(without.verdict.confidence).toBe('probable');
  });
});
