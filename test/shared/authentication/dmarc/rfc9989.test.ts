import { describe, expect, it } from 'vitest';
import type { Identifier } from '../../../../shared/authentication/dmarc/evaluate.ts';
import { readByRfc9989 } from '../../../../shared/authentication/dmarc/rfc9989.ts';
import { type TxtRecords, txtResolver } from '../../../helpers/resolver.ts';

const dkim = (domain: string, result: Identifier['result'] = 'pass'): Identifier => ({ mechanism: 'dkim', domain, result });

function read(from: string, records: TxtRecords, identifiers: readonly Identifier[] = [], complete = true) {
  return readByRfc9989(from, identifiers, txtResolver(records, { complete }));
}

describe('readByRfc9989', () => {
  it('walks to the single label, and rests on no suffix list', () => {
    const reading = read('m.a.example', { '_dmarc.a.example': 'v=DMARC1; p=reject' }, [dkim('x.a.example')]);
    expect(reading).toMatchObject({
      result: 'pass',
      policy: 'reject',
      policyDomain: 'a.example',
      organizationalDomain: 'a.example',
      by: ['dkim'],
      suffixList: null,
    });
    expect(reading.walk.map((step) => [step.name, step.note])).toEqual([
      ['m.a.example', 'no policy record'],
      ['a.example', 'a policy record'],
      ['example', 'no policy record'],
      ['x.a.example', 'no policy record'],
    ]);
  });

  it('asks for eight names of a long one, and says which it passes over', () => {
    const from = 'a.b.c.d.e.f.g.h.i.j.mail.example.com';
    const reading = read(from, {});
    expect(reading.walk.map((step) => step.name)).toEqual([
      from,
      'g.h.i.j.mail.example.com',
      'h.i.j.mail.example.com',
      'i.j.mail.example.com',
      'j.mail.example.com',
      'mail.example.com',
      'example.com',
      'com',
    ]);
    expect(reading.walk[1]?.note).toBe(
      'no policy record; 5 names between it and the From domain are passed over, so that no walk asks more than eight',
    );
    expect(read('b.c.d.e.f.g.h.i', {}).walk.map((step) => step.note)).toEqual(Array.from({ length: 8 }, () => 'no policy record'));
    expect(read('a.b.c.d.e.f.g.h.i', {}).walk[1]?.note).toContain('one name between it and the From domain is passed over');
  });

  it.each([
    // psd=n ends the walk at its own name; psd=y one label below it.
    [
      'm.a.example',
      { '_dmarc.m.a.example': 'v=DMARC1; psd=n', '_dmarc.a.example': 'v=DMARC1; p=reject' },
      'm.a.example',
      'm.a.example',
      'none',
    ],
    ['m.a.example', { '_dmarc.example': 'v=DMARC1; psd=y; p=reject; sp=quarantine' }, 'a.example', 'example', 'quarantine'],
    ['a.example', { '_dmarc.a.example': 'v=DMARC1; psd=y; p=reject' }, 'a.example', 'a.example', 'reject'],
    // Else the record at the fewest labels makes the organization, and the own one the policy.
    [
      'm.a.example',
      { '_dmarc.m.a.example': 'v=DMARC1; p=quarantine', '_dmarc.a.example': 'v=DMARC1; p=reject' },
      'a.example',
      'm.a.example',
      'quarantine',
    ],
    [
      'x.m.a.example',
      { '_dmarc.m.a.example': 'v=DMARC1; p=quarantine; sp=none', '_dmarc.a.example': 'v=DMARC1; p=reject' },
      'a.example',
      'a.example',
      'reject',
    ],
    ['m.a.example', {}, 'm.a.example', null, null],
  ] as const)('%s with %j', (from, records, organizationalDomain, policyDomain, policy) => {
    expect(read(from, records)).toMatchObject({ organizationalDomain, policyDomain, policy });
  });

  it.each([
    // np= holds for names that do not exist (RFC 8020), and falls back to sp=, then p=.
    ['v=DMARC1; p=reject; sp=quarantine; np=none', null, 'none'],
    ['v=DMARC1; p=reject; sp=quarantine; np=none', 'v=spf1 -all', 'quarantine'],
    ['v=DMARC1; p=reject; np=none', [], 'reject'],
    ['v=DMARC1; p=reject; sp=quarantine', null, 'quarantine'],
    ['v=DMARC1; p=reject', null, 'reject'],
    ['v=DMARC1; sp=reject', null, 'reject'],
  ] as const)('%s, where the name itself answers %j: %s', (record, answer, policy) => {
    expect(read('gone.a.example', { '_dmarc.a.example': record, 'gone.a.example': answer }).policy).toBe(policy);
  });

  it('does not choose between np= and sp= without an answer, and asks for it', () => {
    const reading = read(
      'gone.a.example',
      { '_dmarc.gone.a.example': null, '_dmarc.a.example': 'v=DMARC1; p=reject; np=none', '_dmarc.example': null },
      [],
      false,
    );
    expect(reading).toMatchObject({ result: 'fail', policy: null, disposition: null, missing: [{ name: 'gone.a.example', type: 'TXT' }] });
  });

  it.each([
    ['v=DMARC1; p=reject; t=y', 'reject', 'quarantine'],
    ['v=DMARC1; p=quarantine; t=y', 'quarantine', 'none'],
    ['v=DMARC1; p=reject; t=n', 'reject', 'reject'],
    ['v=DMARC1; p=reject; pct=0', 'reject', 'reject'],
    ['v=DMARC1; p=oops; rua=mailto:x@a.example', 'none', 'none'],
    ['v=DMARC1; rua=mailto:x@a.example', 'none', 'none'],
    ['v=DMARC1', 'none', 'none'],
    ['v=DMARC1; p=reject; oops', 'reject', 'reject'],
  ] as const)('%s: policy %s, disposition %s', (record, policy, disposition) => {
    expect(read('a.example', { '_dmarc.a.example': record })).toMatchObject({ result: 'fail', policy, disposition });
  });

  it('discards all where a name has two records, and goes on above', () => {
    const records = { '_dmarc.m.a.example': ['v=DMARC1; p=none', 'v=DMARC1; p=none'], '_dmarc.a.example': 'v=DMARC1; p=reject' };
    expect(read('m.a.example', records)).toMatchObject({ policyDomain: 'a.example', policy: 'reject' });
  });

  it('a failed look-up on the way is neither pass nor fail; behind the own record it does not matter', () => {
    expect(read('m.a.example', { '_dmarc.a.example': 'SERVFAIL' }, [dkim('m.a.example')]).result).toBe('temperror');
    expect(read('m.a.example', { '_dmarc.m.a.example': 'v=DMARC1', '_dmarc.a.example': 'SERVFAIL' }, [dkim('m.a.example')]).result).toBe(
      'pass',
    );
  });

  it('strict alignment needs no walk, relaxed alignment that of both names', () => {
    const strict = { '_dmarc.a.example': 'v=DMARC1; p=none; adkim=s' };
    expect(read('a.example', strict, [dkim('a.example')]).result).toBe('pass');
    expect(read('a.example', strict, [dkim('x.a.example')]).result).toBe('fail');
    expect(
      read('a.example', { '_dmarc.a.example': 'v=DMARC1', '_dmarc.x.a.example': 'v=DMARC1; psd=n' }, [dkim('x.a.example')]).result,
    ).toBe('fail');
  });
});
