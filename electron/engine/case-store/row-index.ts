/**
 * The rows of a case as columns of numbers in memory, so that any question of the window is one pass over them: 16 bytes a row.
 *
 * Reports stand in the order of their begin, so that a range of days is a range of reports, and the rows of a report stand together in
 * their own order, so that reports can be counted while rows pass by. What rows of the same story have in common that were judged alike
 * is their judgement's, and stands once.
 */
import type { Dictionary } from './dictionary.ts';

/** Stands for a report that names no begin: before all days. */
export const noDay = -0x80000000;
/** Stands for a row without a number of messages; it counts as none. */
export const noCount = -1;
/** Stands in the place of an ordinal that the report has no row for. */
export const noJudgement = 0xffffffff;

/** By position: begin, then number. */
export interface ReportColumns {
  readonly length: number;
  readonly id: Int32Array;
  readonly day: Int32Array;
  /** Seconds since 1970; NaN where the report does not say. */
  readonly begin: Float64Array;
  readonly end: Float64Array;
  readonly reporter: Uint32Array;
  readonly policyDomain: Uint32Array;
  readonly notes: Uint32Array;
  /** Position of a report by its number; -1 where the case has none. */
  positionOf(id: number): number;
}

export interface JudgementColumns {
  readonly length: number;
  /** Number of the story. */
  readonly story: Int32Array;
  /** Place in `rowClasses`. */
  readonly class: Uint8Array;
  readonly organization: Uint32Array;
  readonly fromDomain: Uint32Array;
  readonly operator: Uint32Array;
  readonly tenant: Uint32Array;
  readonly envelopeTo: Uint32Array;
}

/** The other names in a story, for the search: MAIL FROM, signing and SPF domains. Those of story `n` lie from `start[n]` to `start[n + 1]`. */
export interface StoryNames {
  readonly start: Uint32Array;
  readonly codes: Uint32Array;
}

/** In the order of the addresses, version 4 first. The last stands for rows that name none. */
export interface SourceColumns {
  readonly length: number;
  readonly text: readonly (string | null)[];
  /** Place of each text, the inverse of `text`. */
  readonly find: ReadonlyMap<string | null, number>;
}

/** Rows of reports, or rows with the same judgement in a report put together. Those of a report lie from `start[p]` to `start[p + 1]`. */
export interface Table {
  readonly start: Uint32Array;
  readonly judgement: Uint32Array;
  /** Sum of messages, or `noCount` for a single row that does not say. */
  readonly messages: Float64Array;
  /** How many rows each stands for; null where it is one. */
  readonly rows: Uint32Array | null;
  readonly source: Uint32Array | null;
}

export interface RowIndex {
  readonly dictionaries: Readonly<
    Record<'organization' | 'fromDomain' | 'operator' | 'tenant' | 'reporter' | 'envelopeTo' | 'policyDomain' | 'name', Dictionary>
  >;
  readonly reports: ReportColumns;
  readonly judgements: JudgementColumns;
  readonly storyNames: StoryNames;
  readonly sources: SourceColumns;
  readonly rows: Table & { readonly source: Uint32Array };
  /** The rows without their addresses: three to ten times fewer. */
  readonly cells: Table;
  /** Sum of all messages. */
  readonly messages: number;
}

/** The ordinal of the row at an index of `rows`. */
export function ordinalOf({ rows }: RowIndex, position: number, row: number): number {
  return row - (rows.start[position] ?? 0) + 1;
}
