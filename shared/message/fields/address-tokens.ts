/** Cuts the text of an address field into the tokens of RFC 5322 section 3.2, tolerantly and in linear time. */

export interface AddressToken {
  readonly kind: 'word' | 'quoted' | 'comment' | 'special' | 'space';
  /** Unescaped content of a quoted string or comment, the characters of anything else. */
  readonly text: string;
}

const specials = new Set('<>,;:@');
const breaks = new Set('<>,;:@"([ \t\r\n');

/**
 * Every character of the text ends up in some token. A quote, parenthesis or bracket that is never closed is an ordinary character:
 * one stray `"` must not swallow the address behind it.
 */
export function tokenizeAddresses(text: string): AddressToken[] {
  const tokens: AddressToken[] = [];
  /** Opening characters known not to be closed any more; without this, many of them would each search to the end. */
  const unclosed = new Set<string>();
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    const closed = '"(['.includes(character) && !unclosed.has(character) ? readEnclosed(text, index) : null;
    if (closed !== null) {
      tokens.push(closed.token);
      index = closed.end;
      continue;
    }
    let end = index + 1;
    if ('"(['.includes(character)) {
      unclosed.add(character);
    }
    if (specials.has(character)) {
      tokens.push({ kind: 'special', text: character });
    } else if (isSpace(character)) {
      while (end < text.length && isSpace(text.charAt(end))) {
        end += 1;
      }
      tokens.push({ kind: 'space', text: ' ' });
    } else {
      while (end < text.length && !breaks.has(text.charAt(end))) {
        end += 1;
      }
      tokens.push({ kind: 'word', text: text.slice(index, end) });
    }
    index = end;
  }
  return tokens;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}

/** A quoted string (section 3.2.4), a comment with nested ones (3.2.2) or a domain literal (3.4.1); null where it is not closed. */
function readEnclosed(text: string, start: number): { token: AddressToken; end: number } | null {
  const opening = text.charAt(start);
  const closing = opening === '"' ? '"' : opening === '(' ? ')' : ']';
  let depth = 1;
  let content = '';
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\' && index + 1 < text.length) {
      index += 1;
      content += text.charAt(index);
      continue;
    }
    if (character === closing) {
      depth -= 1;
      if (depth === 0) {
        return { token: enclosedToken(opening, content), end: index + 1 };
      }
    } else if (character === '(' && opening === '(') {
      depth += 1;
    }
    content += character;
  }
  return null;
}

function enclosedToken(opening: string, content: string): AddressToken {
  if (opening === '[') {
    return { kind: 'word', text: `[${content}]` };
  }
  return { kind: opening === '"' ? 'quoted' : 'comment', text: content };
}
