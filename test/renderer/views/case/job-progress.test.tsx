import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ProgressBar } from '../../../../renderer/components/progress-bar.tsx';
import { consequenceOf, throughOf } from '../../../../renderer/views/case/job-progress.tsx';

const job = { done: 412, total: 2_000, failed: 3, records: 0, bytes: 0, ofBytes: 0 };

describe('what is through', () => {
  it.each([
    [job, { files: '412 of 2,000 files', within: '' }],
    [
      { ...job, records: 1_203_442 },
      { files: '412 of 2,000 files', within: '1,203,442 rows' },
    ],
    [
      { ...job, done: 0, total: 1, records: 1, bytes: 118_800_000, ofBytes: 1_100_000_000 },
      { files: '0 of 1 file', within: '1 row · 118.8 MB of 1.1 GB' },
    ],
  ])('is told in files, and in rows and bytes where there are some', (each, expected) => {
    expect(throughOf(each)).toEqual(expected);
  });
});

describe('what stays after a stop', () => {
  it.each([
    [job, 'What was read stays in the case: 412 files. 1,588 files will not be read.'],
    [{ ...job, done: 1_999, records: 1 }, 'What was read stays in the case: 1,999 files and 1 row. 1 file will not be read.'],
    [{ ...job, done: 2_000 }, 'What was read stays in the case: 2,000 files.'],
  ])('is said before', (each, expected) => {
    expect(consequenceOf(each)).toBe(expected);
  });
});

describe('the bar', () => {
  const markup = renderToStaticMarkup(
    <ProgressBar
      share={0.206}
      files="412 of 2,000 files"
      within="9 rows"
      failed="3 failed"
      pace="about 2 min left"
      consequence=""
      onStop={() => {}}
    />,
  );

  it('reads all of it out in one polite sentence', () => {
    expect(/<span class="visually-hidden" role="status">(.*?)<\/span>/.exec(markup)?.[1]).toBe(
      '20 %, 412 of 2,000 files, 9 rows, 3 failed, about 2 min left',
    );
  });

  it('asks nothing before somebody wants to stop', () => {
    expect([markup.includes('alertdialog'), />Cancel</.test(markup)]).toEqual([false, true]);
  });
});
