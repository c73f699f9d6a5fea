/** The text form of resource records (RFC 1035 section 5.1), as zone files and dig write it. */

export interface Token {
  /** Without quotes, escapes decoded: one character an octet. */
  readonly text: string;
  readonly quoted: boolean;
}

/** One entry: a line, or several held together by parentheses. */
export interface Entry {
  /** Number of its first line, from 1. */
  readonly line: number;
  /** Whether it starts with white space: then the owner is that of the entry before. */
  readonly indented: boolean;
  readonly tokens: readonly Token[];
}

/** A record's fields behind the owner name. */
export interface RecordFields {
  readonly type: string;
  readonly recordClass: string;
  readonly data: readonly Token[];
}

/** IANA, Domain Name System parameters; others are written TYPE and a number (RFC 3597). */
const recordTypes: ReadonlySet<string> = new Set(
  'A AAAA AFSDB ANY APL AVC CAA CDNSKEY CDS CERT CNAME CSYNC DHCID DLV DNAME DNSKEY DS EUI48 EUI64 HINFO HIP HTTPS IPSECKEY ISDN KEY KX L32 L64 LOC LP MB MG MINFO MR MX NAPTR NID NS NSEC NSEC3 NSEC3PARAM NULL OPENPGPKEY PTR PX RESINFO RP RRSIG RT SIG SMIMEA SOA SPF SRV SSHFP SVCB TA TLSA TXT URI WALLET WKS X25 ZONEMD'.split(
    ' ',
  ),
);
const unquotedEnd = /[\s;()"]/;

/** Splits text into entries. Comments and empty lines fall away; an unclosed quote ends with its line, an unclosed parenthesis with the text. */
export function* readEntries(text: string): Generator<Entry> {
  let depth = 0;
  let tokens: Token[] = [];
  let first = 0;
  let indented = false;
  let number = 0;
  for (const line of eachLine(text)) {
    number++;
    if (depth === 0) {
      first = number;
      indented = /^[ \t]/.test(line);
      tokens = [];
    }
    depth = Math.max(0, depth + readTokens(line, tokens));
    if (depth === 0 && tokens.length > 0) yield { line: first, indented, tokens };
  }
  if (depth > 0 && tokens.length > 0) yield { line: first, indented, tokens };
}

/** Splits one line into tokens. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  readTokens(line, tokens);
  return tokens;
}

/** Reads `[ttl] [class] type data` behind the owner, TTL and class in either order. Null where there is no type. */
export function readRecordFields(tokens: readonly Token[], start: number): RecordFields | null {
  let recordClass = 'IN';
  for (let index = start; index < tokens.length && index < start + 3; index++) {
    const text = (tokens[index]?.text ?? '').toUpperCase();
    if (/^(?:IN|CH|HS)$/.test(text)) recordClass = text;
    // A TTL is a number, or several with units (BIND: `1h30m`).
    else if (!/^\d[\dSMHDW]*$/.test(text)) {
      return recordTypes.has(text) || /^TYPE\d{1,5}$/.test(text) ? { type: text, recordClass, data: tokens.slice(index + 1) } : null;
    }
  }
  return null;
}

/** Record data as `readRecord` takes it: the strings of a TXT as a list, everything else as text. Relative names get the origin. */
export function recordValue(fields: RecordFields, origin: string | null): unknown {
  const texts = fields.data.map((token) => token.text);
  switch (fields.type) {
    case 'TXT':
    case 'SPF':
      return texts;
    case 'MX':
      return [texts[0], absoluteName(texts[1] ?? '', origin)];
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return absoluteName(texts[0] ?? '', origin);
    default:
      return texts.join(' ');
  }
}

/** RFC 1035 section 5.1: a name without a final dot is relative, `@` is the origin. */
export function absoluteName(name: string, origin: string | null): string {
  if (origin === null || name.endsWith('.')) return name;
  if (name === '@') return origin;
  return origin === '' ? name : `${name}.${origin}`;
}

/** The lines of a text, without copying it. */
export function* eachLine(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    yield text.slice(start, end > start && text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
  }
}

/** Appends the tokens of a line and gives the change in the depth of parentheses. */
function readTokens(line: string, tokens: Token[]): number {
  let depth = 0;
  let index = 0;
  while (index < line.length) {
    const character = line[index] ?? '';
    if (character === ';') break;
    if (character === '(' || character === ')') {
      depth += character === '(' ? 1 : -1;
      index++;
    } else if (character === '"') {
      const [text, next] = readWhile(line, index + 1, (at) => at !== '"');
      tokens.push({ text, quoted: true });
      index = next + 1;
    } else if (/\s/.test(character)) {
      index++;
    } else {
      const [text, next] = readWhile(line, index, (at) => !unquotedEnd.test(at));
      tokens.push({ text, quoted: false });
      index = next;
    }
  }
  return depth;
}

function readWhile(line: string, start: number, goesOn: (character: string) => boolean): [string, number] {
  let text = '';
  let index = start;
  while (index < line.length) {
    const character = line[index] ?? '';
    if (character === '\\') {
      // RFC 1035 section 5.1: \DDD is an octet by its number, \X is X itself.
      const digits = line.slice(index + 1, index + 4);
      const isOctet = /^\d{3}$/.test(digits) && Number(digits) <= 255;
      text += isOctet ? String.fromCharCode(Number(digits)) : (line[index + 1] ?? '');
      index += isOctet ? 4 : 2;
    } else if (goesOn(character)) {
      text += character;
      index++;
    } else break;
  }
  return [text, index];
}
