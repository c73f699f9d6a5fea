import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSuffixRules, createSuffixList, parsePublicSuffixList, type SuffixList } from '../../../shared/names/public-suffix-list.ts';
import { registrableDomain } from '../../../shared/names/registrable-domain.ts';

function parse(text: string): SuffixList {
  const outcome = parsePublicSuffixList(text, 'my-list.dat');
  if (!outcome.ok) throw new Error(outcome.error.message);
  return createSuffixList(outcome.value);
}

const rules = '// VERSION: 2025-02-03_04-05-06_UTC\n\ncom\nco.uk   a comment behind white space\n*.ck\n!www.ck\n公司.cn\nblogs.com\n';

describe('parsePublicSuffixList', () => {
  it.each([
    ['mail.a.com', 'a.com'],
    ['com', null],
    ['a.blogs.com', 'a.blogs.com'],
    ['blogs.com', null],
    ['x.y.co.uk', 'y.co.uk'],
    // A wildcard makes every name below it a suffix, but not the name that it stands on.
    ['ck', null],
    ['any.ck', null],
    ['b.any.ck', 'b.any.ck'],
    ['www.ck', 'www.ck'],
    ['a.www.ck', 'www.ck'],
    // No rule: the last label is the suffix.
    ['a.b.example', 'b.example'],
    ['食狮.公司.cn', 'xn--85x722f.xn--55qx5d.cn'],
    ['xn--85x722f.xn--55qx5d.cn', 'xn--85x722f.xn--55qx5d.cn'],
    ['MAIL.A.COM.', 'a.com'],
    ['.a.com', null],
    ['192.0.2.1', null],
    ['2001:db8::1', null],
    ['[192.0.2.1]', null],
    ['', null],
  ])('by a small list %j has the registrable domain %j', (name, expected) => {
    expect(registrableDomain(name, parse(rules))).toBe(expected);
  });

  it('reads CR, CRLF, a byte order mark and tabs', () => {
    const list = parse('\ufeffcom\r\nco.uk\t// x\rorg\n');
    expect(['a.b.com', 'a.b.co.uk', 'a.b.org'].map((name) => list.registrableDomain(name))).toEqual(['b.com', 'b.co.uk', 'b.org']);
  });

  it('takes the date from the line that publicsuffix.org writes, and has none without it', () => {
    expect([parse(rules).date, parse('com').date, parse(rules).name]).toEqual(['2025-02-03', null, 'my-list.dat']);
  });

  it('counts its rules, and gives them as data that can be handed to a worker', () => {
    const outcome = parsePublicSuffixList(rules, 'my-list.dat');
    const handed = outcome.ok ? structuredClone(outcome.value) : null;
    expect(handed === null ? null : [countSuffixRules(handed), createSuffixList(handed).registrableDomain('a.www.ck')]).toEqual([
      6,
      'www.ck',
    ]);
  });

  it.each([
    ['nothing', ''],
    ['comments alone', '// com\n// net\n'],
    ['a web page', '<!DOCTYPE html>\n<html>\n<body>\n<p>Sign in</p>\n</body>\n</html>\n'],
    ['noise', '\u0000\u0001\u0002\n'.repeat(1_000)],
  ])('refuses %s', (_, text) => {
    const outcome = parsePublicSuffixList(text, 'x');
    expect(outcome.ok ? null : [outcome.error.code, outcome.error.evidence]).toEqual(['not-readable', 'x']);
  });

  it('forgives single lines that are no rules', () => {
    const text = `${Array.from({ length: 50 }, (_, index) => `suffix${index}.com`).join('\n')}\n<oops>\n`;
    expect(parse(text).registrableDomain('a.b.suffix7.com')).toBe('b.suffix7.com');
  });

  it('never throws, and gives the name itself or the end of it', () => {
    const label = fc.constantFrom('a', 'b', 'com', 'ck', 'www', 'co', 'uk', '*', '!');
    const name = fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join('.'));
    fc.assert(
      fc.property(fc.array(fc.oneof(name, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 8 }), name, (lines, domain) => {
        const outcome = parsePublicSuffixList(lines.join('\n'), 'x');
        const found = outcome.ok ? createSuffixList(outcome.value).registrableDomain(domain) : null;
        expect(found === null || domain === found || domain.endsWith(`.${found}`)).toBe(true);
      }),
    );
  });
});
