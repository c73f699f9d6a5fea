import { describe, expect, it } from 'vitest';
import dialect from '../../../../shared/reports/dialects/upper-case-words.ts';
import { notesOf, readXml, reportXml, rowXml } from '../samples.ts';

describe('the habit upper-case-words', () => {
  it('reads keywords without regard to case, each with a note', () => {
    const report = readXml(
      reportXml(rowXml({ evaluated: 'Fail PASS', spf: 'alpha.example SoftFail' }), {
        policy: '<domain>alpha.example</domain><p>NONE</p><adkim>R</adkim>',
      }),
    );
    expect(report.policy).toMatchObject({ p: 'none', adkim: 'r' });
    expect(report.records[0]).toMatchObject({ dkim: 'fail', spf: 'pass', authResults: { spf: [{ result: 'softfail' }] } });
    expect(notesOf(report)).toEqual([
      'value-case policy_published/p',
      'value-case policy_published/adkim',
      'value-case record[1]/row/policy_evaluated/dkim',
      'value-case record[1]/row/policy_evaluated/spf',
      'value-case record[1]/auth_results/spf/result',
    ]);
  });

  it('leaves alone what is no keyword: ids and selectors know case', () => {
    const report = readXml(reportXml(rowXml({ dkim: 'alpha.example Selector1 pass' }), { id: 'AbC' }));
    expect([report.reportId, report.records[0]?.authResults.dkim[0]?.selector, notesOf(report)]).toEqual(['AbC', 'Selector1', []]);
  });

  it('has nothing to say where all is lower case', () => {
    expect(dialect.amend?.({ name: 'spf', text: ' pass ' }, 'record/row/policy_evaluated/spf')).toBeNull();
  });
});
