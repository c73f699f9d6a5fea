import { describe, expect, it } from 'vitest';
import { alignedByPsl, organizationalDomainByPsl } from '../../../shared/dns/organizational-domain.ts';

describe('organizationalDomainByPsl', () => {
  it.each([
    ['a.example', 'a.example'],
    ['mail.a.example', 'a.example'],
    ['Mail.A.Example.', 'a.example'],
    ['deep.mail.shop.co.uk', 'shop.co.uk'],
    ['co.uk', 'co.uk'],
    ['example', 'example'],
    // Private suffixes count: two projects are two owners. onmicrosoft.com is not in the list.
    ['www.project.github.io', 'project.github.io'],
    ['tenant.onmicrosoft.com', 'onmicrosoft.com'],
    ['mail.bücher.example', 'xn--bcher-kva.example'],
    ['192.0.2.1', null],
    ['[192.0.2.1]', null],
    ['two words.example', null],
    ['', null],
    ['a..example', null],
  ])('%s has %s', (name, expected) => {
    expect(organizationalDomainByPsl(name)).toBe(expected);
  });
});

describe('alignedByPsl', () => {
  it.each([
    ['a.example', 'a.example', true],
    ['bounce.a.example', 'A.example.', true],
    ['one.a.example', 'two.a.example', true],
    ['a.example', 'b.example', false],
    ['a.example', 'example', false],
    ['one.github.io', 'two.github.io', false],
    ['one.onmicrosoft.com', 'two.onmicrosoft.com', true],
    ['xn--bcher-kva.example', 'BÜCHER.example', true],
    ['', '', false],
    ['192.0.2.1', '192.0.2.1', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(alignedByPsl(a, b)).toBe(expected);
    expect(alignedByPsl(b, a)).toBe(expected);
  });
});
