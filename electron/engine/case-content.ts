/** What the window shows of a case besides its reports, between memory and the case file: messages, what they were judged by, and notes. */
import { createHash } from 'node:crypto';
import type { Note } from '../../shared/case-calls.ts';
import type { EmitEvent } from '../../shared/contract.ts';
import type { Case, Entry } from './case.ts';
import type { CaseDatabase, OpenCase } from './case-database.ts';
import { createCaseRecords } from './case-store/case-records.ts';
import type { EvidenceBytes } from './evidence-bytes.ts';
import type { Judge } from './judge.ts';
import type { LessonBook } from './lesson-book.ts';
import { noReferences, type References } from './references.ts';
import type { SavedMessage } from './saved-case.ts';
import type { Changes } from './write-behind.ts';

export interface CaseContent {
  messageCount(): number;
  /** Writes everything to a case that holds nothing of it yet, or something older. */
  writeAll(open: OpenCase, keepsOriginals: boolean, isIdle: boolean): Promise<void>;
  /** Writes what has changed. `isIdle`: nothing is being judged, so that the file may say by what all of it was. */
  write(open: OpenCase, changes: Changes, isIdle: boolean): Promise<void>;
  /** Whether the file holds the line as it is: looking at a message makes its line anew, but no other. */
  isWritten(id: string): boolean;
  /** What has changed since it was written, told to `change` and `remove`; gives whether the references are others. */
  compare(change: (id: string) => void, remove: (id: string) => void): boolean;
  setKeeping(open: OpenCase, keepsOriginals: boolean): Promise<void>;
  /** Puts what the case holds in the place of what is in memory. Gives whether the case keeps originals. */
  restore(open: OpenCase): Promise<boolean>;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** Forgets the messages, and in the file too. */
  clearEvidence(): void;
  notes(): readonly Note[];
  setNote(subject: string, text: string): readonly Note[];
}

export interface CaseContentParts {
  readonly held: Case;
  readonly bytes: EvidenceBytes;
  readonly judge: Judge;
  readonly book: LessonBook;
  readonly references: References;
  readonly database: CaseDatabase;
  /** Takes one line out of the list and tells of it. */
  readonly remove: (id: string) => void;
  readonly emit: EmitEvent;
  /** Of this Waybill: another may judge otherwise. */
  readonly version: string;
}

interface Written {
  readonly ordinal: number;
  /** Changes with everything that is written of a line. */
  readonly state: string;
}

/** Messages that are written in one statement. */
const batchSize = 500;

export function createCaseContent({
  held,
  bytes,
  judge,
  book,
  references,
  database,
  remove,
  emit,
  version,
}: CaseContentParts): CaseContent {
  let notes = new Map<string, Note>();
  /** What the file holds of each line, by the line as it was when it was written. */
  const written = new Map<string, Written>();
  let nextOrdinal = 1;
  let referencesWritten = '';

  let digested: { readonly of: string; readonly digest: string } | null = null;
  const digestOfReferences = (): string => {
    const of = references.version();
    if (digested?.of !== of) digested = { of, digest: referencesDigest(references) };
    return digested.digest;
  };
  const digest = (): string => digestOf([version, digestOfReferences(), book.lessons()]);
  /** Null while something was not judged to the end by what holds now. */
  const judgedBy = (isIdle: boolean): string | null =>
    isIdle && held.entries().every((entry) => judge.isCurrent(entry) && entry.row.state !== 'waiting' && entry.row.state !== 'working')
      ? digest()
      : null;

  const savedOf = (entry: Entry): SavedMessage => {
    const ordinal = written.get(entry.id)?.ordinal ?? nextOrdinal;
    nextOrdinal = Math.max(nextOrdinal, ordinal + 1);
    written.set(entry.id, { ordinal, state: stateOf(entry) });
    const { id: _id, ...row } = entry.row;
    return {
      ordinal,
      key: row.sha256 ?? `refused ${row.error?.code ?? ''}`,
      row,
      origin: bytes.identityOf(entry.id)?.origin ?? null,
      boundaryHop: entry.boundaryHop,
      taught: entry.taught,
      sheet: entry.sheet,
      traits: entry.traits,
    };
  };
  const isWritten = (id: string): boolean => {
    const entry = held.get(id);
    return entry !== undefined && written.get(id)?.state === stateOf(entry);
  };
  const original = (sha256: string): Promise<Uint8Array | null> =>
    database.ifOpen(async ({ questions }) => await createCaseRecords(questions).original(sha256), null);
  const writeMessages = async (open: OpenCase, entries: readonly Entry[]): Promise<void> => {
    const records = createCaseRecords(open.records);
    for (let at = 0; at < entries.length; at += batchSize) {
      await records.putMessages(entries.slice(at, at + batchSize).map(savedOf));
    }
  };

  return {
    isWritten,
    messageCount: () => held.entries().filter(({ row }) => row.sha256 !== null).length,
    async writeAll(open, keepsOriginals, isIdle) {
      const records = createCaseRecords(open.records);
      written.clear();
      nextOrdinal = 1;
      referencesWritten = references.version();
      await records.inTransaction(async () => {
        await records.clearMessages();
        await writeMessages(open, held.entries());
        await records.putReferences(references.saved());
        await records.putNotes([...notes.values()]);
        await records.putKeepsOriginals(keepsOriginals);
        await records.putJudgedBy(judgedBy(isIdle));
      });
    },
    async write(open, changes, isIdle) {
      const records = createCaseRecords(open.records);
      const gone = [...changes.removed].flatMap((id) => written.get(id)?.ordinal ?? []);
      const entries = [...changes.changed].flatMap((id) => held.get(id) ?? []);
      await records.inTransaction(async () => {
        await records.removeMessages(gone);
        await writeMessages(open, entries);
        if (changes.references) await records.putReferences(references.saved());
        if (changes.notes) await records.putNotes([...notes.values()]);
        await records.putJudgedBy(judgedBy(isIdle));
      });
      for (const id of changes.removed) written.delete(id);
      if (changes.references) referencesWritten = references.version();
    },
    compare(change, gone) {
      for (const entry of held.entries()) if (!isWritten(entry.id)) change(entry.id);
      for (const id of written.keys()) if (held.get(id) === undefined) gone(id);
      return referencesWritten !== references.version();
    },
    setKeeping(open, keepsOriginals) {
      const records = createCaseRecords(open.records);
      return records.inTransaction(() => records.putKeepsOriginals(keepsOriginals));
    },
    async restore(open) {
      const records = createCaseRecords(open.records);
      const facts = await records.facts();
      forgetEvidence();
      notes = new Map((await records.notes()).map((note) => [note.subject, note]));
      await references.restore(await records.references());
      const added: Entry[] = [];
      // Whoever made the file, the window is shown lines that it can draw.
      const { EvidenceRow } = await import('../../shared/contract.ts');
      const Line = EvidenceRow.omit({ id: true });
      for await (const saved of records.messages()) {
        const line = Line.safeParse(saved.row);
        if (line.success) added.push(restoreEntry({ ...saved, row: line.data }));
      }
      references.publishLessons();
      const stillHolds = facts.judgedBy === digest();
      for (const entry of added) {
        if (entry.row.sha256 !== null) judge.adopt(entry, stillHolds);
        const { ordinal = 0 } = written.get(entry.id) ?? {};
        written.set(entry.id, { ordinal, state: stateOf(entry) });
      }
      for (const { row } of added) emit('evidence.changed', { row });
      referencesWritten = references.version();
      return facts.keepsOriginals;
    },
    async clear() {
      forgetEvidence();
      notes = new Map();
      await references.restore(noReferences);
      references.publishLessons();
    },
    clearEvidence() {
      forgetEvidence(false);
      references.publishLessons();
    },
    notes: () => inOrder(notes),
    setNote(subject, text) {
      if (text.trim() === '') notes.delete(subject);
      else notes.set(subject, { subject, text, at: new Date().toISOString().replace(/\.\d+Z$/, 'Z') });
      return inOrder(notes);
    },
  };

  function restoreEntry(saved: SavedMessage): Entry {
    const { path, sha256, state } = saved.row;
    // A line that was being judged when the case was cut off is judged again.
    const now = state === 'done' || state === 'failed' ? state : 'waiting';
    const { entry } = held.add(path, saved.key, (id) => ({ ...saved.row, id, state: now }));
    entry.boundaryHop = saved.boundaryHop;
    entry.taught = saved.taught;
    entry.sheet = saved.sheet;
    entry.traits = saved.traits;
    written.set(entry.id, { ordinal: saved.ordinal, state: '' });
    nextOrdinal = Math.max(nextOrdinal, saved.ordinal + 1);
    if (sha256 === null) return entry;
    bytes.restore(entry.id, { path, sha256, origin: saved.origin }, () => original(sha256));
    if (saved.taught !== null) book.learn(entry.id, sha256, saved.taught);
    return entry;
  }

  /** `isAnother`: the file is another one now, too. */
  function forgetEvidence(isAnother = true): void {
    for (const { id } of held.entries()) remove(id);
    if (!isAnother) return;
    written.clear();
    nextOrdinal = 1;
  }
}

function stateOf({ row, boundaryHop, judgedBy, judgedAt }: Entry): string {
  return JSON.stringify([row, boundaryHop, judgedBy, judgedAt]);
}

function inOrder(notes: ReadonlyMap<string, Note>): readonly Note[] {
  return [...notes.values()].sort((one, other) => (one.subject < other.subject ? -1 : 1));
}

function referencesDigest(references: References): string {
  const { files, byHand, usesBaseline } = references.saved();
  return digestOf([files.map(({ kind, bytes }) => [kind, createHash('sha256').update(bytes).digest('hex')]), byHand, usesBaseline]);
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
