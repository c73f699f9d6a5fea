/** What opening an input gives, and the budget that all containers in it share. */
import { createHash } from 'node:crypto';
import type { Evidence } from '../facts/evidence.ts';
import type { ReadReport } from '../facts/report.ts';
import type { UnpackLimits } from '../intake/unpack.ts';
import type { Refusal, RefusalCode } from '../outcome.ts';
import type { Note, NoteCode } from './notes.ts';

/** A report, something that cannot be read, or a note on what was passed over because it carries no report. `path` names members behind `!`. */
export type Opened =
  /** `bytes` are the report's own, whose hash its evidence names. */
  | { readonly kind: 'report'; readonly report: ReadReport; readonly bytes: Uint8Array }
  | { readonly kind: 'refusal'; readonly path: string; readonly refusal: Refusal; readonly evidence: Evidence | null }
  | { readonly kind: 'note'; readonly path: string; readonly note: Note };

/** Where in the containers something stands, and what was noted on the way there. */
export interface Opening {
  /** The input's own name, without those of the containers around it: report names are full of `!` themselves. */
  readonly name: string;
  readonly depth: number;
  readonly notes: readonly Note[];
  readonly budget: Budget;
}

export interface Budget {
  readonly limits: UnpackLimits;
  members: number;
  bytes: number;
  isSpent: boolean;
}

/** Counts one more member; gives the bytes that it may have, or the refusal that ends everything. */
export function spend(budget: Budget, path: string): number | Opened {
  const { limits } = budget;
  budget.members += 1;
  const tooMany = budget.members > limits.members;
  if (!tooMany && budget.bytes < limits.totalBytes) return Math.min(limits.memberBytes, limits.totalBytes - budget.bytes);
  budget.isSpent = true;
  return tooMany
    ? refusalOf(path, 'archive-too-many-members', `There are more than ${limits.members} members; the rest is not read.`)
    : refusalOf(path, 'too-large', `All members together unpack to more than ${limits.totalBytes} bytes; the rest is not read.`);
}

export function refusalOf(path: string, code: RefusalCode, message: string, evidence: Evidence | null = null): Opened {
  return { kind: 'refusal', path, refusal: { code, message, evidence: path }, evidence };
}

export function noteOf(path: string, code: NoteCode, message: string): Opened {
  return { kind: 'note', path, note: { code, message, at: '' } };
}

export function evidenceOf(path: string, bytes: Uint8Array): Evidence {
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

/** Names reach terminals: control characters are replaced. A nameless member gets its number. */
export function labelOf(name: string, number: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove.
  const label = name.slice(0, 1_024).replace(/[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
  return label === '' ? String(number) : label;
}
