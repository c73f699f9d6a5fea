import { describe, expect, it } from 'vitest';
import type { Identifier } from '../../../../shared/authentication/dmarc/evaluate.ts';
import { readByRfc7489 } from '../../../../shared/authentication/dmarc/rfc7489.ts';
import { underSuffixList } from '../../../../shared/names/public-suffix-choice.ts';
import { type TxtRecords, txtResolver } from '../../../helpers/resolver.ts';

const spf = (domain: string | null, result: Identifier['result'] = 'pass'): Identifier => ({ mechanism: 'spf', domain, result });

function read(from: string, records: TxtRecords, identifiers: readonly Identifier[] = [], complete = true) {
  return readByRfc7489(from, identifiers, txtResolver(records, { complete }));
}

describe('readByRfc7489', () => {
  it('asks the From domain, then its organizational domain by the public suffix list, and nothing else', () => {
    const resolver = txtResolver({ '_dmarc.a.co.uk': 'v=DMARC1; p=quarantine; sp=reject' }, { complete: true });
    const reading = readByRfc7489('x.mail.a.co.uk', [spf('other.a.co.uk')], resolver);
    expect(resolver.asked.map((question) => question.name)).toEqual(['_dmarc.x.mail.a.co.uk', '_dmarc.a.co.uk']);
    expect(reading).toMatchObject({
      result: 'pass',
      policy: 'reject',
      policyDomain: 'a.co.uk',
      organizationalDomain: 'a.co.uk',
      by: ['spf'],
      suffixList: 'tldts 7.5.5, public suffix list of 2026-11-19',
    });
    expect(reading.walk.map((step) => [step.name, step.note])).toEqual([
      ['x.mail.a.co.uk', 'no policy record'],
      ['a.co.uk', 'a policy record'],
    ]);
  });

  it('goes by the list in use, and says which that is', () => {
    const records = { '_dmarc.a.example': 'v=DMARC1; p=none' };
    expect(read('a.example', records, [spf('b.a.example')]).result).toBe('pass');
    const mine = { name: 'mine', date: '2026-01-01', registrableDomain: (name: string) => (name === 'a.example' ? null : name) };
    expect(underSuffixList(mine, () => read('a.example', records, [spf('b.a.example')]))).toMatchObject({
      result: 'fail',
      organizationalDomain: 'a.example',
      suffixList: 'mine, public suffix list of 2026-01-01',
    });
  });

  it.each([
    // p, sp and where the record stands.
    ['a.example', { '_dmarc.a.example': 'v=DMARC1; p=reject; sp=none' }, ['fail', 'reject', 'reject']],
    ['m.a.example', { '_dmarc.a.example': 'v=DMARC1; p=reject; sp=none' }, ['fail', 'none', 'none']],
    ['m.a.example', { '_dmarc.a.example': 'v=DMARC1; p=reject; np=none' }, ['fail', 'reject', 'reject']],
    // pct=0 lowers the disposition, other shares do not; t= is unknown here.
    ['a.example', { '_dmarc.a.example': 'v=DMARC1; p=reject; pct=0' }, ['fail', 'reject', 'quarantine']],
    ['a.example', { '_dmarc.a.example': 'v=DMARC1; p=quarantine; pct=0' }, ['fail', 'quarantine', 'none']],
    ['a.example', { '_dmarc.a.example': 'v=DMARC1; p=reject; pct=50' }, ['fail', 'reject', 'reject']],
    ['a.example', { '_dmarc.a.example': 'v=DMARC1; p=reject; t=y' }, ['fail', 'reject', 'reject']],
    // Section 6.6.3 steps 5 and 6.
    ['a.example', { '_dmarc.a.example': ['v=DMARC1; p=reject', 'v=DMARC1; p=none'] }, ['none', null, null]],
    ['a.example', { '_dmarc.a.example': 'v=DMARC1' }, ['none', null, null]],
    ['a.example', { '_dmarc.a.example': 'v=DMARC1; rua=mailto:x@a.example' }, ['fail', 'none', 'none']],
    ['a.example', { '_dmarc.a.example': 'v=DMARC1; p=oops; sp=reject; rua=mailto:x@a.example' }, ['fail', 'none', 'none']],
    ['a.example', { '_dmarc.a.example': 'v=DMARC1; p=reject; oops' }, ['permerror', null, null]],
    ['a.example', { '_dmarc.a.example': 'SERVFAIL' }, ['temperror', null, null]],
    ['a.example', {}, ['none', null, null]],
  ] as const)('%s with %j: %j', (from, records, expected) => {
    const { result, policy, disposition } = read(from, records);
    expect([result, policy, disposition]).toEqual(expected);
  });

  it('never needs DNS for alignment, and names both policy questions at once', () => {
    const reading = read('m.a.example', {}, [spf('other.a.example')], false);
    expect(reading).toMatchObject({ result: 'unknown', organizationalDomain: 'a.example' });
    expect(reading.missing.map((question) => question.name)).toEqual(['_dmarc.m.a.example', '_dmarc.a.example']);
    expect(reading.identifiers).toEqual([{ mechanism: 'spf', domain: 'other.a.example', result: 'pass', alignment: 'relaxed' }]);
  });

  it.each([
    [spf('a.example', 'temperror'), 'temperror'],
    [spf('a.example', 'unknown'), 'unknown'],
    [spf(null, 'unknown'), 'unknown'],
    [spf(null, 'fail'), 'fail'],
    [spf('b.example', 'unknown'), 'fail'],
  ])('%j leaves it %s', (identifier, expected) => {
    expect(read('a.example', { '_dmarc.a.example': 'v=DMARC1; p=none' }, [identifier]).result).toBe(expected);
  });
});
