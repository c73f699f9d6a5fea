import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  displayDomainName,
  isSameDomain,
  isSubdomainOrEqual,
  labelsOf,
  lastLabels,
  normalizeDomainName,
  parentDomain,
  toQueryName,
} from '../../../shared/names/domain-name.ts';

const label63 = 'a'.repeat(63);

describe('toQueryName', () => {
  it.each([
    ['Mail.A.Example.', 'mail.a.example'],
    ['a.example', 'a.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['bücher。example', 'xn--bcher-kva.example'],
    ['foo:bar/baz.Example', 'foo:bar/baz.example'],
    ['macro%percent  space.example', 'macro%percent  space.example'],
    ['_dmarc.a.example', '_dmarc.a.example'],
    [`${label63}.example`, `${label63}.example`],
  ])('%s becomes %s', (name, expected) => {
    expect(toQueryName(name)).toBe(expected);
  });

  it.each([
    [''],
    ['.'],
    ['a..example'],
    ['.a.example'],
    [`${label63}a.example`],
    [`${'a.'.repeat(126)}ab`],
    ['é b.example'],
    [`é${'x'.repeat(2_000)}`],
  ])('no query can be made for %j', (name) => {
    expect(toQueryName(name)).toBeNull();
  });

  it('takes a name of exactly 253 characters', () => {
    const name = `${'a.'.repeat(126)}a`;
    expect([name.length, toQueryName(name)]).toEqual([253, name]);
  });

  it('gives a name that it leaves alone the second time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.domain()), (name) => {
        const canonical = toQueryName(name);
        if (canonical !== null) expect(toQueryName(canonical)).toBe(canonical);
      }),
    );
  });
});

describe('normalizeDomainName', () => {
  it.each([
    [' Mail.A.Example. ', 'mail.a.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['selector1._domainkey.a.example', 'selector1._domainkey.a.example'],
    ['localhost', 'localhost'],
  ])('%j becomes %s', (name, expected) => {
    expect(normalizeDomainName(name)).toBe(expected);
  });

  it.each([['[192.0.2.1]'], ['a b.example'], ['a/b.example'], ['a..example'], [''], ['a\0.example'], ['user@a.example']])(
    '%j is no domain',
    (name) => {
      expect(normalizeDomainName(name)).toBeNull();
    },
  );
});

describe('comparing domains', () => {
  it.each([
    ['A.example.', 'a.EXAMPLE', true],
    ['bücher.example', 'xn--bcher-kva.example', true],
    ['a.example', 'b.example', false],
    ['a..example', 'a..example', false],
    ['', '', false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(isSameDomain(one, other)).toBe(same);
  });

  it.each([
    ['mail.a.example', 'a.example', true],
    ['a.example', 'A.Example.', true],
    ['nota.example', 'a.example', false],
    ['a.example', 'mail.a.example', false],
    ['mx.pphosted.example.evil.test', 'pphosted.example', false],
    ['a.example', '', false],
  ])('%j at or below %j: %s', (name, ancestor, expected) => {
    expect(isSubdomainOrEqual(name, ancestor)).toBe(expected);
  });
});

describe('labels', () => {
  it('are listed from left to right', () => {
    expect([labelsOf('a.b.example.'), labelsOf(''), labelsOf('.')]).toEqual([['a', 'b', 'example'], [], []]);
  });

  it('go up one at a time', () => {
    expect([parentDomain('a.b.example'), parentDomain('example'), parentDomain('example.')]).toEqual(['b.example', null, null]);
  });

  it('can be kept from the right', () => {
    expect([lastLabels('a.b.c.example', 2), lastLabels('a.example', 5)]).toEqual(['c.example', 'a.example']);
  });
});

describe('displayDomainName', () => {
  it.each([
    ['xn--bcher-kva.example', 'bücher.example'],
    ['mail.XN--BCHER-KVA.example', 'mail.bücher.example'],
    ['a.example', 'a.example'],
    ['xn--\u0000.example', 'xn--\u0000.example'],
  ])('%j is shown as %j', (name, expected) => {
    expect(displayDomainName(name)).toBe(expected);
  });
});
