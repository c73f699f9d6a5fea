import { describe, expect, it } from 'vitest';
import { alignWith, isUnderSharedDomain } from '../../../shared/authentication/alignment.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';

const infrastructure = createInfrastructure();
const aligned = { aligned: true, alignedBySharedSuffix: false };
const unaligned = { aligned: false, alignedBySharedSuffix: false };
const bySuffix = { aligned: false, alignedBySharedSuffix: true };

describe('alignWith', () => {
  it.each<[readonly string[], string, object]>([
    [['a.example'], 'a.example', aligned],
    [['a.example'], 'mail.a.example', aligned],
    [['news.a.example'], 'bounce.a.example', aligned],
    [['a.example'], 'b.example', unaligned],
    [['a.example'], 'nota.example', unaligned],
    [['a.co.uk'], 'b.co.uk', unaligned],
    [[], 'a.example', unaligned],
    [['a.example', 'b.example'], 'a.example', unaligned],
    [['a.example', 'mail.a.example'], 'a.example', aligned],
  ])('%j with %s', (fromDomains, domain, expected) => {
    expect(alignWith(fromDomains, domain, infrastructure)).toEqual(expected);
  });

  it.each<[readonly string[], string, object]>([
    [['alpha.onmicrosoft.com'], 'alpha.onmicrosoft.com', aligned],
    [['alpha.onmicrosoft.com'], 'alpha.mail.onmicrosoft.com', aligned],
    [['alpha.onmicrosoft.com'], 'bravo.onmicrosoft.com', bySuffix],
    [['alpha.onmicrosoft.com'], 'onmicrosoft.com', bySuffix],
    [['a.example'], 'bravo.onmicrosoft.com', unaligned],
    [['alpha.onmicrosoft.com', 'bravo.onmicrosoft.com'], 'bravo.onmicrosoft.com', bySuffix],
  ])('%j with %s, under a domain of many tenants', (fromDomains, domain, expected) => {
    expect(alignWith(fromDomains, domain, infrastructure)).toEqual(expected);
  });
});

describe('isUnderSharedDomain', () => {
  it.each([
    ['onmicrosoft.com', true],
    ['alpha.onmicrosoft.com', true],
    ['alpha.mail.onmicrosoft.com', true],
    ['outlook.com', false],
    ['a.example', false],
    ['onmicrosoft.com.evil.example', false],
    ['notonmicrosoft.com', false],
  ])('%s: %s', (domain, expected) => {
    expect(isUnderSharedDomain(domain, infrastructure)).toBe(expected);
  });
});
