import { expect, it } from 'vitest';
import { organizationalDomainByPsl } from '../../../shared/dns/organizational-domain.ts';
import { bundledSuffixList } from '../../../shared/names/public-suffix-bundled.ts';
import { currentSuffixList, underSuffixList, whileUnderSuffixList } from '../../../shared/names/public-suffix-choice.ts';
import type { SuffixList } from '../../../shared/names/public-suffix-list.ts';

const twoLabels: SuffixList = {
  name: 'mine',
  date: null,
  registrableDomain: (name) => (name.split('.').length < 3 ? null : name.split('.').slice(-3).join('.')),
};
const other: SuffixList = { ...twoLabels, name: 'another' };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const fault = new Error('stopped');
const fail = (): never => {
  throw fault;
};

it('the bundled list is in use, another one for as long as something runs under it', () => {
  expect(currentSuffixList()).toBe(bundledSuffixList);
  expect(underSuffixList(twoLabels, currentSuffixList)).toBe(twoLabels);
  expect(underSuffixList(twoLabels, () => underSuffixList(null, currentSuffixList))).toBe(bundledSuffixList);
  expect(() => underSuffixList(twoLabels, fail)).toThrow(fault);
  expect(currentSuffixList()).toBe(bundledSuffixList);
});

it('the list in use decides organizational domains', () => {
  const ask = () => organizationalDomainByPsl('mail.a.example');
  expect([ask(), underSuffixList(twoLabels, ask)]).toEqual(['a.example', 'mail.a.example']);
});

it('stays in use over turns of the event loop, and is gone after the last one that ran under it', async () => {
  const seen: string[] = [];
  const look = (turns: number) => async () => {
    for (let each = 0; each < turns; each++) await turn();
    seen.push(currentSuffixList().name);
  };
  const all = [whileUnderSuffixList(twoLabels, look(3)), whileUnderSuffixList(twoLabels, look(1))];
  // What is over at once may go by another list meanwhile.
  expect(underSuffixList(other, currentSuffixList)).toBe(other);
  await Promise.all(all);
  expect(seen).toEqual(['mine', 'mine']);
  await expect(whileUnderSuffixList(twoLabels, async () => fail())).rejects.toBe(fault);
  expect(currentSuffixList()).toBe(bundledSuffixList);
});

it('refuses to be two lists at a time', async () => {
  const first = whileUnderSuffixList(twoLabels, turn);
  await expect(whileUnderSuffixList(other, turn)).rejects.toThrow('Two public suffix lists');
  await expect(whileUnderSuffixList(null, turn)).rejects.toThrow('Two public suffix lists');
  await first;
  await expect(whileUnderSuffixList(other, async () => currentSuffixList())).resolves.toBe(other);
});
