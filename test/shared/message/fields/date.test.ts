import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../../shared/message/fields/date.ts';

describe('parseDate', () => {
  it.each([
    ['RFC 5322', 'Mon, 10 Nov 2025 20:02:37 +0000', '2025-11-10T20:02:37Z'],
    ['an offset', 'Mon, 10 Nov 2025 20:02:37 -0730', '2025-11-11T03:32:37Z'],
    ['a missing weekday', '10 Nov 2025 20:02:37 +0100', '2025-11-10T19:02:37Z'],
    ['a wrong weekday', 'Fri, 10 Nov 2025 20:02:37 +0000', '2025-11-10T20:02:37Z'],
    ['missing seconds', '1 Jan 2026 00:30 +0100', '2025-12-31T23:30:00Z'],
    ['a leap second', '31 Dec 2016 23:59:60 +0000', '2017-01-01T00:00:00Z'],
    ['a leap day', '29 Feb 2024 12:00:00 +0000', '2024-02-29T12:00:00Z'],
    ['two digits of a year', 'Fri, 21 Nov 97 09:55 -0600', '1997-11-21T15:55:00Z'],
    ['two digits of this century', '1 Jan 07 00:00:00 GMT', '2007-01-01T00:00:00Z'],
    ['three digits of a year', '1 Jan 124 00:00:00 GMT', '2024-01-01T00:00:00Z'],
    ['a comment zone beside the offset', 'Tue, 12 Oct 2010 13:20:24 -0700 (PDT)', '2010-10-12T20:20:24Z'],
    ['comments and spaces inside', 'Fri, 21 Nov 1997 09(comment):   55  :  06 -0600', '1997-11-21T15:55:06Z'],
    ['EST', 'Wed, 2 Jan 2002 12:00:00 EST', '2002-01-02T17:00:00Z'],
    ['UT', 'Tue, 22 Jan 2002 14:35:28 UT', '2002-01-22T14:35:28Z'],
    ['an unknown zone as UTC', '2 Jan 2002 12:00:00 QQT', '2002-01-02T12:00:00Z'],
    ['no zone as UTC', '2 Jan 2002 12:00:00', '2002-01-02T12:00:00Z'],
    ['a zone in a comment only', '2 Jan 2002 12:00:00 (PST)', '2002-01-02T20:00:00Z'],
    ['GMT with an offset', '2 Jan 2002 12:00:00 GMT+0200', '2002-01-02T10:00:00Z'],
    ['Exchange', '10 Nov 2025 20:02:35.2592 (UTC)', '2025-11-10T20:02:35Z'],
    ['FILETIME behind', '15 Dec 2010 06:59:10.0647 (UTC) FILETIME=[93232C70:01CB9C25]', '2010-12-15T06:59:10Z'],
    ['asctime', 'Tue Jan  2 03:04:05 2024', '2024-01-02T03:04:05Z'],
    ['asctime with a zone', 'Tue Jan  2 03:04:05 PST 2024', '2024-01-02T11:04:05Z'],
    ['asctime with an offset behind', 'Tue Jan  2 03:04:05 2024 +0100', '2024-01-02T02:04:05Z'],
    ['JavaScript', 'Tue Jan 02 2024 03:04:05 GMT+0100 (CET)', '2024-01-02T02:04:05Z'],
    ['Go', '2023-09-29 20:47:13.123456789 +0000 UTC m=+1234.5', '2023-09-29T20:47:13Z'],
    ['Go elsewhere', '2023-09-29 20:47:13 +0200 CEST', '2023-09-29T18:47:13Z'],
    ['ISO 8601', '2023-09-29T20:47:13Z', '2023-09-29T20:47:13Z'],
    ['ISO 8601 with fraction and offset', '2023-09-29T20:47:13.5+02:00', '2023-09-29T18:47:13Z'],
    ['slashes in the order of ISO', '2023/09/29 20:47:13', '2023-09-29T20:47:13Z'],
    ['hyphens', '1-Jan-24 1:02:03 PM +0100', '2024-01-01T12:02:03Z'],
    ['AM', '1 Jan 2024 12:30 AM', '2024-01-01T00:30:00Z'],
    ['full names', 'Tuesday, 2 January 2024 03:04:05 +0000', '2024-01-02T03:04:05Z'],
    ['white space around', '  10 Nov 2025 20:02:37 +0000 \r\n', '2025-11-10T20:02:37Z'],
    ['a word behind', '10 Nov 2025 20:02:37 +0000 constructor', '2025-11-10T20:02:37Z'],
  ])('reads %s', (_, text, instant) => {
    expect(parseDate(text)).toBe(instant);
  });

  it.each([
    ['nothing', ''],
    ['a word', '<HR>'],
    ['a time alone', '20:02:37'],
    ['a date alone', '10 Nov 2025'],
    ['31 February', '31 Feb 2024 10:00:00 +0000'],
    ['29 February of a common year', '29 Feb 2025 10:00:00 +0000'],
    ['day 0', '0 Jan 2025 10:00:00 +0000'],
    ['25 o’clock', '1 Jan 2025 25:00:00 +0000'],
    ['minute 60', '1 Jan 2025 10:60:00 +0000'],
    ['a zone beyond a day', '1 Jan 2025 10:00:00 +9999'],
    ['an hour that got lost', 'Wed, 15 Dec 2010    59:10 -0500'],
    ['a month in another language', 'Pn, 29 paX 2007 21:13:00 +0100'],
    ['digits in an ambiguous order', '9/8/2023 6:25:15 PM'],
    ['a year that ISO 8601 cannot write', '31 Dec 9999 23:00:00 -0500'],
    ['month 13', '2023-13-01T00:00:00Z'],
    ['a name of Object', '__proto__'],
  ])('gives null for %s', (_, text) => {
    expect(parseDate(text)).toBeNull();
  });

  it('does not read beyond a sensible length', () => {
    expect(parseDate(`10 Nov 2025 20:02:37 +0000${' '.repeat(1_000_000)}`)).toBe('2025-11-10T20:02:37Z');
    expect(parseDate(`${'('.repeat(1_000_000)}10 Nov 2025 20:02:37 +0000`)).toBeNull();
  });
});
