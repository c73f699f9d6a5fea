import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import {
  dkimCheck,
  domain,
  facts,
  ingressRefusal,
  passage,
  place,
  poolPass,
  question,
  receiver,
  signature,
  spfCheck,
  tenantSignature,
} from '../facts.ts';

const id = 'aligned-signature';
const dmarcPass = { result: 'pass', trust: 'vouched', source: 'receiver-record', places: [place(3)] } as const;

describe(id, () => {
  it('clears, and speaks against both accusations, where the author’s side signed', () => {
    expect(reasonsOf(id, facts({ signatures: [signature()] }))).toEqual(
      [
        { points: 'authentic', weight: 'decisive' },
        { points: 'laundered-pass', weight: 'countering' },
        { points: 'cross-tenant-spoof', weight: 'countering' },
      ].map((weighed) => ({
        signal: id,
        ...weighed,
        trust: 'vouched',
        source: 'replay',
        text: 'A DKIM signature of a.example, aligned with the From domain, verifies.',
        places: [place(8)],
      })),
    );
  });

  it.each([
    ['replay', 'verifies'],
    ['receiver-record', 'verified at the receiver'],
    ['operator-record', 'had verified already when the message was handed in'],
  ] as const)('says whose check it was: %s', (source, words) => {
    expect(reasonsOf(id, facts({ signatures: [signature({ source })] })).map((reason) => reason.text)).toEqual(
      Array(3).fill(`A DKIM signature of a.example, aligned with the From domain, ${words}.`),
    );
  });

  it('clears as far as an attributed record goes', () => {
    const signatures = [signature({ trust: 'attributed', source: 'operator-record' })];
    expect(findings(id, facts({ signatures }))).toEqual([
      'authentic decisive attributed operator-record',
      'laundered-pass countering attributed operator-record',
      'cross-tenant-spoof countering attributed operator-record',
    ]);
  });

  it('makes nothing of a claim but a remark', () => {
    expect(findings(id, facts({ signatures: [signature({ trust: 'claimed' })] }))).toEqual(['authentic supporting claimed replay']);
  });

  describe('a signature that the operator added on the way out', () => {
    const added = signature({ madeBy: 'operator', operator: 'relay' });

    it('clears an ordinary message, and counters nothing', () => {
      expect(findings(id, facts({ signatures: [added], shared: passage() }))).toEqual(['authentic decisive vouched replay']);
    });

    it('clears nothing where the hand-in was refused (EchoSpoofing)', () => {
      const shared = passage({ ingress: [ingressRefusal()] });
      expect(findings(id, facts({ signatures: [added], shared }))).toEqual(['authentic supporting vouched replay']);
    });

    it('clears nothing where the operator’s usual marks are missing', () => {
      const shared = passage({ missingStamps: ['X-Relay-Account'] });
      expect(findings(id, facts({ signatures: [added], shared }))).toEqual(['authentic supporting vouched replay']);
    });

    it('clears nothing either where nobody can tell who added it and the hand-in was refused', () => {
      const shared = passage({ ingress: [ingressRefusal()] });
      expect(findings(id, facts({ signatures: [signature({ madeBy: 'unknown' })], shared }))[0]).toBe(
        'authentic supporting vouched replay',
      );
    });
  });

  it.each(['fail', 'none', 'neutral', 'policy', 'temperror', 'permerror', 'unknown'] as const)('is silent on dkim=%s', (result) => {
    expect(reasonsOf(id, facts({ signatures: [signature({ result })] }))).toEqual([]);
  });

  it('is silent on a tenant’s default signature', () => {
    expect(reasonsOf(id, facts({ signatures: [tenantSignature()], shared: passage() }))).toEqual([]);
  });

  const otherEnvelope = spfCheck({ domain: 'bounce.b.example', aligned: false });
  /** An aligned signature whose result nobody wrote down. */
  const unprinted = signature({ result: 'unknown' });

  it('infers from a recorded dmarc=pass that SPF cannot explain that a signature in the message verified', () => {
    const given = { receiver: receiver({ checks: [otherEnvelope], dmarc: dmarcPass }), signatures: [unprinted] };
    expect(reasonsOf(id, facts(given))).toEqual([
      {
        signal: id,
        points: 'authentic',
        weight: 'strong',
        trust: 'vouched',
        source: 'receiver-record',
        text: 'The receiver recorded dmarc=pass although SPF is not aligned with a.example, so an aligned signature verified there.',
        places: [place(3), place(10)],
      },
    ]);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['SPF explains it', { receiver: receiver({ checks: [poolPass()], dmarc: dmarcPass }) }],
    [
      'SPF explains it by a name of another tenant',
      { receiver: receiver({ checks: [spfCheck({ aligned: false, alignedBySharedSuffix: true })], dmarc: dmarcPass }) },
    ],
    ['it is our own reading', { receiver: receiver({ checks: [otherEnvelope], dmarc: { ...dmarcPass, source: 'replay' } }) }],
    ['it is dmarc=bestguesspass', { receiver: receiver({ checks: [otherEnvelope], dmarc: { ...dmarcPass, result: 'bestguesspass' } }) }],
    ['there are two From domains', { from: { domains: [domain, 'b.example'], places: [place(10)] } }],
    ['no signature in the message could align', { signatures: [tenantSignature()] }],
  ])('infers nothing from dmarc=pass where %s', (_, given) => {
    const neutral = { receiver: receiver({ checks: [otherEnvelope], dmarc: dmarcPass }), signatures: [unprinted] };
    expect(reasonsOf(id, facts({ ...neutral, ...given }))).toEqual([]);
  });

  // A signature field is text that anybody can paste: unless SPF was decided, dmarc=pass may rest on the shared pool.
  it.each([
    ['recorded nothing of SPF', []],
    [
      'recorded nothing of SPF, whose record is not at hand',
      [poolPass({ result: 'unknown', sharedBy: null, missing: [question(domain)] })],
    ],
  ])('infers nothing from dmarc=pass of a receiver that %s', (_, checks) => {
    const signatures = [signature({ result: 'fail' })];
    expect(reasonsOf(id, facts({ receiver: receiver({ checks, dmarc: dmarcPass }), signatures }))).toEqual([]);
  });

  it('is not examined while the key of an aligned signature is not at hand', () => {
    const missing = [question(`s1._domainkey.${domain}`)];
    const given = { signatures: [signature({ result: 'unknown' })], dkim: [dkimCheck({ result: 'unknown', missing })] };
    expect(openFor(id, facts(given))).toEqual(['s1._domainkey.a.example TXT']);
    expect(openFor(id, facts({ ...given, receiver: receiver({ signaturesDecided: true }) }))).toEqual([]);
  });
});
