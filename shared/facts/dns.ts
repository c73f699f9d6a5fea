/** DNS as evidence: what was asked, and what the snapshot says (product.md, DNS snapshot). */

export type DnsType = 'A' | 'AAAA' | 'TXT' | 'MX' | 'PTR' | 'CNAME' | 'NS' | 'SOA';

export interface DnsQuestion {
  /** Lower-case A-label name without the final dot. */
  readonly name: string;
  readonly type: DnsType;
}

/**
 * The answer to a question at a time.
 * - `records`: one string a record, in presentation order. TXT strings are already joined; MX is `10 mx.example`.
 * - `absent`: the snapshot says that there is none (`nxdomain`: the name does not exist; `nodata`: no record of this type).
 * - `failed`: the snapshot recorded a failure (SERVFAIL, timeout).
 * - `not-captured`: the snapshot does not know. Whatever depends on it is `unknown`.
 */
export type DnsAnswer =
  | { readonly kind: 'records'; readonly records: readonly string[]; readonly source: string | null }
  | { readonly kind: 'absent'; readonly reason: 'nxdomain' | 'nodata'; readonly source: string | null }
  | { readonly kind: 'failed'; readonly rcode: string; readonly source: string | null }
  | { readonly kind: 'not-captured' };

/** A question with the answer it got, in the order asked. */
export interface DnsLookup {
  readonly question: DnsQuestion;
  readonly answer: DnsAnswer;
}

/** When an answer was seen, in milliseconds since the epoch, UTC; null is open on that side: the snapshot does not say. */
export interface DnsSeen {
  readonly first: number | null;
  readonly last: number | null;
}

/** Answers questions as of one instant. Pure: the same question always gets the same answer. */
export interface Resolver {
  resolve(question: DnsQuestion): DnsAnswer;
  /** When the answer that `resolve` gives was seen, along all aliases; null where nothing was recorded. Left out by resolvers that know no times. */
  seen?(question: DnsQuestion): DnsSeen | null;
}

/** A snapshot gives a resolver for an instant (milliseconds since the epoch, UTC). */
export interface DnsSnapshot {
  at(time: number): Resolver;
  /** Number of RRsets held; 0 means that no DNS is at hand. */
  readonly size: number;
  /** When the recorded answers to a question, and to the aliases on its way, were seen: each range once, by its start. Left out by snapshots that know no times. */
  seen?(question: DnsQuestion): readonly DnsSeen[];
}

/** `NAME TYPE`, as `dig -f` reads it and as `questions` lists it. */
export function formatQuestion(question: DnsQuestion): string {
  return `${question.name} ${question.type}`;
}

/** The question that `formatQuestion` wrote. The name may hold any character but is never empty at its end, so the type stands behind the last space. */
export function parseQuestion(text: string): DnsQuestion {
  const end = text.lastIndexOf(' ');
  return { name: text.slice(0, end), type: text.slice(end + 1) as DnsQuestion['type'] };
}

/**
 * One question as a line of `dig -f`. Names come from messages, so an attacker can write them: whatever is no letter, digit, hyphen, underscore
 * or dot is escaped by its number (RFC 1035 section 5.1), which dig undoes, and so is a first character that it would read as an option or a server.
 */
export function formatDigLine(question: DnsQuestion): string {
  const name = question.name.replace(/[^A-Za-z0-9_.-]|^-/g, (character) => `\\${String(character.charCodeAt(0)).padStart(3, '0')}`);
  return `${name === '' ? '.' : name} ${question.type}`;
}
