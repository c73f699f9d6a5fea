/** Host patterns match whole labels, so no name with something behind or before it gets in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileHostPattern,
  createHostTable,
  isHostPattern,
  matchesHost,
  normalizeHost,
} from '../../../shared/infrastructure/host-pattern.ts';

describe('matchesHost', () => {
  it.each([
    ['*.out.acme.example', 'a.out.acme.example', true],
    ['*.out.acme.example', 'a.b.out.acme.example', true],
    ['*.out.acme.example', 'out.acme.example', false],
    ['*.out.acme.example', 'a.out.acme.example.evil.example', false],
    ['*.out.acme.example', 'xout.acme.example', false],
    ['mx#.acme.example', 'mx12.acme.example', true],
    ['mx#.acme.example', 'mx.acme.example', false],
    ['mx#.acme.example', 'mx1a.acme.example', false],
    ['mx#.acme.example', 'a.mx1.acme.example', false],
    ['mx#-#.acme.example', 'mx1-22.acme.example', true],
    ['mx*-#.acme.example', 'mxa-b-7.acme.example', true],
    ['mx*-#.acme.example', 'mx-7.acme.example', true],
    ['mx*-#.acme.example', 'mxa-b.acme.example', false],
    ['*#p#im-*.acme.example', 'qs51p00im-qukt01.acme.example', true],
    ['*.smtp-out.*.acme.example', 'a1.smtp-out.eu-west-1.acme.example', true],
    ['*.smtp-out.*.acme.example', 'a1.smtp-out.eu.west.acme.example', false],
    ['relay-*', 'relay-7', true],
    ['relay-*', 'relay-7.evil.example', false],
  ])('%s against %s: %s', (pattern, host, expected) => {
    expect(matchesHost(compileHostPattern(pattern), host)).toBe(expected);
  });
  it('is a suffix rule for open patterns, whatever stands in front', () => {
    const label = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), fc.array(label, { minLength: 1, maxLength: 3 }), (front, behind) => {
        const pattern = compileHostPattern('*.out.acme.example');
        expect(matchesHost(pattern, `${front.join('.')}.out.acme.example`)).toBe(true);
        expect(matchesHost(pattern, `${front.join('.')}.out.acme.example.${behind.join('.')}`)).toBe(
          behind.join('.').endsWith('out.acme.example'),
        );
      }),
    );
  });
  it('stays quick on a label made to back-track', () => {
    const started = performance.now();
    expect(matchesHost(compileHostPattern(`${'*a'.repeat(20)}b.acme.example`), `${'a'.repeat(63)}.acme.example`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('isHostPattern', () => {
  it.each(['*.a.example', 'a.example', 'mx#.a.example', '#.spf#.a.example', 'relay-*', '_spf.a.example', '*.acems#.com'])(
    'takes %s',
    (text) => {
      expect(isHostPattern(text)).toBe(true);
    },
  );
  it.each([
    '',
    '*',
    '*.*',
    'a.*',
    'a.b#',
    'A.example',
    'a..example',
    '.a.example',
    'a.example.',
    'a b.example',
    '#-*',
    'a/b.example',
    `${'a'.repeat(64)}.example`,
  ])('refuses %s', (text) => {
    expect(isHostPattern(text)).toBe(false);
  });
});

describe('normalizeHost', () => {
  it.each([
    ['MX.Acme.Example.', 'mx.acme.example'],
    ['relay-7', 'relay-7'],
    ['192.0.2.1', null],
    ['[192.0.2.1]', null],
    ['', null],
    ['a..b', null],
    ['a.example..', null],
    ['a.exam ple', null],
    [`${'a.'.repeat(200)}example`, null],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('%s: %s', (text, expected) => {
    expect(normalizeHost(text)).toBe(expected);
  });
});

describe('createHostTable', () => {
  const table = createHostTable([
    { pattern: '*.acme.example', owner: 'wide' },
    { pattern: 'mx#.in.acme.example', owner: 'narrow' },
    { pattern: '*.acems#.example', owner: 'numbered' },
    { pattern: 'relay-*', owner: 'single' },
  ]);
  it.each([
    ['MX1.in.acme.example.', ['narrow', 'wide']],
    ['a.acme.example', ['wide']],
    ['acme.example', []],
    ['s1.acems2.example', ['numbered']],
    ['relay-x', ['single']],
    ['relay-x.acme.example', ['wide']],
    [null, []],
    ['192.0.2.1', []],
  ])('finds %s, the most specific first', (host, owners) => {
    expect(table.find(host)).toEqual(owners);
  });
});
