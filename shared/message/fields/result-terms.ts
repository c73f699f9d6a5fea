/** Reads the `key=value` terms of results fields, with comments and white space allowed around every part (RFC 8601 section 2.2). */
import { readableText } from './field-text.ts';
import type { Token } from './lexer.ts';

/** A key in lower case with its value; a value that is one quoted string stands without its quotes. */
export type PropertyPair = readonly [key: string, value: string];

export interface ResultTerms {
  readonly pairs: readonly PropertyPair[];
  /** Contents of the comments, one character a byte, folded as they stand. */
  readonly comments: readonly string[];
  /** Character range from the first to the last token; `0, 0` without any. */
  readonly start: number;
  readonly end: number;
}

/** Tokens that belong together: `smtp.mailfrom=`, `"a b"`, `@x.example` are one unit. */
interface Unit {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

const longestKey = 100;
const mostPairs = 200;

/** Takes the text that the tokens were cut from, and the tokens of one result. Words without an equals sign are left out. */
export function readTerms(text: string, tokens: readonly Token[]): ResultTerms {
  const units = joinUnits(tokens);
  const pairs: PropertyPair[] = [];
  for (let index = 0; index < units.length && pairs.length < mostPairs; ) {
    const [unit, next, after] = units.slice(index, index + 3);
    if (unit === undefined) break;
    const equals = equalsOf(unit);
    const isAlone = next !== undefined && equalsOf(next) === next.start && next.end === next.start + 1;
    if (equals >= 0 && equals === unit.end - 1 && next !== undefined && equalsOf(next) < 0 && !startsWithEquals(after)) {
      // `key= value`
      addPair(pairs, keyOf(unit, equals), valueFrom(text, next, next.start));
      index += 2;
    } else if (equals >= 0) {
      addPair(pairs, keyOf(unit, equals), valueFrom(text, unit, equals + 1));
      index += 1;
    } else if (isAlone && after !== undefined && equalsOf(after) < 0) {
      // `key = value`
      addPair(pairs, keyOf(unit, unit.end), valueFrom(text, after, after.start));
      index += 3;
    } else if (next !== undefined && startsWithEquals(next)) {
      // `key =value`
      addPair(pairs, keyOf(unit, unit.end), valueFrom(text, next, next.start + 1));
      index += 2;
    } else {
      index += 1;
    }
  }
  const comments = tokens.filter((token) => token.kind === 'comment').map((token) => token.text);
  return { pairs, comments, start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

function addPair(pairs: PropertyPair[], key: string, value: string): void {
  if (key !== '' && key.length <= longestKey) pairs.push([readableText(key).toLowerCase(), readableText(value)]);
}

/** Joins what touches, and what a lone `.` or `/` of a key holds together (`policy . expired`, `dkim / 1`). */
function joinUnits(tokens: readonly Token[]): readonly Unit[] {
  const units: { tokens: Token[]; start: number; end: number; isKey: boolean }[] = [];
  let wasJoint = false;
  for (const token of tokens) {
    if (token.kind === 'comment' || token.kind === 'semicolon') continue;
    const last = units.at(-1);
    const isJoint = token.kind === 'word' && (token.text === '.' || token.text === '/');
    const isKey = token.kind === 'word' && !token.text.includes('=');
    if (last !== undefined && (last.end === token.start || (last.isKey && (isJoint || wasJoint)))) {
      last.tokens.push(token);
      last.end = token.end;
      last.isKey &&= isKey;
    } else {
      units.push({ tokens: [token], start: token.start, end: token.end, isKey });
    }
    wasJoint = isJoint;
  }
  return units;
}

/** The unit's text before a position, without the comments and white space in it. */
function keyOf(unit: Unit, end: number): string {
  return unit.tokens.map((token) => token.text.slice(0, Math.max(0, end - token.start))).join('');
}

/** Where the unit's first equals sign outside quotes stands in the text, or -1. */
function equalsOf(unit: Unit): number {
  for (const token of unit.tokens) {
    const at = token.kind === 'word' ? token.text.indexOf('=') : -1;
    if (at >= 0) return token.start + at;
  }
  return -1;
}

function startsWithEquals(unit: Unit | undefined): boolean {
  return unit !== undefined && equalsOf(unit) === unit.start;
}

/** The value from a position in the unit to its end. */
function valueFrom(text: string, unit: Unit, start: number): string {
  const [quoted, ...more] = unit.tokens.filter((token) => token.start >= start);
  return quoted?.kind === 'quoted' && quoted.start === start && more.length === 0 ? quoted.text : text.slice(start, unit.end);
}
