import { describe, expect, it } from 'vitest';
import { collectClaims } from '../../../shared/authentication/claims.ts';
import { readSealedRecords, type SealContext } from '../../../shared/authentication/sealed-records.ts';
import type { ArcCheck, ArcSet, Claim } from '../../../shared/facts/authentication.ts';
import { readRecords } from '../../../shared/message/records.ts';
import { infrastructure, postfix, trace } from '../route/traced.ts';
import { arcCheck } from '../verdict/facts.ts';

const entry = postfix('mx.recv.example', { helo: 'EUR01.outbound.protection.outlook.com', ip: '40.107.117.56' });
const spf = (result: string, ip = '203.0.113.66') => `spf=${result} (sender IP is ${ip}) smtp.mailfrom=a.example`;
const kept = (text: string) => `X-MS-Exchange-Authentication-Results: ${text}`;
const sealedResults = (instance: number, text: string) => `ARC-Authentication-Results: i=${instance}; mx.microsoft.com 1; ${text}`;

function arcSet(instance: number, given: Partial<ArcSet> = {}): ArcSet {
  return {
    instance,
    sealedBy: 'microsoft.com',
    selector: 's',
    chainValidation: instance === 1 ? 'none' : 'pass',
    seal: 'pass',
    messageSignature: 'pass',
    sealHeader: 90,
    signatureHeader: 91,
    resultsHeader: 92,
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
    ...given,
  };
}

const chain = (result: ArcCheck['result'], ...sets: readonly ArcSet[]): ArcCheck => arcCheck({ result, sets });

/** The claims of a message. The sets of the chain are those whose results field stands in it. */
function claimsOf(fields: readonly string[], given: Partial<SealContext> = {}): readonly Claim[] {
  const { message, boundary } = trace(fields);
  const records = readRecords(message);
  const { arc = arcCheck() } = given;
  const sets = arc.sets.map((set) => {
    const results = records.results.find(({ parsed }) => parsed.instance === set.instance);
    return { ...set, resultsHeader: results?.field.index ?? null };
  });
  const context: SealContext = { boundary, egressOperator: 'exchange-online', infrastructure, ...given, arc: { ...arc, sets } };
  return collectClaims(records, readSealedRecords(records, context), context);
}

/** Claims in short: `header method=result about trust`. */
const short = (claims: readonly Claim[]): readonly string[] =>
  claims.map(({ header, method, result, about, trust }) => `${header} ${method}=${result} ${about} ${trust}`);

describe('collectClaims', () => {
  it('gives the whole of a receiver’s result', () => {
    const field =
      'Authentication-Results: mx.recv.example; spf=pass (sender IP is 40.107.117.56) smtp.mailfrom=ceo@Mail.A.example smtp.helo=out.example';
    const { message } = trace([field, entry]);
    const [claim] = claimsOf([field, entry]);
    expect(claim).toEqual({
      header: 0,
      place: { header: 0, start: field.indexOf('spf='), end: field.length },
      field: 'authentication-results',
      authservId: 'mx.recv.example',
      instance: null,
      writer: null,
      method: 'spf',
      result: 'pass',
      domain: 'mail.a.example',
      selector: null,
      ip: '40.107.117.56',
      helo: 'out.example',
      properties: { 'smtp.mailfrom': 'ceo@Mail.A.example', 'smtp.helo': 'out.example' },
      comment: 'sender IP is 40.107.117.56',
      about: 'receiver',
      trust: 'vouched',
      agrees: null,
      difference: null,
    });
    expect(Buffer.from(message.bytes.subarray(claim?.place.start, claim?.place.end)).toString()).toMatch(/^spf=pass .*out\.example$/);
  });

  it('believes what stands above the boundary, whatever its name, and in order', () => {
    const claims = claimsOf([
      'Received-SPF: pass (x) client-ip=40.107.117.56; envelope-from=a.example',
      'Authentication-Results: other-name.example; dkim=pass header.d=a.example header.s=s1; dmarc=pass header.from=a.example',
      'ARC-Authentication-Results: i=1; mx.recv.example; dkim=pass header.i=@b.example',
      entry,
    ]);
    expect(short(claims)).toEqual([
      '0 spf=pass receiver vouched',
      '1 dkim=pass receiver vouched',
      '1 dmarc=pass receiver vouched',
      '2 dkim=pass receiver vouched',
    ]);
    expect(claims.map(({ domain, selector }) => [domain, selector])).toEqual([
      ['a.example', null],
      ['a.example', 's1'],
      ['a.example', null],
      ['b.example', null],
    ]);
  });

  it('never believes a field below under the receiver’s own authserv-id', () => {
    const forged =
      'Authentication-Results: mx.recv.example; spf=pass smtp.mailfrom=victim.example; dkim=pass header.d=victim.example; arc=pass';
    expect(short(claimsOf([entry, forged, 'Received-SPF: pass (x) client-ip=40.107.117.56; receiver=mx.recv.example']))).toEqual([
      '1 spf=pass other claimed',
      '1 dkim=pass other claimed',
      '1 arc=pass other claimed',
      '2 spf=pass other claimed',
    ]);
  });

  it('believes nothing without a boundary', () => {
    expect(short(claimsOf(['Authentication-Results: mx.recv.example; dkim=pass header.d=a.example']))).toEqual([
      '0 dkim=pass other claimed',
    ]);
  });

  describe('an operator’s own record of its ingress', () => {
    it('is attributed directly under that operator’s egress', () => {
      expect(short(claimsOf([entry, kept(`${spf('fail')}; dkim=none`)]))).toEqual([
        '1 spf=fail ingress attributed',
        '1 dkim=none ingress attributed',
      ]);
    });

    it('is a claim under another operator’s egress, or none', () => {
      expect(short(claimsOf([entry, kept(spf('fail'))], { egressOperator: 'google' }))).toEqual(['1 spf=fail other claimed']);
      expect(short(claimsOf([entry, kept(spf('fail'))], { egressOperator: null }))).toEqual(['1 spf=fail other claimed']);
    });

    it('is believed twice where the accounts say the same', () => {
      expect(short(claimsOf([entry, kept(spf('fail')), kept(spf('fail'))]))).toEqual([
        '1 spf=fail ingress attributed',
        '2 spf=fail ingress attributed',
      ]);
    });

    it('is never a Received-SPF, which no operator removes from what it is handed', () => {
      const field =
        'Received-SPF: Fail (protection.outlook.com: domain of a.example does not designate 203.0.113.66) receiver=mx.microsoft.com; client-ip=203.0.113.66';
      expect(short(claimsOf([entry, field]))).toEqual(['1 spf=fail ingress claimed']);
    });
  });

  describe('an ARC set below the boundary', () => {
    const set = sealedResults(1, spf('fail'));

    it.each<[string, string, ArcCheck]>([
      ['vouched where the chain verifies', 'ingress vouched', chain('pass', arcSet(1))],
      ['attributed where only the seal verifies', 'ingress attributed', chain('fail', arcSet(1, { messageSignature: 'fail' }))],
      [
        'attributed where no key is at hand but it stands where the operator’s own would',
        'ingress attributed',
        chain('unknown', arcSet(1, { seal: 'unknown' })),
      ],
      ['claimed where the seal is wrong', 'other claimed', chain('fail', arcSet(1, { seal: 'fail' }))],
      ['claimed where it is no whole set', 'other claimed', chain('fail', arcSet(1, { seal: 'unknown', sealHeader: null }))],
      [
        'claimed where a stranger sealed a chain of its own, though it verifies',
        'other claimed',
        chain('pass', arcSet(1, { sealedBy: 'evil.example' })),
      ],
      ['claimed where nothing is sealed', 'other claimed', arcCheck()],
    ])('is %s', (_, expected, arc) => {
      expect(short(claimsOf([entry, set], { arc }))).toEqual([`1 spf=fail ${expected}`]);
    });

    it('is vouched for where the receiver recorded that the chain verified', () => {
      const receiver = 'Authentication-Results: mx.recv.example; arc=pass';
      const arc = chain('unknown', arcSet(1, { seal: 'unknown' }));
      expect(short(claimsOf([receiver, entry, set], { arc }))).toEqual(['0 arc=pass receiver vouched', '2 spf=fail ingress vouched']);
      // Below the boundary the same words mean nothing.
      expect(short(claimsOf([entry, receiver, set], { arc: chain('fail', arcSet(1, { seal: 'fail' })) }))).toContain(
        '2 spf=fail other claimed',
      );
    });

    it('speaks of the ingress only where it is the newest: older sets were handed in', () => {
      const arc = chain('pass', arcSet(1, { sealedBy: 'google.com' }), arcSet(2));
      expect(short(claimsOf([entry, sealedResults(2, spf('fail')), sealedResults(1, spf('pass', '192.0.2.1'))], { arc }))).toEqual([
        '1 spf=fail ingress vouched',
        '2 spf=pass other vouched',
      ]);
    });

    it('is nobody’s word where it stands below an older one, or twice', () => {
      const arc = chain('fail', arcSet(1), arcSet(2));
      const older = sealedResults(1, spf('pass', '192.0.2.1'));
      const pasted = sealedResults(2, spf('fail'));
      expect(short(claimsOf([entry, older, pasted], { arc }))).toEqual(['1 spf=pass ingress attributed', '2 spf=fail other claimed']);
      const twice = claimsOf([entry, set, sealedResults(1, spf('pass', '192.0.2.1'))], { arc: chain('fail', arcSet(1)) });
      expect(twice.every(({ trust }) => trust === 'claimed')).toBe(true);
    });

    it('has its writer from the seal, not from the authserv-id that it claims', () => {
      const arc = chain('pass', arcSet(1, { sealedBy: 'google.com' }));
      expect(claimsOf([entry, set], { arc })[0]?.writer).toBe('google');
    });
  });

  it.each([
    ['dkim=pass header.i=@b.example', 'b.example'],
    ['dkim=pass header.d=B.Example.', 'b.example'],
    ['dkim=none header.d=none', null],
    ['spf=none smtp.helo=out.b.example', 'out.b.example'],
    ['spf=pass smtp.mailfrom="odd@name"@b.example', 'b.example'],
    ['dmarc=fail header.from=b.example', 'b.example'],
    ['arc=pass', null],
    ['compauth=pass reason=100', null],
  ])('reads the domain of %s', (result, domain) => {
    expect(claimsOf([`Authentication-Results: mx.recv.example; ${result}`, entry])[0]?.domain).toBe(domain);
  });
});
