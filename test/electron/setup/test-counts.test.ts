import { describe, expect, it } from 'vitest';
import { add, closingLine, countCorpusTests, countPlaywright, countVitest } from '../../../electron/setup/test-counts.ts';

const result = (status: string, title = 't', ...ancestorTitles: string[]) => ({ status, title, ancestorTitles });

describe('countVitest', () => {
  it('counts each test once, whatever became of it', () => {
    const report = {
      testResults: [
        { status: 'failed', assertionResults: [result('passed'), result('failed'), result('skipped'), result('pending'), result('todo')] },
        { status: 'passed', assertionResults: [result('passed')] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 2, failed: 1, skipped: 3 });
  });

  it('counts a file that could not be loaded, or whose set-up failed, as one failure', () => {
    expect(countVitest({ testResults: [{ status: 'failed', assertionResults: [] }] })).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countVitest({ testResults: [{ status: 'failed', assertionResults: [result('skipped')] }] })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 1,
    });
  });
});

describe('countPlaywright', () => {
  it('counts a flaky test and an error outside the tests as failures', () => {
    expect(countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] })).toEqual({
      passed: 5,
      failed: 3,
      skipped: 2,
    });
  });
});

describe('countCorpusTests', () => {
  it('counts only tests that passed and carry the mark', () => {
    const mark = 'SPF suite (needs ../shared/corpora)';
    const report = {
      testResults: [
        {
          status: 'passed',
          assertionResults: [result('passed', 't', mark), result('passed', mark), result('skipped', 't', mark), result('passed')],
        },
      ],
    };
    expect(countCorpusTests(report)).toBe(2);
  });
});

describe('closingLine', () => {
  it('is plain, and names the skipped only where there are any', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(closingLine(add({ passed: 3, failed: 0, skipped: 1 }, { passed: 1, failed: 2, skipped: 3 }))).toBe(
      '4 passed, 2 failed, 4 skipped',
    );
  });
});
