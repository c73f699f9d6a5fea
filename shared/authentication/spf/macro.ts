/** SPF macros (RFC 7208 section 7): parsed once a record, expanded once a check. */
import { type IpAddress, nibbles } from '../../names/ip-network.ts';

/** RFC 7208 section 7.2. `c`, `r` and `t` are for explanations only. */
export type MacroLetter = 's' | 'l' | 'o' | 'd' | 'i' | 'p' | 'v' | 'h' | 'c' | 'r' | 't';

export interface MacroExpansion {
  readonly letter: MacroLetter;
  /** Upper-case letter: the value is URL-escaped. */
  readonly escaped: boolean;
  /** How many right-hand parts to keep; null keeps all. */
  readonly keep: number | null;
  readonly reversed: boolean;
  /** Characters to split at; the dot where none are given. */
  readonly delimiters: string;
}

/** Text that may hold macros. `%%`, `%_` and `%-` are literals already. */
export interface MacroString {
  readonly text: string;
  readonly parts: readonly (string | MacroExpansion)[];
  readonly letters: ReadonlySet<MacroLetter>;
  /** Whether it ends in a macro-expand (`%{d}`, `%%`, …), as a domain-spec may instead of a top label. */
  readonly endsInMacro: boolean;
}

/** Gives the value of a macro letter, before any transformation. */
export type MacroValues = (letter: MacroLetter) => string;

const noLetters: ReadonlySet<MacroLetter> = new Set();
const macro = /%\{([slodiphvcrt])(\d*)(r?)([.\-+,/_=]*)\}/iy;

/**
 * Parses a macro-string (RFC 7208 section 7.1). Explanation texts may also hold spaces (section 6.2).
 * `letters` says which macro letters are allowed. Gives a clause that names the problem where the syntax is wrong.
 */
export function parseMacroString(text: string, letters: 'domain' | 'any', mayHoldSpaces = false): MacroString | string {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code > 0x7e || (code === 0x20 && !mayHoldSpaces)) return 'it holds a character that is not printable ASCII';
  }
  if (!text.includes('%')) return { text, parts: text === '' ? [] : [text], letters: noLetters, endsInMacro: false };
  const parts: (string | MacroExpansion)[] = [];
  const used = new Set<MacroLetter>();
  let endsInEscape = false;
  let index = 0;
  while (index < text.length) {
    const percent = text.indexOf('%', index);
    if (percent !== index) {
      parts.push(text.slice(index, percent < 0 ? text.length : percent));
      if (percent < 0) break;
    }
    const literal = escapes[text[percent + 1] ?? ''];
    if (literal !== undefined) {
      parts.push(literal);
      index = percent + 2;
      endsInEscape = index === text.length;
      continue;
    }
    macro.lastIndex = percent;
    const found = macro.exec(text);
    if (found === null) return 'a % does not begin a macro';
    const [whole, letter = '', digits = '', reverse, delimiters = ''] = found;
    const lower = letter.toLowerCase() as MacroLetter;
    if (letters === 'domain' && 'crt'.includes(lower)) return `%{${lower}} is for explanations only`;
    const keep = digits === '' ? null : Number(digits);
    if (keep === 0) return 'a macro keeps no part of its value'; // RFC 7208 section 7.3: it MUST be nonzero.
    parts.push({
      letter: lower,
      escaped: letter !== lower,
      keep,
      reversed: reverse !== '',
      delimiters: delimiters === '' ? '.' : delimiters,
    });
    used.add(lower);
    index = percent + whole.length;
  }
  return { text, parts, letters: used, endsInMacro: typeof parts.at(-1) !== 'string' || endsInEscape };
}

const escapes: Readonly<Record<string, string>> = { '%': '%', _: ' ', '-': '%20' };

/**
 * Expands a macro-string (RFC 7208 section 7.3). Beyond `longest` characters only one side of the text is kept, and the other is not
 * even expanded: the right side of a name (its left labels are cut off anyway), the left side of an explanation.
 */
export function expandMacros(string: MacroString, values: MacroValues, keep: 'left' | 'right', longest: number): string {
  const pieces: string[] = [];
  let length = 0;
  const parts = keep === 'left' ? string.parts : string.parts.toReversed();
  for (const part of parts) {
    if (length > longest) break;
    const piece = typeof part === 'string' ? part : expand(part, values(part.letter));
    pieces.push(piece);
    length += piece.length;
  }
  return keep === 'left' ? pieces.join('').slice(0, longest) : pieces.reverse().join('').slice(-longest);
}

/** The value of `%{i}`: dotted decimal, or 32 dotted nibbles, in upper case as RFC 7208 section 7.4 writes them. */
export function addressMacro(address: IpAddress): string {
  return address.version === 4 ? address.text : nibbles(address).join('.').toUpperCase();
}

function expand(macroExpansion: MacroExpansion, value: string): string {
  const { keep, reversed, delimiters, escaped } = macroExpansion;
  let result = value;
  if (keep !== null || reversed || delimiters !== '.') {
    let parts = splitAtAny(value, delimiters);
    if (reversed) parts.reverse();
    if (keep !== null && keep < parts.length) parts = parts.slice(parts.length - keep);
    result = parts.join('.');
  }
  return escaped ? escapeForUrl(result) : result;
}

function splitAtAny(value: string, delimiters: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < value.length; index++) {
    if (delimiters.includes(value[index] ?? '')) {
      parts.push(value.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(value.slice(start));
  return parts;
}

const utf8 = new TextEncoder();

/** RFC 7208 section 7.3: everything outside the unreserved set of RFC 3986 is percent-encoded, as UTF-8. */
function escapeForUrl(value: string): string {
  if (!/[^A-Za-z0-9\-._~]/.test(value)) return value;
  let escaped = '';
  for (const octet of utf8.encode(value)) {
    const character = String.fromCharCode(octet);
    escaped += /[A-Za-z0-9\-._~]/.test(character) ? character : `%${octet.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return escaped;
}
