import { describe, expect, it } from 'vitest';
import {
  type AlignedIdentifier,
  alignedPasses,
  isAligned,
  judgeIdentifiers,
  lower,
  withoutFaults,
} from '../../../../shared/authentication/dmarc/evaluate.ts';
import { parseDmarcRecord } from '../../../../shared/authentication/dmarc/record.ts';

const relaxed = parseDmarcRecord('v=DMARC1; p=reject');
const strict = parseDmarcRecord('v=DMARC1; p=reject; aspf=s; adkim=s');

function identifier(
  alignment: AlignedIdentifier['alignment'],
  result: AlignedIdentifier['result'] = 'pass',
  mechanism: 'spf' | 'dkim' = 'spf',
): AlignedIdentifier {
  return { mechanism, domain: 'a.example', result, alignment };
}

describe('isAligned', () => {
  it.each([
    ['strict', true, true],
    ['relaxed', true, false],
    ['none', false, false],
    ['unknown', null, false],
    ['error', null, false],
  ] as const)('%s: %s under relaxed mode, %s under strict mode', (alignment, underRelaxed, underStrict) => {
    expect([isAligned(identifier(alignment), relaxed), isAligned(identifier(alignment), strict)]).toEqual([underRelaxed, underStrict]);
    // Without a record, relaxed is what the standard presumes.
    expect(isAligned(identifier(alignment), null)).toBe(underRelaxed);
  });

  it('stays open for a domain that is not known', () => {
    expect(isAligned({ ...identifier('unknown', 'unknown'), domain: null }, strict)).toBeNull();
  });
});

describe('judgeIdentifiers', () => {
  it.each([
    [[], 'fail'],
    [[identifier('strict')], 'pass'],
    [[identifier('none'), identifier('relaxed', 'pass', 'dkim')], 'pass'],
    [[identifier('strict', 'softfail')], 'fail'],
    [[identifier('strict', 'temperror')], 'temperror'],
    [[identifier('error')], 'temperror'],
    [[identifier('unknown', 'fail')], 'fail'],
    [[identifier('unknown')], 'unknown'],
    [[identifier('strict', 'unknown')], 'unknown'],
    [[identifier('none', 'unknown')], 'fail'],
    // What is missing may still be a pass; what failed is not worse than that.
    [[identifier('strict', 'temperror'), identifier('unknown', 'pass', 'dkim')], 'unknown'],
  ] as const)('%j', (identifiers, expected) => {
    expect(judgeIdentifiers(identifiers, relaxed)).toBe(expected);
  });
});

it('alignedPasses names each mechanism once', () => {
  expect(
    alignedPasses([identifier('strict', 'pass', 'dkim'), identifier('relaxed', 'pass', 'dkim'), identifier('strict')], relaxed),
  ).toEqual(['spf', 'dkim']);
});

it('a faulty record counts as p=none with a report address, and as nothing without', () => {
  const faulty = parseDmarcRecord('v=DMARC1; p=block; sp=reject; adkim=s; t=y');
  expect(withoutFaults(faulty, false)).toBe(faulty);
  expect(withoutFaults(faulty, true)).toBeNull();
  expect(withoutFaults({ ...faulty, hasReportAddress: true }, true)).toMatchObject({
    p: 'none',
    sp: 'absent',
    adkim: 'relaxed',
    testing: false,
  });
});

it('test mode lowers a policy by one', () => {
  expect([lower('reject'), lower('quarantine'), lower('none')]).toEqual(['quarantine', 'none', 'none']);
});
