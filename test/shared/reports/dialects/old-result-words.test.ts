import { describe, expect, it } from 'vitest';
import { notesOf, readXml, reportXml, rowXml } from '../samples.ts';

describe('the habit old-result-words', () => {
  it.each([
    ['hardfail', 'fail'],
    ['HardFail', 'fail'],
    ['unknown', 'temperror'],
    ['error', 'permerror'],
  ])('reads %s as %s and keeps the word in a note', (word, result) => {
    const report = readXml(reportXml(rowXml({ spf: `alpha.example ${word}`, dkim: `alpha.example s1 ${word}` })));
    expect(report.records[0]?.authResults).toMatchObject({ spf: [{ result }], dkim: [{ result }] });
    expect(report.notes.map(({ code, message }) => [code, message])).toEqual([
      ['result-word-alias', `The word “${word}” is read as “${result}”.`],
      ['result-word-alias', `The word “${word}” is read as “${result}”.`],
    ]);
  });

  it('leaves a word that nobody knows to the reader, which gives null', () => {
    const report = readXml(reportXml(rowXml({ spf: 'alpha.example bestguesspass' })));
    expect([report.records[0]?.authResults.spf[0]?.result, notesOf(report)]).toEqual([
      null,
      ['result-word-unknown record[1]/auth_results/spf/result'],
    ]);
  });
});
