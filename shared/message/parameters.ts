/** Reads header fields of the form `value; name=value` (Content-Type, Content-Disposition), with the file names of RFC 2231. */
import { Buffer } from 'node:buffer';
import { decodeCharset } from './decode.ts';
import { decodeEncodedWords } from './encoded-words.ts';

export interface Parameterized {
  /** What stands before the first semicolon, in lower case, without comments. */
  readonly value: string;
  /** By name in lower case, decoded. The first of two with the same name counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

interface Section {
  readonly text: string;
  /** Percent-encoded, and in the first section with `charset'language'` before it. */
  readonly isExtended: boolean;
}

/** Far more than any file name needs; sections beyond are left out. */
const largestSectionCount = 200;

/**
 * Takes the unfolded body of the field. Tolerant: quotes may be missing or never closed, values may hold spaces, encoded words may stand
 * where RFC 2231 should have been used. Where both `name` and `name*` are given, `name*` counts, as in RFC 6266 section 4.3. Never throws.
 */
export function parseParameters(text: string): Parameterized {
  const [first = '', ...rest] = splitAtSemicolons(text);
  const plain = new Map<string, string>();
  const sections = new Map<string, Map<number, Section>>();
  for (const part of rest) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    if (name === '') {
      continue;
    }
    const value = unquote(part.slice(equals + 1));
    const continued = /^([^*]+)\*(?:(\d{1,4})(\*)?)?$/.exec(name);
    if (continued === null) {
      plain.set(name, plain.get(name) ?? decodeEncodedWords(value));
      continue;
    }
    // `name*` alone is an extended value in one section (RFC 2231 section 4), `name*0`, `name*1*` are continued ones (section 3).
    const number = Number(continued[2] ?? 0);
    const found = sections.get(continued[1] ?? '') ?? new Map<number, Section>();
    sections.set(continued[1] ?? '', found);
    if (!found.has(number) && number < largestSectionCount) {
      found.set(number, { text: value, isExtended: continued[2] === undefined || continued[3] === '*' });
    }
  }
  const parameters = new Map(plain);
  for (const [name, found] of sections) {
    if (found.has(0)) {
      parameters.set(name, joinSections(found));
    }
  }
  return { value: withoutComment(first).toLowerCase(), parameters };
}

/** Semicolons inside quotes do not part. A quote that is never closed is no quote. */
function splitAtSemicolons(text: string): string[] {
  const parts: string[] = [];
  const lastQuote = text.lastIndexOf('"');
  let start = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isQuoted && character === '\\') {
      index += 1;
    } else if (character === '"') {
      isQuoted = !isQuoted && index < lastQuote;
    } else if (character === ';' && !isQuoted) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function unquote(text: string): string {
  const value = text.trim();
  if (!value.startsWith('"')) {
    return withoutComment(value);
  }
  let content = '';
  for (let index = 1; index < value.length && value[index] !== '"'; index += 1) {
    // RFC 2045 quoted pairs; but Windows paths as file names have single backslashes that must survive.
    if (value[index] === '\\' && (value[index + 1] === '"' || value[index + 1] === '\\')) {
      index += 1;
    }
    content += value[index] ?? '';
  }
  return content;
}

/** `us-ascii (plain text)`: a comment at the end. One at the start or inside belongs to the value of a sloppy writer. */
function withoutComment(text: string): string {
  const value = text.trim();
  const opening = value.endsWith(')') ? value.indexOf('(') : -1;
  return opening === -1 ? value : value.slice(0, opening).trim();
}

function joinSections(sections: ReadonlyMap<number, Section>): string {
  let charset = 'utf-8';
  const bytes: Buffer[] = [];
  for (let number = 0; ; number += 1) {
    const section = sections.get(number);
    if (section === undefined) {
      return decodeCharset(Buffer.concat(bytes), charset);
    }
    let { text } = section;
    const prefix = number === 0 && section.isExtended ? /^([^']*)'[^']*'/.exec(text) : null;
    if (prefix !== null) {
      charset = prefix[1] || charset;
      text = text.slice(prefix[0].length);
    }
    bytes.push(section.isExtended ? decodePercent(text) : Buffer.from(text, 'utf8'));
  }
}

function decodePercent(text: string): Buffer {
  const pieces = text.split(/(%[0-9A-Fa-f]{2})/);
  return Buffer.concat(pieces.map((piece, index) => (index % 2 === 1 ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece, 'utf8'))));
}
