/**
 * Reads Authentication-Results (RFC 8601) and its relatives: ARC-Authentication-Results (RFC 8617 section 4.1.1), and the copies that
 * Microsoft keeps as X-MS-Exchange-Authentication-Results and Authentication-Results-Original.
 *
 * Whatever stands in such a field is a claim. This reader only says what is claimed and at which bytes. Much in it is text that a sender
 * chose (addresses, domains), so a new result begins at a semicolon outside quotes and comments and nowhere else.
 */
import type { Place, Span } from '../../facts/evidence.ts';
import type { HeaderField } from '../../facts/message.ts';
import { parseAddressLiteral } from './address-literal.ts';
import { type FieldText, readableText, textOfField } from './field-text.ts';
import { type Token, tokenize } from './lexer.ts';
import { type PropertyPair, type ResultTerms, readTerms } from './result-terms.ts';
import { findSenderIp } from './sender-ip.ts';

/** One `resinfo` of RFC 8601 section 2.2. */
export interface AuthenticationResult {
  /** Lower case: `spf`, `dkim`, `dmarc`, `arc`, `compauth`, … */
  readonly method: string;
  readonly methodVersion: string | null;
  /** Lower case, as claimed: also words that no standard has (`bestguesspass`, `softpass`, `timeout`). */
  readonly result: string;
  /** The first comment, without its parentheses. */
  readonly comment: string | null;
  readonly reason: string | null;
  /** `ptype.property` in lower case to its value. Of a repeated property the first; `pairs` has all, in order. */
  readonly properties: Readonly<Record<string, string>>;
  readonly pairs: readonly PropertyPair[];
  /** The connecting address that the comment or `smtp.remote-ip` names. */
  readonly ip: string | null;
  /** The bytes of this result in the evidence, without the semicolons around it. */
  readonly span: Span;
}

export interface AuthenticationResults {
  /** Null where the writer leaves it out (Exchange Online does). */
  readonly authservId: string | null;
  readonly version: string | null;
  /** `i=` of ARC-Authentication-Results. */
  readonly instance: number | null;
  readonly results: readonly AuthenticationResult[];
  /** The connecting address of the first result that names one. */
  readonly senderIp: string | null;
  readonly place: Place;
}

/** A field with more results than this is cut: no receiver writes so many. */
const mostResults = 500;
/** Yahoo until 2013: `from=a.example; dkim=pass (ok)`; the word is about the result behind it. */
const aheadOfResult = 'from';

/** Takes one field of any of the four names. Never throws, and is linear in its length. */
export function parseAuthenticationResults(field: HeaderField): AuthenticationResults {
  const fieldText = textOfField(field);
  const segments = splitSegments(tokenize(fieldText.text, 'swallow'));
  const head = readHead(segments, fieldText.text);
  const results: AuthenticationResult[] = [];
  let pending: readonly PropertyPair[] = [];
  for (const [index, tokens] of segments.entries()) {
    const terms = readTerms(fieldText.text, index === head.segment ? tokens.slice(head.tokens) : tokens);
    const [first, ...pairs] = terms.pairs;
    const method = first === undefined ? null : /^([a-z][\w-]{0,60})(?:\/(\d{1,6}))?$/.exec(first[0]);
    if (first === undefined || index < head.segment || results.length >= mostResults) continue;
    if (method?.[1] === undefined || first[0] === aheadOfResult || first[1] === '') {
      pending = terms.pairs.slice(0, 20);
      continue;
    }
    results.push(resultOf(method[1], method[2] ?? null, first[1], [...pending, ...pairs], terms, fieldText));
    pending = [];
  }
  const senderIp = results.find((result) => result.ip !== null)?.ip ?? null;
  const place = { header: field.index, start: field.valueSpan.start, end: field.valueSpan.end };
  return { authservId: head.authservId, version: head.version, instance: head.instance, results, senderIp, place };
}

function resultOf(
  method: string,
  methodVersion: string | null,
  result: string,
  pairs: readonly PropertyPair[],
  terms: ResultTerms,
  fieldText: FieldText,
): AuthenticationResult {
  const about = pairs.filter(([key]) => key !== 'reason');
  const reversed = [...about].reverse();
  const comment = terms.comments[0] ?? null;
  return {
    method,
    methodVersion,
    result: result.toLowerCase(),
    comment: comment === null ? null : readableText(comment),
    reason: pairs.find(([key]) => key === 'reason')?.[1] ?? null,
    // From the last to the first, so that the first of a name stays. `fromEntries` makes own properties even of `__proto__`.
    properties: Object.fromEntries(reversed),
    pairs: about,
    ip: findIp(terms.comments, about),
    span: fieldText.spanOf(terms.start, terms.end),
  };
}

function findIp(comments: readonly string[], pairs: readonly PropertyPair[]): string | null {
  const property = pairs.find(([key]) => key === 'smtp.remote-ip' || key === 'smtp.client-ip' || key === 'policy.iprev')?.[1];
  const fromProperty = property === undefined ? null : parseAddressLiteral(property);
  if (fromProperty !== null) return fromProperty;
  for (const comment of comments.slice(0, 8)) {
    const ip = findSenderIp(comment);
    if (ip !== null) return ip;
  }
  return null;
}

function splitSegments(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'semicolon') segments.push([]);
    else segments.at(-1)?.push(token);
  }
  return segments;
}

interface Head {
  readonly authservId: string | null;
  readonly version: string | null;
  readonly instance: number | null;
  /** The segment that holds the authserv-id, or in which results begin, and how many of its tokens belong to the head. */
  readonly segment: number;
  readonly tokens: number;
}

/** `[i=N;] [authserv-id [version]] ;` Anything with an equals sign is a result already. */
function readHead(segments: readonly (readonly Token[])[], text: string): Head {
  const first = segments[0] ?? [];
  const instance = /^i\s*=\s*(\d{1,4})$/i.exec(
    first
      .filter((token) => token.kind === 'word')
      .map((token) => token.text)
      .join(' '),
  )?.[1];
  const segment = instance === undefined ? 0 : 1;
  const words = segments[segment] ?? [];
  const at = words.findIndex((token) => token.kind !== 'comment');
  const id = words[at];
  const next = words.slice(at + 1).find((token) => token.kind !== 'comment');
  const isResult =
    id === undefined || (id.kind === 'word' && id.text.includes('=')) || (next?.kind === 'word' && next.text.startsWith('='));
  const number = instance === undefined ? null : Number(instance);
  if (isResult) return { authservId: null, version: null, instance: number, segment, tokens: 0 };
  const version = next?.kind === 'word' && /^\d{1,6}$/.test(next.text) ? next.text : null;
  const last = version === null || next === undefined ? id : next;
  // An id of several adjacent tokens does not exist; a quoted one is one token (RFC 8601 section 2.2: value).
  const authservId = readableText(id.kind === 'quoted' ? id.text : text.slice(id.start, id.end));
  return { authservId, version, instance: number, segment, tokens: words.indexOf(last) + 1 };
}
