import { describe, expect, it } from 'vitest';
import { glossary } from '../../renderer/glossary.ts';
import { commandWords, count, sectionWords, signalTitle, verdictWords } from '../../renderer/words.ts';
import { verdictKinds } from '../../shared/facts/verdict.ts';

describe('the glossary', () => {
  it.each(Object.entries(glossary))('defines %s in three sentences at most, ended properly', (_id, { text }) => {
    expect(text).toMatch(/[.]$/);
    expect(text.split(/\.\s/).length).toBeLessThanOrEqual(3);
  });
});

describe('the words', () => {
  it('name every verdict, in the order of precedence', () => {
    expect(Object.keys(verdictWords)).toEqual([...verdictKinds]);
  });

  it('have no empty command, and no section twice', () => {
    expect(Object.values(commandWords).filter((word) => word.trim() === '')).toEqual([]);
    expect(new Set(sectionWords.map(([name]) => name)).size).toBe(sectionWords.length);
  });

  it.each([
    ['ingress-spf-flip', 'Ingress SPF flip'],
    ['direct-send', 'Direct send'],
  ])('make a title of the signal %s', (signal, title) => {
    expect(signalTitle(signal)).toBe(title);
  });

  it.each([
    [0, '0 hops'],
    [1, '1 hop'],
    [1500, '1,500 hops'],
  ])('count %i', (amount, expected) => {
    expect(count(amount, 'hop')).toBe(expected);
  });
});
