import { describe, expect, it } from 'vitest';
import { isSpfRecord, parseSpfRecord } from '../../../../shared/authentication/spf/record.ts';

function kinds(text: string): string[] | undefined {
  return parseSpfRecord(text)?.terms.map((term) => term.kind);
}

describe('isSpfRecord', () => {
  it.each([
    ['v=spf1', true],
    ['V=SPF1 -all', true],
    ['v=spf1 ', true],
    ['v=spf10', false],
    ['v=spf1\t-all', false],
    [' v=spf1', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect([isSpfRecord(text), parseSpfRecord(text) !== null]).toEqual([expected, expected]);
  });
});

describe('parseSpfRecord', () => {
  it('gives each term with its range', () => {
    const text = 'v=spf1  ip4:192.0.2.0/24 -All';
    const terms = parseSpfRecord(text)?.terms.map(({ kind, text: term, start, end }) => ({ kind, term, start, end }));
    expect(terms).toEqual([
      { kind: 'ip4', term: 'ip4:192.0.2.0/24', start: 8, end: 24 },
      { kind: 'all', term: '-All', start: 25, end: 29 },
    ]);
  });

  it('reads every kind of term', () => {
    const text =
      'v=spf1 +a mx/24 a:a.example//64 ?mx:b.example/24//64 ptr ptr:c.example ip6:2001:db8::/32 exists:%{i}.d.example include:e.example redirect=f.example exp=g.example moo=x:y/z';
    expect(kinds(text)).toEqual(['a', 'mx', 'a', 'mx', 'ptr', 'ptr', 'ip6', 'exists', 'include', 'redirect', 'exp', 'unknown-modifier']);
    expect(parseSpfRecord(text)?.problem).toBeNull();
  });

  it.each([
    ['a', 32, 128],
    ['a/0', 0, 128],
    ['a//0', 32, 0],
    ['a/24//64', 24, 64],
    ['a:x/y.example/24', 24, 128],
    ['mx:%{d}/8', 8, 128],
  ])('reads the prefix lengths of %s', (term, prefix4, prefix6) => {
    expect(parseSpfRecord(`v=spf1 ${term}`)?.terms[0]).toMatchObject({ prefix4, prefix6 });
  });

  it.each([
    ['moo', 'no such mechanism'],
    ['all:x', 'takes no argument'],
    ['-all.', 'no such mechanism'],
    ['a:', 'domain is empty'],
    ['a:museum', 'only one label'],
    ['a:192.0.2.1', 'no top-level label'],
    ['a:a.example:8080', 'no top-level label'],
    ['a:a.-example', 'no top-level label'],
    ['a/33', 'prefix length'],
    ['a/024', 'prefix length'],
    ['a//129', 'prefix length'],
    ['a/24/64', 'prefix length'],
    ['a/x', 'neither a domain nor a prefix length'],
    ['ptr/0', 'ptr takes a domain'],
    ['include', 'needs a domain'],
    ['include:a.example/24', 'no top-level label'],
    ['exists:%{c}.example', 'for explanations only'],
    ['exists:%{d0}.example', 'keeps no part'],
    ['exists:%(d).example', '% does not begin a macro'],
    ['exists:a.example%', '% does not begin a macro'],
    ['ip4', 'needs an address'],
    ['ip4:192.0.2', 'no IPv4 address'],
    ['ip4:2001:db8::', 'no IPv4 address'],
    ['ip4:192.0.2.1:25', 'no IPv4 address'],
    ['ip4:192.0.2.0//24', 'prefix length'],
    ['ip6:192.0.2.1', 'no IPv6 address'],
    ['ip6:2001:db8::/129', 'prefix length'],
    ['redirect:a.example', 'no such mechanism'],
    ['-redirect=a.example', 'no qualifier'],
    ['redirect=', 'domain is empty'],
    ['moo=%', '% does not begin a macro'],
    ['=all', 'neither a mechanism nor a modifier'],
    ['a:\u00fc.example', 'not printable ASCII'],
  ])('finds what is wrong with %s', (term, problem) => {
    const record = parseSpfRecord(`v=spf1 -all ${term}`);
    expect(record?.problem?.text).toContain(problem);
    expect(record?.terms.map(({ kind }) => kind)).toEqual(['all', 'invalid']);
  });

  it.each([['redirect=a.example -all redirect=b.example'], ['exp=a.example EXP=b.example']])(
    'refuses a modifier that appears twice: %s',
    (terms) => {
      expect(parseSpfRecord(`v=spf1 ${terms}`)?.problem?.text).toContain('appears twice');
    },
  );

  it('refuses a record longer than DNS can carry', () => {
    expect(parseSpfRecord(`v=spf1 ${'a '.repeat(33_000)}`)?.problem?.text).toContain('longer than DNS can carry');
  });

  it.each([
    ['a:%{d}'],
    ['a:%{d}.example.'],
    ['a:a%%b.example'],
    ['exists:x.%_'],
    ['exists:%{ir}.%{v}._spf.%{d2}'],
    ['a:foo.example.xn--zckzah'],
  ])('takes the domain-spec of %s', (term) => {
    expect(parseSpfRecord(`v=spf1 ${term}`)?.problem).toBeNull();
  });
});
