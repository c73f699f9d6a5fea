import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../shared/text/csv.ts';

describe('csvLine', () => {
  it.each([
    [['a', 1, null, 0], 'a,1,,0\r\n'],
    [['a,b', 'say "x"'], '"a,b","say ""x"""\r\n'],
    [['=1+1', '+1', '-1', '@x', -1], "'=1+1,'+1,'-1,'@x,-1\r\n"],
    [['two\r\nlines\u0000\u009b'], 'two  lines  \r\n'],
    [[], '\r\n'],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });
});
