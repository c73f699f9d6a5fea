/** The part of a case file that is not reports: messages with their verdicts, notes, what it is judged by, and original bytes. */
import type { Note } from '../../../shared/case-calls.ts';
import type { RecordByHand } from '../../../shared/contract.ts';
import type { Evidence } from '../../../shared/facts/evidence.ts';
import { isReferenceKind } from '../reference-kind.ts';
import type { SavedFacts, SavedMessage, SavedReferences } from '../saved-case.ts';
import type { Database } from './database.ts';

export interface CaseRecords {
  /** All of the work or nothing of it, after the work of others that is under way. */
  inTransaction(work: () => Promise<void>): Promise<void>;
  clearMessages(): Promise<void>;
  /** Adds lines, or puts them in the place of those with the same ordinal. */
  putMessages(messages: readonly SavedMessage[]): Promise<void>;
  removeMessages(ordinals: readonly number[]): Promise<void>;
  /** In the order of their ordinals. */
  messages(): AsyncGenerator<SavedMessage>;
  /** Takes the place of what was there. */
  putReferences(references: SavedReferences): Promise<void>;
  references(): Promise<SavedReferences>;
  /** Takes the place of what was there. */
  putNotes(notes: readonly Note[]): Promise<void>;
  notes(): Promise<readonly Note[]>;
  facts(): Promise<SavedFacts>;
  putJudgedBy(judgedBy: string | null): Promise<void>;
  /** No longer keeping originals takes away those that are there. */
  putKeepsOriginals(keeps: boolean): Promise<void>;
  hasOriginal(sha256: string): Promise<boolean>;
  putOriginal(sha256: string, bytes: Uint8Array): Promise<void>;
  original(sha256: string): Promise<Uint8Array | null>;
  reportsWithoutOriginal(): Promise<readonly Evidence[]>;
}

const pieceSize = 4 * 1024 * 1024;
/** A connection has one transaction at a time; the next waits for it. */
const queues = new WeakMap<Database, Promise<unknown>>();

/** `database` must not be in a transaction of somebody else's. */
export function createCaseRecords(database: Database): CaseRecords {
  const inTransaction = (work: () => Promise<void>): Promise<void> => {
    const one = (queues.get(database) ?? Promise.resolve()).then(() => transact(work));
    queues.set(
      database,
      one.catch(() => undefined),
    );
    return one;
  };
  const transact = async (work: () => Promise<void>): Promise<void> => {
    await database.run('BEGIN TRANSACTION');
    try {
      await work();
      await database.run('COMMIT');
    } catch (fault) {
      await database.run('ROLLBACK');
      throw fault;
    }
  };
  const fact = async (name: string): Promise<string | null> => {
    const [row] = await database.all('SELECT value FROM meta WHERE name = ?', [name]);
    return row === undefined ? null : String(row.value);
  };
  const putFact = async (name: string, value: string | null): Promise<void> => {
    await database.run('DELETE FROM meta WHERE name = ?', [name]);
    if (value !== null) await database.run('INSERT INTO meta VALUES (?, ?)', [name, value]);
  };
  const removeMessages = async (ordinals: readonly number[]): Promise<void> => {
    if (ordinals.length === 0) return;
    await database.run(`DELETE FROM message WHERE ordinal IN (${ordinals.map(() => '?').join(', ')})`, ordinals);
  };

  return {
    inTransaction,
    clearMessages: () => database.run('DELETE FROM message'),
    async putMessages(messages) {
      if (messages.length === 0) return;
      await removeMessages(messages.map(({ ordinal }) => ordinal));
      const into = await database.append('message', ['integer', 'text', 'text', 'text']);
      for (const message of messages) into.add([message.ordinal, message.row.path, message.row.sha256, JSON.stringify(message)]);
      into.close();
    },
    removeMessages,
    async *messages() {
      for await (const chunk of database.stream('SELECT line FROM message ORDER BY ordinal')) {
        for (const { line } of chunk) yield JSON.parse(String(line)) as SavedMessage;
      }
    },
    async putReferences({ files, byHand, usesBaseline }) {
      await database.run('DELETE FROM reference_file');
      for (const [position, { kind, name, bytes }] of files.entries()) {
        await database.run('INSERT INTO reference_file VALUES (?, ?, ?, ?)', [position, kind, name, bytes]);
      }
      await putFact('answers-by-hand', JSON.stringify(byHand));
      await putFact('uses-baseline', usesBaseline ? 'yes' : null);
    },
    async references() {
      const files: SavedReferences['files'][number][] = [];
      for (const { position, kind, name } of await database.all('SELECT position, kind, name FROM reference_file ORDER BY position')) {
        const content = database.blobs('SELECT content FROM reference_file WHERE position = ?', [Number(position)]);
        const bytes = await joined(content);
        if (isReferenceKind(String(kind)) && bytes !== null)
          files.push({ kind: String(kind) as (typeof files)[number]['kind'], name: String(name), bytes });
      }
      const byHand = await fact('answers-by-hand');
      return {
        files,
        byHand: byHand === null ? [] : (JSON.parse(byHand) as readonly RecordByHand[]),
        usesBaseline: (await fact('uses-baseline')) === 'yes',
      };
    },
    async putNotes(notes) {
      await database.run('DELETE FROM note');
      for (const { subject, text, at } of notes) await database.run('INSERT INTO note VALUES (?, ?, ?)', [subject, text, at]);
    },
    async notes() {
      const rows = await database.all('SELECT subject, text, changed_at FROM note ORDER BY subject');
      return rows.map(({ subject, text, changed_at: at }) => ({ subject: String(subject), text: String(text), at: String(at) }));
    },
    facts: async () => ({ keepsOriginals: (await fact('keeps-originals')) === 'yes', judgedBy: await fact('messages-judged-by') }),
    putJudgedBy: (judgedBy) => putFact('messages-judged-by', judgedBy),
    async putKeepsOriginals(keeps) {
      await putFact('keeps-originals', keeps ? 'yes' : null);
      if (!keeps) await database.run('DELETE FROM original');
    },
    async hasOriginal(sha256) {
      return (await database.all('SELECT 1 FROM original WHERE sha256 = ? LIMIT 1', [sha256])).length > 0;
    },
    putOriginal: (sha256, bytes) =>
      inTransaction(async () => {
        await database.run('DELETE FROM original WHERE sha256 = ?', [sha256]);
        for (let at = 0, piece = 0; at === 0 || at < bytes.length; at += pieceSize, piece += 1) {
          await database.run('INSERT INTO original VALUES (?, ?, ?)', [sha256, piece, bytes.subarray(at, at + pieceSize)]);
        }
      }),
    original: (sha256) => joined(database.blobs('SELECT content FROM original WHERE sha256 = ? ORDER BY piece', [sha256])),
    async reportsWithoutOriginal() {
      const rows = await database.all(
        `SELECT path, sha256, bytes::DOUBLE AS bytes FROM report p
         WHERE NOT EXISTS (SELECT 1 FROM original o WHERE o.sha256 = p.sha256) ORDER BY id`,
      );
      return rows.map(({ path, sha256, bytes }) => ({ path: String(path), sha256: String(sha256), bytes: Number(bytes) }));
    },
  };
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return all.length === 0 ? null : Buffer.concat(all);
}
