import { describe, expect, it } from 'vitest';
import { isNominal } from '../../../shared/authentication/nominal-pass.ts';
import { collectSignatures, type SignatureInput, verifiedSignatures } from '../../../shared/authentication/signatures.ts';
import type { SignatureFact } from '../../../shared/facts/authentication.ts';
import { buildSegments } from '../../../shared/route/segments.ts';
import { infrastructure, postfix, received, trace } from '../route/traced.ts';
import { claim, dkimCheck, place } from '../verdict/facts.ts';

const egress = postfix('mx.recv.example', { helo: 'EUR01.outbound.protection.outlook.com', ip: '40.107.117.56' }, 3);
const front = received(
  'from evil.example (203.0.113.66) by AM1EUR.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1',
  1,
);

/** Field 0 is the receiver's line, field 2 the line by which Exchange Online took the message over. */
function throughExchange(): SignatureInput['route'] {
  const { hops, boundary } = trace([egress, 'X: 1', front]);
  return { hops, boundary, handoffs: buildSegments(hops, boundary, null).handoffs };
}

function signatures(given: Partial<SignatureInput> = {}): readonly SignatureFact[] {
  return collectSignatures({
    checks: [],
    claims: [],
    fromDomains: ['a.example'],
    route: throughExchange(),
    egressOperator: 'exchange-online',
    infrastructure,
    ...given,
  });
}

const short = (facts: readonly SignatureFact[]): readonly string[] =>
  facts.map(({ domain, selector, result, source, trust, madeBy }) => `${domain} ${selector} ${result} ${source} ${trust} ${madeBy}`);

const above = dkimCheck({ header: 1, place: place(1) });
const below = dkimCheck({ header: 3, place: place(3) });
const dkimClaim = (given: Parameters<typeof claim>[0]) => claim({ method: 'dkim', domain: 'a.example', ...given });
const ingressClaim = (given: Parameters<typeof claim>[0] = {}) =>
  dkimClaim({
    field: 'operator-results',
    about: 'ingress',
    trust: 'attributed',
    comment: 'signature was verified',
    place: place(5),
    ...given,
  });

describe('collectSignatures', () => {
  it('gives the whole of a signature that we checked', () => {
    expect(signatures({ checks: [below] })).toEqual([
      {
        domain: 'a.example',
        selector: 's1',
        result: 'pass',
        aligned: true,
        alignedBySharedSuffix: false,
        trust: 'vouched',
        source: 'replay',
        madeBy: 'author',
        operator: null,
        places: [place(3)],
      },
    ]);
  });

  it('knows a tenant’s default signature for the operator’s', () => {
    expect(
      signatures({ checks: [dkimCheck({ domain: 'bravo.onmicrosoft.com', selector: 'selector1-bravo-onmicrosoft-com' })] }),
    ).toMatchObject([{ domain: 'bravo.onmicrosoft.com', aligned: false, madeBy: 'operator', operator: 'exchange-online' }]);
  });

  it('puts the receiver’s word and ours side by side', () => {
    const recorded = dkimClaim({ selector: 's1', result: 'PASS', place: place(0) });
    const check = dkimCheck({ ...below, result: 'fail' });
    expect(short(signatures({ checks: [check], claims: [recorded] }))).toEqual([
      'a.example s1 pass receiver-record vouched author',
      'a.example s1 fail replay vouched author',
    ]);
  });

  it('takes a receiver’s record for a signature whose field is gone', () => {
    expect(signatures({ claims: [dkimClaim({ place: place(0) })] })).toMatchObject([
      { selector: null, madeBy: 'unknown', places: [place(0)] },
    ]);
  });

  describe('who made it', () => {
    it('is told by the place of the field: every system prepends', () => {
      expect(short(signatures({ checks: [above, below] })).map((line) => line.split(' ').at(-1))).toEqual(['operator', 'author']);
    });

    it('is told by the operator’s record of what it was handed, which outdoes the place', () => {
      expect(signatures({ checks: [above], claims: [ingressClaim()] }).map(({ source, madeBy }) => [source, madeBy])).toEqual([
        ['operator-record', 'author'],
        ['replay', 'author'],
      ]);
      const unsigned = ingressClaim({ result: 'none', domain: null });
      expect(signatures({ checks: [below], claims: [unsigned] }).map(({ madeBy }) => madeBy)).toEqual(['operator']);
    });

    it('is not told by a record that is only claimed', () => {
      expect(signatures({ checks: [above], claims: [ingressClaim({ trust: 'claimed' })] }).map(({ madeBy }) => madeBy)).toEqual([
        'operator',
      ]);
    });

    it('is unknown where the line of the hand-in is missing', () => {
      const { hops, boundary } = trace([egress]);
      const route = { hops, boundary, handoffs: buildSegments(hops, boundary, null).handoffs };
      expect(signatures({ checks: [below], route }).map(({ madeBy }) => madeBy)).toEqual(['unknown']);
    });
  });

  it('does not take a nominal pass for a signature', () => {
    const nominal = ingressClaim({ field: 'arc-authentication-results', comment: null, selector: null });
    expect(signatures({ claims: [nominal] })).toEqual([]);
  });

  it.each([
    ['another method', { method: 'spf' }],
    ['no domain', { domain: null }],
    ['a word that is no result', { result: 'excellent' }],
    ['a check that nobody can place', { about: 'other' }],
  ] as const)('passes over a record of %s', (_, given) => {
    expect(signatures({ claims: [dkimClaim(given)] })).toEqual([]);
  });
});

describe('verifiedSignatures', () => {
  const unknown = dkimCheck({ result: 'unknown', code: 'key-not-captured' });

  it('are those that we verified, and those of which the receiver recorded it', () => {
    expect(verifiedSignatures([dkimCheck()], [])).toEqual([[dkimCheck()]]);
    expect(verifiedSignatures([unknown], [dkimClaim({})])).toEqual([[unknown]]);
  });

  it.each([
    ['of another domain', dkimClaim({ domain: 'b.example' })],
    ['of another selector', dkimClaim({ selector: 's2' })],
    ['that is no pass', dkimClaim({ result: 'fail' })],
    ['that is not the receiver’s', dkimClaim({ about: 'other', trust: 'claimed' })],
  ])('are none by a record %s', (_, recorded) => {
    expect(verifiedSignatures([unknown], [recorded])).toEqual([]);
  });

  it('are told as either of two where the record may speak of both: one may be pasted text', () => {
    const other = dkimCheck({ result: 'unknown', selector: 's2', header: 9 });
    expect(verifiedSignatures([unknown, other], [dkimClaim({})])).toEqual([[unknown, other]]);
    expect(verifiedSignatures([unknown, other], [dkimClaim({ selector: 's2' })])).toEqual([[other]]);
  });

  it('do not include one that our own check refuted, while another may be meant', () => {
    const refuted = dkimCheck({ result: 'fail', selector: 's2', header: 9 });
    expect(verifiedSignatures([unknown, refuted], [dkimClaim({})])).toEqual([[unknown]]);
  });
});

describe('isNominal', () => {
  const nominal = dkimClaim({ field: 'arc-authentication-results' });
  it.each([
    [true, nominal],
    [false, { ...nominal, selector: 's1' }],
    [false, { ...nominal, comment: 'signature was verified' }],
    [false, { ...nominal, field: 'operator-results' as const }],
    [false, { ...nominal, result: 'fail' }],
  ])('is %s', (expected, made) => {
    expect(isNominal(made)).toBe(expected);
  });
});
