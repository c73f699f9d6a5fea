/** The evidence of one session: each piece with its line in the list, and what is needed to judge it again. */
import type { Taught } from '../../shared/analyze-in-case.ts';
import type { EvidenceRow } from '../../shared/contract.ts';
import type { Refusal } from '../../shared/outcome.ts';
import { emptySheet, type QuestionSheet } from '../../shared/question-sheet.ts';
import type { MessageTraits } from '../../shared/reports/message-traits.ts';
import type { Summary } from './task.ts';

export interface Entry {
  readonly id: string;
  row: EvidenceRow;
  /** Where the user placed the trust boundary; null where it is inferred. */
  boundaryHop: number | null;
  /** Which references and boundary the row was judged by, and which version of what the case learned; null while it has not been. */
  judgedBy: string | null;
  judgedAt: number;
  /** What the message teaches the case; null while it has not been judged. */
  taught: Taught | null;
  /** The DNS questions that are open. */
  sheet: QuestionSheet;
  /** What rows of reports can have in common with it; null while it has not been judged. */
  traits: MessageTraits | null;
}

/** The line of a message before it was analysed. */
export function waitingRow(id: string, path: string, sha256: string, bytes: number): EvidenceRow {
  return { ...emptyRow(id, path), sha256, bytes, state: 'waiting' };
}

/** The line of an input that could not be read. */
export function refusedRow(id: string, path: string, { code, message }: Refusal): EvidenceRow {
  return { ...emptyRow(id, path), state: 'failed', error: { code, message } };
}

export function judgedRow(row: EvidenceRow, { subject, from, date, kind, confidence, sentence }: Summary): EvidenceRow {
  return { ...row, state: 'done', subject, from, date, kind, confidence, sentence, error: null };
}

export function failedRow(row: EvidenceRow, { code, message }: Refusal): EvidenceRow {
  return { ...row, state: 'failed', kind: null, confidence: null, sentence: null, error: { code, message } };
}

function emptyRow(id: string, path: string) {
  return {
    id,
    path,
    sha256: null,
    bytes: null,
    subject: null,
    from: null,
    date: null,
    kind: null,
    confidence: null,
    sentence: null,
    error: null,
  };
}

export interface Case {
  /** Adds a piece of evidence unless the same bytes are there already under the same path; gives it either way. */
  add(path: string, key: string, rowOf: (id: string) => EvidenceRow): { readonly entry: Entry; readonly isNew: boolean };
  get(id: string): Entry | undefined;
  has(entry: Entry): boolean;
  remove(id: string): boolean;
  clear(): void;
  size(): number;
  /** In the order in which it was added. */
  entries(): readonly Entry[];
}

export function createCase(): Case {
  const entries = new Map<string, Entry>();
  const idsByKey = new Map<string, string>();
  const keysById = new Map<string, string>();
  let count = 0;
  return {
    add(path, key, rowOf) {
      const fullKey = `${key} ${path}`;
      const known = entries.get(idsByKey.get(fullKey) ?? '');
      if (known !== undefined) return { entry: known, isNew: false };
      count += 1;
      const id = `evidence-${count}`;
      const entry: Entry = {
        id,
        row: rowOf(id),
        boundaryHop: null,
        judgedBy: null,
        judgedAt: 0,
        taught: null,
        sheet: emptySheet,
        traits: null,
      };
      entries.set(id, entry);
      idsByKey.set(fullKey, id);
      keysById.set(id, fullKey);
      return { entry, isNew: true };
    },
    get: (id) => entries.get(id),
    has: (entry) => entries.get(entry.id) === entry,
    remove(id) {
      idsByKey.delete(keysById.get(id) ?? '');
      keysById.delete(id);
      return entries.delete(id);
    },
    clear() {
      entries.clear();
      idsByKey.clear();
      keysById.clear();
    },
    size: () => entries.size,
    entries: () => [...entries.values()],
  };
}
