import { expect, it } from 'vitest';
import { createProgressLine, describeProgress } from '../../../electron/capture/progress-line.ts';

const progress = { round: 2, rounds: 5, asked: 10, total: 40, failed: 0 };

it('shows the part that is done', () => {
  expect(describeProgress(progress, 80)).toBe('[========                      ] round 2 of at most 5: 10 of 40 asked');
  expect(describeProgress({ ...progress, asked: 40, failed: 3 }, 80)).toMatch(/^\[=+\] round 2 of at most 5: 40 of 40 asked, 3 failed$/);
});

it('never breaks the line of a narrow terminal', () => {
  for (let columns = 1; columns < 120; columns++) expect(describeProgress(progress, columns).length).toBeLessThanOrEqual(columns);
});

it('draws over itself where somebody watches, and is silent where nobody does', () => {
  const draw = (isTerminal: boolean): string => {
    const written: string[] = [];
    const write = async (more: string): Promise<void> => {
      written.push(more);
    };
    const line = createProgressLine({ write, isClosed: () => false, isTerminal, columns: 80 });
    line.draw(progress);
    line.clear();
    return written.join('');
  };
  const erase = '\r\u001b[K';
  expect(draw(true)).toBe(`${erase}${describeProgress(progress, 80)}${erase}`);
  expect(draw(false)).toBe('');
});
