import { describe, expect, it } from 'vitest';
import { notesOf, readXml, reportXml, rowXml } from '../samples.ts';

const withTimes = (begin: string, end: string) =>
  readXml(
    reportXml(rowXml({}))
      .replace(/<begin>\d+/, `<begin>${begin}`)
      .replace(/<end>\d+/, `<end>${end}`),
  );

describe('the habit epoch-milliseconds', () => {
  it('reads thirteen digits as milliseconds', () => {
    const report = withTimes('1793491200000', '1793577599999');
    expect([report.begin, report.end]).toEqual(['2026-11-01T00:00:00Z', '2026-11-01T23:59:59Z']);
    expect(notesOf(report)).toEqual([
      'time-milliseconds report_metadata/date_range/begin',
      'time-milliseconds report_metadata/date_range/end',
    ]);
  });

  it.each([
    ['99999999999', '5138-11-16T09:46:39Z'],
    ['1793491200', '2026-11-01T00:00:00Z'],
    ['0', '1970-01-01T00:00:00Z'],
  ])('leaves %s as seconds', (begin, expected) => {
    expect(withTimes(begin, begin).begin).toBe(expected);
  });
});
