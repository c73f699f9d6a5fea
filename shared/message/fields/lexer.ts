/** Cuts a header field body into words, quoted strings, comments and semicolons (RFC 5322 section 3.2) with their positions, in linear time. */

export type TokenKind = 'word' | 'quoted' | 'comment' | 'semicolon';

export interface Token {
  readonly kind: TokenKind;
  /** Character range in the text, with quotes and parentheses; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** A word as written; the content of a quoted string or comment without its delimiters and with quoted pairs undone. */
  readonly text: string;
}

/**
 * What becomes of a `(` that is never closed.
 * - `skip`: it is passed over, and what follows is read as usual (Received: an unclosed comment must not hide the rest of the trace).
 * - `swallow`: it opens a comment that reaches to the end (results fields: text that an attacker brought into a comment must not become a result).
 */
export type UnclosedComment = 'skip' | 'swallow';

/** Longer field bodies are read up to here. Ten times what RFC 5322 section 2.1.1 lines of a whole header block come to. */
export const largestFieldBody = 1024 * 1024;

/**
 * A word runs to white space or the next special. A quote inside it belongs to it, for it opens a string only at a start; but behind an
 * equals sign there is one: `key="value"` (RFC 8601 section 2.2, RFC 7208 section 9.1).
 */
const wordPattern = /[^ \t\r\n();=]*(?:=(?!")[^ \t\r\n();=]*)*=?/;

/** Takes a field body, folded or not. Gives its tokens in order; white space separates and is left out. Never throws. */
export function tokenize(text: string, unclosed: UnclosedComment = 'skip'): readonly Token[] {
  const body = text.length > largestFieldBody ? text.slice(0, largestFieldBody) : text;
  const quotes = new QuoteFinder(body);
  const closers = body.includes('(') ? matchParentheses(body, quotes) : null;
  const tokens: Token[] = [];
  const word = new RegExp(wordPattern, 'y');
  for (let at = 0; at < body.length; ) {
    const character = body[at];
    if (character === ' ' || character === '\t' || character === '\r' || character === '\n' || character === ')') {
      at += 1;
    } else if (character === ';') {
      tokens.push({ kind: 'semicolon', start: at, end: at + 1, text: ';' });
      at += 1;
    } else if (character === '(') {
      const close = closers?.get(at);
      if (close === undefined && unclosed === 'skip') {
        at += 1;
      } else {
        const end = close === undefined ? body.length : close + 1;
        tokens.push({ kind: 'comment', start: at, end, text: undoQuotedPairs(body.slice(at + 1, close ?? body.length)) });
        at = end;
      }
    } else {
      const close = character === '"' ? quotes.closing(at) : -1;
      const end = close >= 0 ? close + 1 : endOfWord(word, body, at);
      tokens.push(
        close >= 0
          ? { kind: 'quoted', start: at, end, text: undoQuotedPairs(body.slice(at + 1, close)) }
          : { kind: 'word', start: at, end, text: body.slice(at, end) },
      );
      at = end;
    }
  }
  return tokens;
}

function endOfWord(word: RegExp, text: string, start: number): number {
  word.lastIndex = start;
  return start + Math.max(1, word.exec(text)?.[0].length ?? 1);
}

/** Pairs parentheses in one pass. A quoted local part (`"a)b"@x`) inside a comment hides its parentheses: many writers do not escape it. */
function matchParentheses(text: string, quotes: QuoteFinder): ReadonlyMap<number, number> {
  const closers = new Map<number, number>();
  const open: number[] = [];
  const special = /[()"\\]/g;
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    const at = found.index;
    const character = found[0];
    if (character === '(') {
      open.push(at);
    } else if (character === ')') {
      const start = open.pop();
      if (start !== undefined) closers.set(start, at);
    } else if (character === '\\') {
      if (open.length > 0) special.lastIndex = at + 2;
    } else if (open.length > 0 || startsToken(text, at)) {
      const close = quotes.closing(at);
      if (close >= 0 && (open.length === 0 || text[close + 1] === '@')) special.lastIndex = close + 1;
    }
  }
  return closers;
}

/** Where a quote opens a string: at a start, and behind an equals sign. */
function startsToken(text: string, at: number): boolean {
  return at === 0 || ' \t\r\n();="'.includes(text.charAt(at - 1));
}

/** Finds closing quotes. Remembers that none follows, so that many lone quotes stay linear. */
class QuoteFinder {
  private noneAfter: number;

  constructor(private readonly text: string) {
    this.noneAfter = text.length;
  }

  /** The index of the quote that closes the one at `open` (RFC 5322 section 3.2.4), or -1. */
  closing(open: number): number {
    if (open >= this.noneAfter) return -1;
    for (let at = open + 1; at < this.text.length; at += 1) {
      const character = this.text[at];
      if (character === '\\') at += 1;
      else if (character === '"') return at;
    }
    this.noneAfter = open;
    return -1;
  }
}

/** Undoes quoted pairs (RFC 5322 section 3.2.1). */
function undoQuotedPairs(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\s\S])/g, '$1') : text;
}
