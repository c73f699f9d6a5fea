import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defang,
  formatBytes,
  formatClock,
  formatDay,
  formatDays,
  formatDelay,
  shorten,
  visibleColumns,
  visibleText,
  wrapWords,
} from '../../renderer/text.ts';

describe('visibleText', () => {
  it.each([
    ['plain text', 'plain text', 'plain text'],
    ['a right-to-left override', 'invoice\u202efdp.exe', 'invoice⟨202E⟩fdp.exe'],
    ['a zero-width space', 'pay\u200bpal', 'pay⟨200B⟩pal'],
    ['a NUL', 'a\u0000b', 'a⟨0000⟩b'],
    ['a tag character outside the basic plane', 'a\u{e0041}b', 'a⟨E0041⟩b'],
    ['line feeds and tabs, which stay', 'a\n\tb', 'a\n\tb'],
    ['letters of any script, which stay', 'Größe 名前 имя', 'Größe 名前 имя'],
  ])('shows %s', (_what, text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });
});

describe('formatDays', () => {
  it.each([
    ['2026-09-29', '2026-09-29', '29 Sep 2026'],
    ['2026-09-02', '2026-09-29', '2 – 29 Sep 2026'],
    ['2026-09-29', '2026-10-01', '29 Sep – 1 Oct 2026'],
    ['2025-12-29', '2026-01-02', '29 Dec 2025 – 2 Jan 2026'],
    [null, '2026-01-02', '2 Jan 2026'],
    ['2026-01-02', null, '2 Jan 2026'],
    [null, null, ''],
  ])('%s and %s are “%s”', (first, last, expected) => {
    expect(formatDays(first, last)).toBe(expected);
  });
});

describe('visibleColumns', () => {
  it('keeps one column for each control, so that offsets under a line still point at it', () => {
    expect(visibleColumns('a\u0000b\u202ec\u007fd')).toBe('a␀b\ufffdc␡d');
  });
});

describe('defang', () => {
  it.each([
    ['https://evil.example/login', 'hxxps://evil[.]example/login'],
    ['HTTP://evil.example', 'hxxp://evil[.]example'],
    ['ceo@alpha.example', 'ceo[@]alpha[.]example'],
    ['from 192.0.2.1 it came', 'from 192.0.2[.]1 it came'],
    ['2001:db8::1', '2001[:]db8[:][:]1'],
    ['mx1.receiver.example', 'mx1[.]receiver[.]example'],
    ['Done. Next sentence', 'Done. Next sentence'],
    ['at 20:47:19 UTC', 'at 20:47:19 UTC'],
    ['', ''],
  ])('makes %s inert', (text, expected) => {
    expect(defang(text)).toBe(expected);
  });

  it('leaves no clickable scheme, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => !/https?:\/\//i.test(defang(`${text} http://a.example ${text}`))));
  });
});

describe('shorten', () => {
  it.each([
    ['short', 10, 'short'],
    ['mail-vi1eur05on2061.outbound.protection.outlook.com', 15, 'mail-vi…ook.com'],
    ['abcdefgh', 4, 'abc…'],
    ['abcdefgh', 0, '…'],
  ])('cuts %s to %i', (text, limit, expected) => {
    expect(shorten(text, limit)).toBe(expected);
  });

  it('never gives more characters than asked for', () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: 1, max: 80 }), (text, limit) => shorten(text, limit).length <= limit));
  });
});

describe('wrapWords', () => {
  it.each([
    ['Exchange Online', 21, ['Exchange Online']],
    ['Microsoft 365 (Exchange Online)', 21, ['Microsoft 365', '(Exchange Online)']],
    ['workstation.internal.charlie.example', 21, ['workstation.internal.', 'charlie.example']],
    ['a-very-long-single-word-that-does-not-break', 21, ['a-very-lon…-not-break']],
    ['', 21, ['']],
  ])('breaks %s', (text, limit, expected) => {
    expect(wrapWords(text, limit, 2)).toEqual(expected);
  });
});

describe('times and sizes', () => {
  it.each([
    [0, '+0 s'],
    [2, '+2 s'],
    [-12, '−12 s'],
    [185, '+3 min 05 s'],
    [7800, '+2 h 10 min'],
    [864_000, '+10 d'],
  ])('writes a delay of %i seconds', (seconds, expected) => {
    expect(formatDelay(seconds)).toBe(expected);
  });

  it('writes day and clock in UTC, and leaves alone what is no time', () => {
    expect([formatDay('2026-09-29T20:47:13Z'), formatClock('2026-09-29T20:47:13Z'), formatDay('soon')]).toEqual([
      '29 Sep 2026',
      '20:47:13',
      'soon',
    ]);
  });

  it('writes bytes in decimal units', () => {
    expect([0, 999, 48_213, 1_240_551, 1_204_888_120].map(formatBytes)).toEqual(['0 B', '999 B', '48.2 kB', '1.2 MB', '1.2 GB']);
  });
});
