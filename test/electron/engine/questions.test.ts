import { expect, it } from 'vitest';
import { openQuestionsOf } from '../../../electron/engine/questions.ts';
import type { DnsQuestion } from '../../../shared/facts/dns.ts';
import { emptySheet } from '../../../shared/question-sheet.ts';

const txt = (name: string): DnsQuestion => ({ name, type: 'TXT' });

it('brings the open questions of all messages together, each once, sorted, with the rounds of the slowest', () => {
  const found = openQuestionsOf([
    { now: [txt('b.example'), { name: '10.2.0.192.in-addr.arpa', type: 'PTR' }], ahead: [txt('c.example')], rounds: { now: 3, ahead: 2 } },
    { now: [txt('a.example')], ahead: [txt('b.example'), txt('d.example')], rounds: { now: 1, ahead: 1 } },
    emptySheet,
  ]);
  expect(found).toEqual({
    questions: ['10.2.0.192.in-addr.arpa PTR', 'a.example TXT', 'b.example TXT'],
    ahead: ['c.example TXT', 'd.example TXT'],
    rounds: { now: 3, ahead: 2 },
  });
});

it('gives nobody who wrote a name a say in what dig does', () => {
  const names = ['@203.0.113.1', '+trace', '-f/etc/passwd', 'a.example @203.0.113.1', 'a;b.example', '"a b".example', 'a\nb.example'];
  const { questions } = openQuestionsOf([{ ...emptySheet, now: names.map(txt) }]);
  expect(questions.length).toBe(names.length);
  for (const line of questions) expect(line).toMatch(/^(?:[a-z0-9_.]|\\\d{3})(?:[a-z0-9_.-]|\\\d{3})* TXT$/);
});

it('is nothing, in no round, where nothing is open', () => {
  expect(openQuestionsOf([])).toEqual({ questions: [], ahead: [], rounds: { now: 0, ahead: 0 } });
});
