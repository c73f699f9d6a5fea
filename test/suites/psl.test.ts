/** The test vectors of publicsuffix.org, whole, against its list loaded as the user's file, and against the bundled list. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDmarc } from '../../shared/authentication/dmarc/check.ts';
import { toQueryName } from '../../shared/names/domain-name.ts';
import { bundledSuffixList } from '../../shared/names/public-suffix-bundled.ts';
import { underSuffixList } from '../../shared/names/public-suffix-choice.ts';
import { createSuffixList, parsePublicSuffixList, type SuffixList } from '../../shared/names/public-suffix-list.ts';
import { registrableDomain } from '../../shared/names/registrable-domain.ts';
import { corporaPath, hasCorpora } from '../helpers/corpora.ts';
import { txtResolver } from '../helpers/resolver.ts';

type Vector = readonly [name: string | null, expected: string | null];

function read(file: string): string {
  return readFileSync(`${corporaPath}psl/${file}`, 'utf8');
}

function word(text: string | undefined): string | null {
  return text === undefined || text === 'null' ? null : text.replaceAll("'", '');
}

/** `checkPublicSuffix('www.example.com', 'example.com');` and `www.example.com example.com`; lines behind `//` are off. */
function readVectors(): readonly Vector[] {
  const calls = [...read('test_psl.txt').matchAll(/^checkPublicSuffix\((\S+), (\S+)\);/gm)];
  const pairs = [...read('tests.txt').matchAll(/^(?!\/\/)(\S+)[ \t]+(\S+)\s*$/gm)];
  return [...calls, ...pairs].map(([, name, expected]) => [word(name), word(expected)]);
}

function userList(): SuffixList {
  const outcome = parsePublicSuffixList(read('public_suffix_list.dat'), 'public_suffix_list.dat');
  if (!outcome.ok) throw new Error(outcome.error.message);
  return createSuffixList(outcome.value);
}

describe.skipIf(!hasCorpora)('publicsuffix.org (needs ../shared/corpora)', () => {
  if (!hasCorpora) return;
  const vectors = readVectors();
  const user = userList();

  it('has all vectors of both files', () => {
    expect(vectors.length).toBe(156);
  });

  it.each([
    ['its list, loaded as the user’s file', user],
    ['the bundled list', bundledSuffixList],
  ])('all vectors hold by %s', (_, list) => {
    const found = vectors.map(([name]) => [name, registrableDomain(name ?? '', list)]);
    expect(found).toEqual(vectors.map(([name, expected]) => [name, expected === null ? null : toQueryName(expected)]));
  });

  it('the bundled list agrees with the list of 2026-08-19 on nearly every rule, so it is of the same year', () => {
    const rules = [...read('public_suffix_list.dat').matchAll(/^(?!\/\/)(\S+)/gm)].map(([, rule]) => rule ?? '');
    const names = rules.map((rule) => `host.${rule.replace(/^!/, '').replace('*', 'any')}`);
    const different = names.filter((name) => registrableDomain(name, bundledSuffixList) !== registrableDomain(name, user));
    expect(names.length).toBeGreaterThan(10_000);
    expect(different.length).toBeLessThan(100);
  });
});

describe.skipIf(!hasCorpora)('the user’s list in use (needs ../shared/corpora)', () => {
  it('decides the RFC 7489 reading, which names it', () => {
    // This suffix left the list in the autumn of 2026: the bundled list does not hold it any more.
    const read7489 = () =>
      checkDmarc(
        { fromDomains: ['shop.xnbay.com'], spf: [{ domain: 'other.xnbay.com', result: 'pass' }], dkim: [] },
        txtResolver({ '_dmarc.shop.xnbay.com': 'v=DMARC1; p=none' }),
      ).rfc7489;
    expect([read7489().organizationalDomain, read7489().result, read7489().suffixList]).toEqual([
      'xnbay.com',
      'pass',
      'tldts 7.5.5, public suffix list of 2026-11-19',
    ]);
    const byUser = underSuffixList(userList(), read7489);
    expect([byUser.organizationalDomain, byUser.result, byUser.suffixList]).toEqual([
      'shop.xnbay.com',
      'fail',
      'public_suffix_list.dat, public suffix list of an unknown date',
    ]);
  });
});
