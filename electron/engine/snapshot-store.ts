/** The DNS snapshot of one session: the files it is made of, the answers that were typed, and which version of it an analysis was judged by. */
import type { RecordByHand, Request, SnapshotReport, SnapshotState } from '../../shared/contract.ts';
import { byHand, readRecordByHand, writeRecordByHand } from '../../shared/dns/by-hand.ts';
import { snapshotReport, summarizeFiles } from '../../shared/dns/report.ts';
import type { RrSet, SnapshotFile } from '../../shared/dns/rr-set.ts';
import { parseSnapshot, serializeSnapshot } from '../../shared/dns/snapshot.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { createFileStore, type FileStore } from './file-store.ts';

export interface SnapshotStore extends FileStore<SnapshotFile> {
  /** Gives whether anything changed. Refuses what is no DNS answer, and to remove what was never typed. */
  edit(request: Request<'snapshot.edit'>): Outcome<boolean>;
  state(): SnapshotState;
  /** `at` in milliseconds since the epoch, UTC; null is the newest. */
  report(at: number | null): Omit<SnapshotReport, 'baseline'>;
  /** Everything as one text of the native format. */
  text(): Outcome<string>;
}

/** More RRsets than this are not for a window to hand around as one text; the files themselves are at hand. */
const mostExported = 500_000;
const mostByHand = 10_000;
/** More than anybody reads in a window; `waybill dns report` lists all. */
const mostConflicts = 200;
/** RRsets that are compared with each other while the window waits: a second or less. */
const mostCompared = 100_000;
/** The last instant that a Date can hold. */
const newest = 8.64e15;

/** `onChange` is handed the files whenever they change; what was typed is the last of them, so that it wins among equals. */
export function createSnapshotStore(onChange: (files: readonly SnapshotFile[]) => void): SnapshotStore {
  const typed = new Map<string, RrSet>();
  let edits = 0;
  const whole = (files: readonly SnapshotFile[]): readonly SnapshotFile[] => (typed.size === 0 ? files : [...files, typedFile(typed)]);
  const store = createFileStore(parseSnapshot, (files) => onChange(whole(files)));
  const changed = (): void => {
    edits += 1;
    onChange(whole(store.files()));
  };
  return {
    ...store,
    version: () => store.version() + edits,
    clear() {
      const hadTyped = typed.size > 0;
      typed.clear();
      const before = store.version();
      store.clear();
      if (hadTyped && store.version() === before) changed();
    },
    edit({ action, record }) {
      if (action === 'remove') {
        if (!typed.delete(keyOf(record))) return refuse('not-found', `${record.name} ${record.type} was not entered by hand.`);
        changed();
        return succeed(true);
      }
      const read = readRecordByHand(record);
      if (!read.ok) return read;
      const key = keyOf(writeRecordByHand(read.value));
      if (typed.has(key)) return succeed(false);
      if (typed.size >= mostByHand) return refuse('too-large', 'That many answers belong into a file.');
      typed.set(key, read.value);
      changed();
      return succeed(true);
    },
    state() {
      const files = store.files().map(({ name, format, rrsets }) => ({ name, format, rrsets: rrsets.length }));
      const rrsets = files.reduce((sum, file) => sum + file.rrsets, typed.size);
      return { files, rrsets, byHand: [...typed.values()].map(writeRecordByHand) };
    },
    report(at) {
      const held = whole(store.files());
      const isLarge = held.reduce((sum, file) => sum + file.rrsets.length, 0) > mostCompared;
      const { conflicts, agreements } = isLarge ? { conflicts: [], agreements: 0 } : snapshotReport(held, at ?? newest);
      return {
        files: summarizeFiles(held).map((file) => ({ ...file, origins: [...file.origins] })),
        conflicts: conflicts.slice(0, mostConflicts).map((conflict) => ({
          ...conflict,
          statements: conflict.statements.map((statement) => ({ ...statement, records: [...statement.records] })),
        })),
        conflictCount: isLarge ? null : conflicts.length,
        agreements,
      };
    },
    text() {
      const files = whole(store.files());
      const rrsets = files.reduce((sum, file) => sum + file.rrsets.length, 0);
      return rrsets > mostExported
        ? refuse('too-large', `The snapshot holds more than ${mostExported} RRsets; its files are the better copy.`)
        : succeed(serializeSnapshot(files));
    },
  };
}

function typedFile(typed: ReadonlyMap<string, RrSet>): SnapshotFile {
  return { name: byHand, format: byHand, rrsets: [...typed.values()], complete: false, origins: [], notes: [] };
}

function keyOf({ name, type, answer, records, from, to }: RecordByHand): string {
  return JSON.stringify([name, type, answer, records, from, to]);
}
