import { describe, expect, it } from 'vitest';
import { readSealedRecords, type SealContext } from '../../../shared/authentication/sealed-records.ts';
import type { ArcSet } from '../../../shared/facts/authentication.ts';
import { readRecords } from '../../../shared/message/records.ts';
import { infrastructure, postfix, trace } from '../route/traced.ts';
import { arcCheck } from '../verdict/facts.ts';

const egress = postfix('mx.recv.example', { helo: 'EUR01.outbound.protection.outlook.com', ip: '40.107.117.56' });
const results = (instance: number): string =>
  `ARC-Authentication-Results: i=${instance}; mx.microsoft.com 1; spf=fail smtp.mailfrom=a.example`;
const receiverSays = (result: string): string => `Authentication-Results: mx.recv.example; arc=${result}`;

type GivenSet = Partial<ArcSet> & { readonly instance: number };

/** The sealed records in short: `instance operator trust own`. The sets are given newest first; unless told, each is at the field of its instance. */
function sealed(fields: readonly string[], sets: readonly GivenSet[], given: Partial<SealContext> = {}): readonly string[] {
  const { message, boundary } = trace(fields);
  const records = readRecords(message);
  const whole = sets.map(
    (set): ArcSet => ({
      sealedBy: 'microsoft.com',
      selector: 's',
      chainValidation: set.instance === 1 ? 'none' : 'pass',
      seal: 'unknown',
      messageSignature: 'unknown',
      sealHeader: 90,
      signatureHeader: 91,
      resultsHeader: records.results.find(({ parsed }) => parsed.instance === set.instance)?.field.index ?? null,
      sealReason: '',
      messageSignatureReason: '',
      bodyHash: 'match',
      signedHeaders: [],
      canonicalization: 'relaxed/relaxed',
      unsignedDuplicates: [],
      overSigned: [],
      bodyLength: null,
      unsignedOctets: 0,
      unsignedSpan: null,
      sealedAt: null,
      vouches: 'message',
      vouchesText: '',
      ...set,
    }),
  );
  const context: SealContext = {
    boundary,
    egressOperator: 'exchange-online',
    arc: arcCheck({ result: 'unknown', sets: whole }),
    infrastructure,
    ...given,
  };
  return [...readSealedRecords(records, context).values()].map(
    ({ instance, operator, trust, isOwnIngress }) => `${instance} ${operator} ${trust}${isOwnIngress ? ' own' : ''}`,
  );
}

describe('readSealedRecords', () => {
  it('vouches for a set of a chain that the receiver saw verify', () => {
    expect(sealed([receiverSays('pass'), egress, results(1)], [{ instance: 1 }])).toEqual(['1 exchange-online vouched own']);
  });

  it('attributes the newest set to an operator that seals all it sends, where nobody has the keys', () => {
    expect(sealed([egress, results(1)], [{ instance: 1 }])).toEqual(['1 exchange-online attributed own']);
    expect(sealed([egress, results(2), results(1)], [{ instance: 2 }, { instance: 1 }])).toEqual([
      '2 exchange-online attributed own',
      '1 exchange-online claimed',
    ]);
  });

  it('only claims a set that looks the same under an operator that does not', () => {
    const google = { instance: 1, sealedBy: 'google.com' };
    expect(sealed([egress, results(1)], [google], { egressOperator: 'google' })).toEqual(['1 google claimed']);
    expect(sealed([egress, results(1)], [{ ...google, seal: 'pass' }], { egressOperator: 'google' })).toEqual(['1 google attributed']);
  });

  it('knows the sealer by the domain of the seal, and nobody else', () => {
    expect(sealed([receiverSays('pass'), egress, results(1)], [{ instance: 1, sealedBy: 'lists.example' }])).toEqual([]);
    expect(sealed([receiverSays('pass'), egress, results(1)], [])).toEqual([]);
  });

  it.each<[string, readonly string[], readonly GivenSet[]]>([
    ['its seal was refuted', [egress, results(1)], [{ instance: 1, seal: 'fail' }]],
    ['it says that the chain was broken', [egress, results(2), results(1)], [{ instance: 2, chainValidation: 'fail' }]],
    ['it has no seal', [egress, results(1)], [{ instance: 1, sealHeader: null }]],
    ['it has no signature', [egress, results(1)], [{ instance: 1, signatureHeader: null }]],
    ['the chain below it has a gap', [egress, results(3), results(1)], [{ instance: 3 }]],
    ['another operator delivered', [postfix('mx.recv.example', { helo: 'x', ip: '209.85.208.43' }), results(1)], [{ instance: 1 }]],
  ])('only claims the newest set where %s', (_, fields, sets) => {
    const given = fields[0] === egress ? {} : { egressOperator: 'google' };
    expect(sealed(fields, sets, given)).toEqual([`${sets[0]?.instance} exchange-online claimed`]);
  });

  it('believes no set that stands below an older one', () => {
    expect(sealed([receiverSays('pass'), egress, results(1), results(2)], [{ instance: 1 }, { instance: 2 }])).toEqual([
      '1 exchange-online vouched own',
    ]);
  });

  it('believes none of two sets with one instance', () => {
    expect(sealed([receiverSays('pass'), egress, results(1), results(1)], [{ instance: 1 }])).toEqual([]);
  });

  it('leaves what the receiver sealed itself to the receiver', () => {
    expect(sealed([results(2), egress, results(1)], [{ instance: 2 }, { instance: 1 }])).toEqual(['1 exchange-online attributed own']);
  });
});
