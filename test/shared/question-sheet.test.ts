import { describe, expect, it } from 'vitest';
import { emptySheet, mergeSheets, type QuestionSheet } from '../../shared/question-sheet.ts';

describe('the questions of a case', () => {
  const sheet = (now: string[], ahead: string[], rounds: QuestionSheet['rounds']): QuestionSheet => ({
    now: now.map((name) => ({ name, type: 'TXT' })),
    ahead: ahead.map((name) => ({ name, type: 'TXT' })),
    rounds,
  });

  it('stand once; what one message needs is not ahead for another; the slowest sets the number of rounds', () => {
    const merged = mergeSheets([
      sheet(['b.example'], ['c.example', 'd.example'], { now: 3, ahead: 2 }),
      sheet(['a.example', 'c.example'], ['e.example'], { now: 1, ahead: 5 }),
    ]);
    expect(merged).toEqual(sheet(['a.example', 'b.example', 'c.example'], ['d.example', 'e.example'], { now: 3, ahead: 5 }));
    expect(mergeSheets([])).toEqual(emptySheet);
  });
});
