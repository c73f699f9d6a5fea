import { expect, it } from 'vitest';
import { registrableDomain } from '../../../shared/names/registrable-domain.ts';

it.each([
  ['mail.a.example', 'a.example'],
  ['MAIL.Example.CO.UK.', 'example.co.uk'],
  ['example.com', 'example.com'],
  ['project.github.io', 'project.github.io'],
  ['a.project.github.io', 'project.github.io'],
  ['_dmarc.a.example', 'a.example'],
  ['selector._domainkey.mail.a.example', 'a.example'],
])('of %s is %s', (name, expected) => {
  expect(registrableDomain(name)).toBe(expected);
});

it.each([['com'], ['co.uk'], ['github.io'], ['192.0.2.1'], [''], ['.']])('%j has none', (name) => {
  expect(registrableDomain(name)).toBeNull();
});
