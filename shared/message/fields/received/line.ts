/** Cuts a Received field into its clauses (RFC 5321 section 4.4), without yet knowing who wrote it. */
import { parseDate } from '../date.ts';
import { type Token, tokenize } from '../lexer.ts';

export type ClauseName = 'from' | 'by' | 'via' | 'with' | 'id' | 'for' | 'envelope-from';

/** The words and the comments that stand behind a clause's keyword, in order. Quoted strings are words without their quotes. */
export interface Clause {
  readonly words: readonly string[];
  readonly comments: readonly string[];
}

/** The first clause of each name; what a repeated keyword brings goes into `repeated`. */
export interface ReceivedLine {
  readonly text: string;
  readonly leading: Clause;
  readonly clauses: Readonly<Partial<Record<ClauseName, Clause>>>;
  readonly repeated: readonly { readonly name: ClauseName; readonly clause: Clause }[];
  /** The host behind `by` and the words behind `with`, in lower case, to recognise a writer by; empty where there are none. */
  readonly host: string;
  readonly protocol: string;
  /** In lower case, the comments of every clause but `from`, which describes the peer: what the writer says of itself. */
  readonly ownComments: readonly string[];
  /** Every comment of the field, those behind the date too. */
  readonly comments: readonly string[];
  /** UTC, ISO 8601 to the second; null where no date is readable. */
  readonly at: string | null;
}

interface OpenClause {
  readonly words: string[];
  readonly comments: string[];
}

const keywords: ReadonlySet<string> = new Set<ClauseName>(['from', 'by', 'via', 'with', 'id', 'for', 'envelope-from']);
const dayNames: ReadonlySet<string> = new Set(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
/** A date of RFC 5322 with every optional part is shorter; the rest of an endless field is not searched for one. */
const longestDate = 120;
/** A writer ends its line with one semicolon and the date; some put a clause behind another semicolon. More are noise. */
const mostDateTries = 4;
/** Real lines repeat one keyword or two (`with ESMTP with STARTTLS`). */
const mostRepeated = 50;
const mostOwnComments = 20;

/** Takes the unfolded field body. Never throws; a field without any clause gives empty parts. */
export function readReceivedLine(text: string): ReceivedLine {
  const tokens = tokenize(text);
  const date = findDate(text, tokens);
  const leading: OpenClause = { words: [], comments: [] };
  const clauses: Partial<Record<ClauseName, OpenClause>> = {};
  const repeated: { name: ClauseName; clause: OpenClause }[] = [];
  const byCount = countKeyword(tokens, date.from, 'by');
  let current = leading;
  for (let index = 0; index < date.from; index += 1) {
    const token = tokens[index];
    if (token === undefined || token.kind === 'semicolon') continue;
    if (token.kind === 'comment') {
      current.comments.push(token.text);
      continue;
    }
    const name = clauseName(token);
    // `from by (…) by mx`: a host may call itself by a keyword; the word behind `from` is its name while another `by` follows.
    const isName =
      current === clauses.from && current.words.length === 0 && current.comments.length === 0 && (name !== 'by' || byCount > 1);
    if (name === null || isName) {
      current.words.push(token.text);
      continue;
    }
    current = { words: [], comments: [] };
    if (clauses[name] === undefined) clauses[name] = current;
    else if (repeated.length < mostRepeated) repeated.push({ name, clause: current });
  }
  return {
    text,
    leading,
    clauses,
    repeated,
    host: (clauses.by?.words[0] ?? '').toLowerCase(),
    protocol: (clauses.with?.words.join(' ') ?? '').toLowerCase(),
    ownComments: ownComments(clauses, repeated),
    comments: commentsOf(tokens),
    at: date.at,
  };
}

function ownComments(
  clauses: Readonly<Partial<Record<ClauseName, Clause>>>,
  repeated: readonly { readonly clause: Clause }[],
): readonly string[] {
  const { by, via, with: protocol, id, for: recipient } = clauses;
  return [by, via, protocol, id, recipient, ...repeated.map((entry) => entry.clause)].flatMap((clause) =>
    clause === undefined ? [] : clause.comments.slice(0, mostOwnComments).map((comment) => comment.toLowerCase()),
  );
}

function commentsOf(tokens: readonly Token[]): readonly string[] {
  return tokens.filter((token) => token.kind === 'comment').map((token) => token.text);
}

function clauseName(token: Token): ClauseName | null {
  if (token.kind !== 'word') return null;
  const word = token.text.toLowerCase();
  return isClauseName(word) ? word : null;
}

function isClauseName(word: string): word is ClauseName {
  return keywords.has(word);
}

function countKeyword(tokens: readonly Token[], end: number, name: ClauseName): number {
  let count = 0;
  for (let index = 0; index < end; index += 1) {
    const token = tokens[index];
    if (token !== undefined && clauseName(token) === name) count += 1;
  }
  return count;
}

/** Gives the time, and the index of the first token that belongs to the date part. */
function findDate(text: string, tokens: readonly Token[]): { readonly at: string | null; readonly from: number } {
  let tries = 0;
  let lastSemicolon = tokens.length;
  for (let index = tokens.length - 1; index >= 0 && tries < mostDateTries; index -= 1) {
    if (tokens[index]?.kind !== 'semicolon') continue;
    if (tries === 0) lastSemicolon = index;
    tries += 1;
    const at = dateAt(text, tokens, index + 1);
    if (at !== null) return { at, from: index };
  }
  // No semicolon (SendGrid): the date starts at a day name, an ISO date or a day of the month.
  for (let index = tokens.length - 1; index >= 0 && index >= tokens.length - 12; index -= 1) {
    const token = tokens[index];
    if (token === undefined || !startsDate(token)) continue;
    const at = dateAt(text, tokens, index);
    if (at === null) continue;
    const before = tokens[index - 1];
    return { at, from: before !== undefined && isDayName(before.text) ? index - 1 : index };
  }
  return { at: null, from: lastSemicolon };
}

function dateAt(text: string, tokens: readonly Token[], index: number): string | null {
  const first = tokens[index];
  if (first === undefined || first.kind !== 'word') return null;
  // A zone may stand in a comment behind the time; a second comment is not about the date (`envelope-from`).
  let end = first.end;
  for (let next = index + 1; next < tokens.length; next += 1) {
    const token = tokens[next];
    if (token === undefined || token.kind === 'semicolon' || token.start > first.start + longestDate) break;
    end = token.end;
    if (token.kind === 'comment') break;
  }
  return parseDate(text.slice(first.start, Math.min(end, first.start + longestDate)));
}

function startsDate(token: Token): boolean {
  return token.kind === 'word' && (/^\d{4}-\d\d-\d\d/.test(token.text) || /^\d{1,2}$/.test(token.text) || isDayName(token.text));
}

function isDayName(word: string): boolean {
  return dayNames.has(word.toLowerCase().replace(/,$/, ''));
}
