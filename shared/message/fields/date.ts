/** Reads the date-times of mail header fields: RFC 5322, its obsolete forms, and what other programs write instead. */

const longestDate = 512;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Zones by name, in hours east of UTC: those of RFC 5322 section 4.3, and others that have one meaning only. */
const zoneHours: ReadonlyMap<string, number> = new Map(
  [
    ['ut 0', 'utc 0', 'gmt 0', 'z 0', 'est -5', 'edt -4', 'cst -6', 'cdt -5', 'mst -7', 'mdt -6', 'pst -8', 'pdt -7'],
    ['wet 0', 'west 1', 'cet 1', 'met 1', 'mez 1', 'cest 2', 'mest 2', 'mesz 2', 'eet 2', 'eest 3', 'msk 3', 'jst 9', 'kst 9', 'nzst 12'],
  ]
    .flat()
    .map((zone) => [zone.replace(/ .*/, ''), Number(zone.replace(/.* /, ''))]),
);

/** What has been read so far; the parts of a date come in many orders. */
interface DateParts {
  year: number | null;
  month: number | null;
  day: number | null;
  /** Seconds since midnight. */
  time: number | null;
  /** Seconds east of UTC. */
  zone: number | null;
  isZoneNumeric: boolean;
}

/**
 * Takes the text of a date (white space and comments around it allowed; not a whole Received field). Gives the instant in UTC to the
 * second, `YYYY-MM-DDTHH:MM:SSZ`, fractions cut off; null where the text is no date or names an impossible one (31 February, 25 o'clock).
 *
 * Read are: RFC 5322 section 3.3 and the obsolete zones and years of section 4.3, with weekday, comma and seconds optional; `asctime`
 * (`Tue Jan  2 03:04:05 2024`, zone before or behind the year); ISO 8601 and RFC 3339; Go's `2024-01-02 03:04:05.6 +0000 UTC m=+1.2`;
 * Exchange's fractions (`10 Nov 2025 20:02:35.2592 (UTC)`). A time without a zone or with an unknown one is taken as UTC, as section
 * 4.3 asks. A wrong weekday is ignored: nothing depends on it. All-numeric dates other than year-month-day are ambiguous: null.
 */
export function parseDate(text: string): string | null {
  const { plain, comment } = withoutComments(text.slice(0, longestDate));
  const parts: DateParts = { year: null, month: null, day: null, time: null, zone: null, isZoneNumeric: false };
  const words = plain
    .replace(/\s*:\s*/g, ':')
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  for (const [index, word] of words.entries()) {
    const isUnderstood = (index === 0 && isName(word, weekdays)) || readWord(word, parts);
    // Behind a time anything may follow (`m=+0.5`, a host name); before it, an unknown word means that this is no date.
    if (!isUnderstood && parts.time === null) {
      return null;
    }
  }
  return instantOf(parts, comment);
}

/** The text with each comment (RFC 5322 section 3.2.2) as a space, and the last comment. An unclosed comment reaches to the end. */
function withoutComments(text: string): { plain: string; comment: string } {
  let plain = '';
  let comment = '';
  let depth = 0;
  for (const character of text) {
    if (character === '(') {
      depth += 1;
      comment = depth === 1 ? '' : comment;
      plain += depth === 1 ? ' ' : '';
    } else if (character === ')' && depth > 0) {
      depth -= 1;
    } else if (depth > 0) {
      comment += character;
    } else {
      plain += character;
    }
  }
  return { plain, comment: comment.trim() };
}

/** Whole English names and their first three letters, with or without a dot (`Tue`, `Tuesday`, `Sept.`). */
function isName(word: string, names: readonly string[]): boolean {
  return /^[A-Za-z]{3,9}\.?$/.test(word) && names.includes(word.slice(0, 3).toLowerCase());
}

function readWord(word: string, parts: DateParts): boolean {
  return readTime(word, parts) || readDay(word, parts) || readNumber(word, parts) || readZone(word, parts);
}

/** `20:02`, `20:02:37`, with a fraction and with the zone directly behind it (`20:02:37.5Z`); AM or PM as a word of its own. */
function readTime(word: string, parts: DateParts): boolean {
  if (/^[ap]m$/i.test(word) && parts.time !== null && parts.time < 13 * 3600) {
    const hour = Math.floor(parts.time / 3600);
    parts.time += ((hour % 12) + (word.toLowerCase() === 'pm' ? 12 : 0) - hour) * 3600;
    return true;
  }
  const match = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d*)?)?(\D.*)?$/.exec(word);
  if (match === null || parts.time !== null) {
    return false;
  }
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  // A leap second (:60) is allowed by section 3.3.
  parts.time = hour < 24 && minute < 60 && second < 61 ? hour * 3600 + minute * 60 + second : Number.NaN;
  return match[4] === undefined || readZone(match[4], parts);
}

/** A month by name, and whole dates in one word: `2025-11-10`, `2025/11/10`, `10-Nov-2025`, `2025-11-10T20:02:37Z`. */
function readDay(word: string, parts: DateParts): boolean {
  if (isName(word, months) && parts.month === null) {
    parts.month = months.indexOf(word.slice(0, 3).toLowerCase());
    return true;
  }
  if (parts.year !== null || parts.day !== null) {
    return false;
  }
  const iso = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[Tt](.+))?$/.exec(word);
  if (iso !== null) {
    parts.year = Number(iso[1]);
    parts.month = Number(iso[3]) - 1;
    parts.day = Number(iso[4]);
    return iso[5] === undefined || readTime(iso[5], parts);
  }
  const hyphenated = /^(\d{1,2})-([A-Za-z]{3})-(\d{2,4})$/.exec(word);
  if (hyphenated === null || !isName(hyphenated[2] ?? '', months)) {
    return false;
  }
  parts.day = Number(hyphenated[1]);
  parts.month = months.indexOf((hyphenated[2] ?? '').toLowerCase());
  parts.year = fullYear(hyphenated[3] ?? '');
  return true;
}

/** The day comes before the year in every form but `2025 Nov 10`, which four digits give away. */
function readNumber(word: string, parts: DateParts): boolean {
  if (!/^\d{1,4}$/.test(word)) {
    return false;
  }
  if (parts.day === null && word.length <= 2) {
    parts.day = Number(word);
  } else if (parts.year === null && word.length >= 2) {
    parts.year = fullYear(word);
  } else {
    return false;
  }
  return true;
}

/** RFC 5322 section 4.3: 00 to 49 are 20xx, 50 to 99 and three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length >= 4 ? year : year + (digits.length === 2 && year < 50 ? 2000 : 1900);
}

/** `+0100`, `+01:00`, `+01`, `EST`, `GMT+0100`. The first numeric zone counts: `-0700 (PDT)`, `+0000 UTC`. */
function readZone(word: string, parts: DateParts): boolean {
  const match = /^([A-Za-z]{1,5})?(?:([+-])(\d{2}):?(\d{2})?)?$/.exec(word);
  if (match === null || parts.time === null || parts.isZoneNumeric) {
    return false;
  }
  if (match[2] !== undefined) {
    const [hours, minutes] = [Number(match[3]), Number(match[4] ?? 0)];
    const seconds = hours < 24 && minutes < 60 ? hours * 3600 + minutes * 60 : Number.NaN;
    parts.zone = match[2] === '-' ? -seconds : seconds;
    parts.isZoneNumeric = true;
  } else if (parts.zone === null) {
    const hours = zoneHours.get((match[1] ?? '').toLowerCase());
    parts.zone = hours === undefined ? null : hours * 3600;
  }
  return true;
}

function instantOf(parts: DateParts, comment: string): string | null {
  const { year, month, day, time } = parts;
  if (year === null || month === null || day === null || time === null || year < 1900 || year > 9999) {
    return null;
  }
  const midnight = new Date(Date.UTC(year, month, day));
  if (month < 0 || month > 11 || midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) {
    return null;
  }
  // `20:02:37 (PST)`: where only a comment names the zone, it is better than none.
  const zone = parts.zone ?? (zoneHours.get(comment.toLowerCase()) ?? 0) * 3600;
  const instant = midnight.getTime() + (time - zone) * 1000;
  // NaN stands for an hour, minute or zone out of range.
  const iso = Number.isNaN(instant) ? '' : new Date(instant).toISOString();
  return iso.length === 24 ? `${iso.slice(0, 19)}Z` : null;
}
