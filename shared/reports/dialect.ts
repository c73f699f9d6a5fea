/** What a report dialect is: how a family of aggregate reports is recognised, and how its spelling is rewritten onto the tree of RFC 9990. */
import type { NoteCode } from './notes.ts';

/** What is known of a report when its first row has been read. Names are local names: prefixes are gone. */
export interface ReportRoot {
  readonly namespace: string | null;
  readonly version: string | null;
  /** Paths of all elements of the head and the first row, such as `policy_published/np`. */
  readonly paths: ReadonlySet<string>;
}

export interface Recognition {
  /** What was seen, one short clause each; the dialect with the most wins. */
  readonly saw: readonly string[];
  /** The report names this dialect itself, by its namespace: that goes before any number of other marks. */
  readonly declared: boolean;
}

/** An element as a dialect sees it. `text` is as written, with the white space around it. */
export interface DialectElement {
  readonly name: string;
  readonly text: string;
}

/** What to read instead. Every amendment becomes a note on the report: nothing is mended unseen. */
export interface Amendment {
  readonly name?: string;
  readonly text?: string;
  readonly note: { readonly code: NoteCode; readonly message: string };
}

export interface Dialect {
  /** Equals the file name. */
  readonly id: string;
  /** The standard, or who writes reports like this. */
  readonly basis: string;
  /** Null: not this dialect. `'by-value'`: a habit that reports of any dialect may have, looked for in the values themselves. */
  readonly recognize: ((root: ReportRoot) => Recognition | null) | 'by-value';
  /** Paths below the root (`record/identities`) at which `amend` is asked. */
  readonly paths?: readonly string[];
  readonly amend?: (element: DialectElement, path: string) => Amendment | null;
  /** Elements that this dialect demands and that reports of it are known to lack. */
  readonly expects?: readonly string[];
  /** Elements that belong to another dialect. They are read all the same. */
  readonly foreign?: readonly string[];
}

export function defineDialect(dialect: Dialect): Dialect {
  return dialect;
}
