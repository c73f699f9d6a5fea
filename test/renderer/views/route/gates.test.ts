import { describe, expect, it } from 'vitest';
import { buildGates, findFlip } from '../../../../renderer/views/route/gates.ts';
import type { Detail } from '../../../../shared/facts/detail.ts';
import { spfCheck } from '../../fixtures/facts.ts';
import { genuineDetail } from '../../fixtures/genuine.ts';
import { longRouteDetail } from '../../fixtures/long-route.ts';
import { spoofChecks, spoofDetail } from '../../fixtures/spoof.ts';
import { ghostIngressDetail, noHopsDetail, singleHopDetail, withoutDnsDetail } from '../../fixtures/variants.ts';

function summary(detail: Detail) {
  return buildGates(detail).map((gate) => [gate.handoff.role, gate.shape, gate.main?.check.identity ?? null, gate.agreeing, gate.trust]);
}

describe('buildGates', () => {
  it('shows the check of the aligned MAIL FROM, who agrees, and the best trust among them', () => {
    expect(summary(spoofDetail)).toEqual([
      ['ingress', 'fail', 'mailfrom', ['replay', 'operator-record'], 'vouched'],
      ['egress', 'pass', 'mailfrom', ['replay', 'receiver-record'], 'vouched'],
    ]);
  });

  it('lets records stand in where our replay is unknown, and says so', () => {
    expect(summary(withoutDnsDetail)).toEqual([
      ['ingress', 'fail', 'mailfrom', ['operator-record'], 'vouched'],
      ['egress', 'pass', 'mailfrom', ['receiver-record'], 'vouched'],
    ]);
  });

  it('shows unknown where nobody knows', () => {
    const nobody = { ...withoutDnsDetail, spf: withoutDnsDetail.spf.filter((check) => check.source === 'replay') };
    expect(summary(nobody).map(([, shape]) => shape)).toEqual(['unknown', 'unknown']);
  });

  it('keeps a contradiction between replay and record in sight', () => {
    const record = spfCheck({
      handoff: 1,
      hop: 3,
      role: 'egress',
      identity: 'mailfrom',
      domain: 'alpha.example',
      ip: '40.107.20.61',
      result: 'fail',
      source: 'receiver-record',
    });
    const replayed = spoofChecks.filter((check) => check.source === 'replay');
    const [, egress] = buildGates({ ...spoofDetail, spf: [...replayed, record] });
    expect(egress?.contradicting.map(({ check }) => [check.source, check.result])).toEqual([['receiver-record', 'fail']]);
  });

  it('draws a handoff without any check as plain posts', () => {
    expect(summary({ ...spoofDetail, spf: [] })).toEqual([
      ['ingress', 'plain', null, [], 'attributed'],
      ['egress', 'plain', null, [], 'vouched'],
    ]);
  });

  it('tells DKIM and DMARC as the operator recorded them at ingress, and as we replayed them at the end', () => {
    expect(buildGates(spoofDetail).map((gate) => gate.states)).toEqual([
      [
        { method: 'dkim', result: 'none', aligned: null, source: 'operator-record' },
        { method: 'dmarc', result: 'fail', aligned: null, source: 'operator-record' },
      ],
      [
        { method: 'dkim', result: 'pass', aligned: false, source: 'replay' },
        { method: 'dmarc', result: 'pass', aligned: null, source: 'replay' },
      ],
    ]);
  });

  it('leaves claims out of the drawing: they accuse nobody', () => {
    const claimed = { ...withoutDnsDetail, claims: withoutDnsDetail.claims.map((claim) => ({ ...claim, trust: 'claimed' as const })) };
    expect(buildGates(claimed).flatMap((gate) => gate.states)).toEqual([]);
  });
});

describe('findFlip', () => {
  const flipOf = (detail: Detail) => findFlip(detail, buildGates(detail));

  it.each([
    ['the seed story', spoofDetail, { from: 0, to: 1, fromResult: 'fail', toResult: 'pass', domain: 'alpha.example' }],
    [
      'an ingress known only from a record',
      ghostIngressDetail,
      { from: 0, to: 1, fromResult: 'fail', toResult: 'pass', domain: 'alpha.example' },
    ],
    ['a softfail on a long way', longRouteDetail, { from: 1, to: 2, fromResult: 'softfail', toResult: 'pass', domain: 'alpha.example' }],
  ])('joins the two gates of %s', (_what, detail, expected) => {
    expect(flipOf(detail)).toEqual(expected);
  });

  it.each([
    ['an authentic message', genuineDetail],
    ['a single hop', singleHopDetail],
    ['no hop at all', noHopsDetail],
    ['a verdict that names a flip which no check shows', { ...spoofDetail, spf: [] }],
  ])('finds none in %s', (_what, detail) => {
    expect(flipOf(detail)).toBeNull();
  });

  it('shows the identity that flipped, even where another one ranks higher', () => {
    const helo = { identity: 'helo', domain: 'smtp.alpha.example' } as const;
    const other = { identity: 'mailfrom', domain: 'alpha.example', result: 'pass' } as const;
    const ingress = { handoff: 0, hop: 0, role: 'ingress', ip: '203.0.113.77' } as const;
    const egress = { handoff: 1, hop: 3, role: 'egress', ip: '40.107.20.61' } as const;
    const detail = {
      ...spoofDetail,
      spf: [
        spfCheck({ ...ingress, ...other }),
        spfCheck({ ...ingress, ...helo, result: 'fail' }),
        spfCheck({ ...egress, ...other }),
        spfCheck({ ...egress, ...helo, result: 'pass' }),
      ],
    };
    expect(flipOf(detail)).toEqual({ from: 0, to: 1, fromResult: 'fail', toResult: 'pass', domain: 'smtp.alpha.example' });
  });
});
