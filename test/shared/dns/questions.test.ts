import { describe, expect, it } from 'vitest';
import { digCommand, distinctQuestions, formatDigLines } from '../../../shared/dns/questions.ts';
import { type DnsQuestion, formatDigLine, formatQuestion, parseQuestion } from '../../../shared/facts/dns.ts';

const txt = (name: string): DnsQuestion => ({ name, type: 'TXT' });

describe('a line for dig', () => {
  it.each([
    ['a.example', 'a.example TXT'],
    ['_dmarc.a-b.example', '_dmarc.a-b.example TXT'],
    ['', '. TXT'],
    ['@192.0.2.66', '\\064192.0.2.66 TXT'],
    ['+short.example', '\\043short.example TXT'],
    ['-f.example', '\\045f.example TXT'],
    ['x y.example', 'x\\032y.example TXT'],
    ['a\tb\nc.example', 'a\\009b\\010c.example TXT'],
    ['"q";r.example', '\\034q\\034\\059r.example TXT'],
    ['back\\slash.example', 'back\\092slash.example TXT'],
    ["o'brien%40a.example", 'o\\039brien\\03740a.example TXT'],
  ])('of %j is %j', (name, line) => {
    expect(formatDigLine(txt(name))).toBe(line);
  });

  it('is one line of two words, whatever the name', () => {
    for (let code = 0; code < 256; code++) {
      for (const name of [`${String.fromCharCode(code)}a.example`, `a${String.fromCharCode(code)}`]) {
        expect(formatDigLine(txt(name))).toMatch(/^[\\A-Za-z0-9_.][\\A-Za-z0-9_.-]* TXT$/);
      }
    }
  });
});

it('a question is read back from its text, whatever its name', () => {
  for (const question of [txt('a.example'), txt(''), { name: 'a b.example', type: 'MX' } as const, txt(' x')]) {
    expect(parseQuestion(formatQuestion(question))).toEqual(question);
  }
});

it('each question stands once, in order', () => {
  const questions: DnsQuestion[] = [txt('b.example'), { name: 'a.example', type: 'MX' }, txt('a.example'), txt('b.example')];
  expect(formatDigLines(questions)).toEqual(['a.example MX', 'a.example TXT', 'b.example TXT']);
  expect(distinctQuestions(questions)).toEqual([{ name: 'a.example', type: 'MX' }, txt('a.example'), txt('b.example')]);
});

it('the command asks for everything that an answer needs to be placed', () => {
  expect(digCommand.split(' ')).toEqual(expect.arrayContaining(['+question', '+answer', '+comments']));
});
