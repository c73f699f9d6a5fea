import { afterEach, expect, it } from 'vitest';
import { organizationalDomainByPsl } from '../../../shared/dns/organizational-domain.ts';
import { bundledSuffixList } from '../../../shared/names/public-suffix-bundled.ts';
import { currentSuffixList, usePublicSuffixList } from '../../../shared/names/public-suffix-choice.ts';
import type { SuffixList } from '../../../shared/names/public-suffix-list.ts';

afterEach(() => usePublicSuffixList(null));

const twoLabels: SuffixList = {
  name: 'mine',
  date: null,
  registrableDomain: (name) => (name.split('.').length < 3 ? null : name.split('.').slice(-3).join('.')),
};

it('the bundled list is in use until another is chosen, and again after null', () => {
  expect(currentSuffixList()).toBe(bundledSuffixList);
  usePublicSuffixList(twoLabels);
  expect(currentSuffixList()).toBe(twoLabels);
  usePublicSuffixList(null);
  expect(currentSuffixList()).toBe(bundledSuffixList);
});

it('the list in use decides organizational domains', () => {
  expect(organizationalDomainByPsl('mail.a.example')).toBe('a.example');
  usePublicSuffixList(twoLabels);
  expect(organizationalDomainByPsl('mail.a.example')).toBe('mail.a.example');
});
