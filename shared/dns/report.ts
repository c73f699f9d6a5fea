/** What a snapshot of several files is made of: what each file says of itself, and where two of them contradict each other. */
import { indexAnswers } from './answer-index.ts';
import type { RrSet, SnapshotFile } from './rr-set.ts';
import { describeWorld, type World } from './world.ts';

export interface FileSummary {
  readonly name: string;
  readonly format: string;
  /** RRsets with records, names or types that do not exist, failures. */
  readonly answers: number;
  readonly absences: number;
  readonly failures: number;
  readonly complete: boolean;
  readonly origins: readonly string[];
  /** Seconds since the epoch of the first and the last time that any answer names; null where none does. */
  readonly earliest: number | null;
  readonly latest: number | null;
}

/** One word on a question, and who has it. */
export interface Statement {
  /** Name of the file. */
  readonly file: string;
  /** Who saw it, as the file says; the file itself where it does not. */
  readonly source: string;
  readonly rcode: string;
  readonly records: readonly string[];
  readonly timeFirst: number | null;
  readonly timeLast: number | null;
}

export interface Conflict {
  readonly name: string;
  readonly type: string;
  /**
   * `records`: different answers for times that overlap. `absence`: one has records, the other says that there are none.
   * `denied`: a file that is a whole world does not hold what another file holds.
   */
  readonly kind: 'records' | 'absence' | 'denied';
  readonly statements: readonly Statement[];
  /** Index in `statements` of the one that answers at the time in question. */
  readonly chosen: number;
}

export interface SnapshotReport {
  readonly files: readonly FileSummary[];
  readonly conflicts: readonly Conflict[];
  /** Questions that several files answer, all the same way. */
  readonly agreements: number;
}

/** Answers to one question that are compared with each other; a file may hold any number of them, and each pair takes time. */
const mostCompared = 200;

interface Owned {
  readonly set: RrSet;
  readonly file: number;
}

/**
 * Takes the files in the order in which they count (the later wins among equals) and an instant in milliseconds since the epoch, UTC, for which
 * `chosen` is told. Answers that differ because they were seen at different times are changes, not conflicts; a failure contradicts nobody.
 */
export function snapshotReport(files: readonly SnapshotFile[], time: number): SnapshotReport {
  const index = indexAnswers(files);
  const worlds = files.map((file) => (file.complete ? describeWorld([file]) : null));
  const seconds = Number.isFinite(time) ? time / 1_000 : Number.MAX_SAFE_INTEGER;
  const conflicts: Conflict[] = [];
  let agreements = 0;
  for (const all of groupByQuestion(files)) {
    const [first] = all;
    if (first === undefined) continue;
    const { name, type } = first.set;
    const owned = someOfEach(all);
    const kind = conflictAmong(owned) ?? (isDenied(owned, worlds) ? 'denied' : null);
    if (kind === null) {
      if (new Set(owned.map(({ file }) => file)).size > 1) agreements++;
      continue;
    }
    const picked = index.pick(type, name, seconds);
    const chosen = all.find(({ set }) => set === picked?.set);
    if (chosen !== undefined && !owned.includes(chosen)) owned.push(chosen);
    const statements = owned.map((each) => statementOf(each, files));
    conflicts.push({ name, type, kind, statements, chosen: chosen === undefined ? 0 : owned.indexOf(chosen) });
  }
  return { files: summarizeFiles(files), conflicts, agreements };
}

function groupByQuestion(files: readonly SnapshotFile[]): Iterable<readonly Owned[]> {
  const groups = new Map<string, Owned[]>();
  for (const [file, { rrsets }] of files.entries()) {
    for (const set of rrsets) {
      const key = `${set.type} ${set.name}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [{ set, file }]);
      else group.push({ set, file });
    }
  }
  return groups.values();
}

/** All answers where there are few, else the first ones of each file. */
function someOfEach(all: readonly Owned[]): Owned[] {
  if (all.length <= mostCompared) return [...all];
  const fair = Math.max(1, Math.floor(mostCompared / new Set(all.map(({ file }) => file)).size));
  const taken = new Map<number, number>();
  return all.filter(({ file }) => {
    const count = (taken.get(file) ?? 0) + 1;
    taken.set(file, count);
    return count <= fair;
  });
}

/** Compares each answer with those of other files. Parts of a set (services that list single records) add up and cannot contradict each other. */
function conflictAmong(owned: readonly Owned[]): 'records' | 'absence' | null {
  let kind: 'records' | null = null;
  for (const [index, one] of owned.entries()) {
    for (const other of owned.slice(index + 1)) {
      if (one.file === other.file || !isAnswer(one.set) || !isAnswer(other.set) || !overlap(one.set, other.set)) continue;
      if (contentOf(one.set) === contentOf(other.set) || (one.set.partial && other.set.partial)) continue;
      if ((one.set.records.length === 0) !== (other.set.records.length === 0)) return 'absence';
      if (one.set.records.length > 0) kind = 'records';
    }
  }
  return kind;
}

/** `worlds` has the world of each file that is whole, in the order of the files. */
function isDenied(owned: readonly Owned[], worlds: readonly (World | null)[]): boolean {
  const holders = new Set(owned.flatMap(({ set, file }) => (set.records.length > 0 ? [file] : [])));
  const [first] = owned;
  if (holders.size === 0 || first === undefined) return false;
  return worlds.some((world, place) => {
    if (world === null || owned.some((each) => each.file === place)) return false;
    // A wildcard of its own may answer for the name.
    return world.covers(first.set.name) && (world.exists(first.set.name) || world.wildcardFor(first.set.name) === null);
  });
}

function isAnswer({ rcode }: RrSet): boolean {
  return rcode === 'NOERROR' || rcode === 'NXDOMAIN';
}

function overlap(one: RrSet, other: RrSet): boolean {
  const first = Math.max(one.timeFirst ?? -Infinity, other.timeFirst ?? -Infinity);
  return first <= Math.min(one.timeLast ?? Infinity, other.timeLast ?? Infinity);
}

/** NXDOMAIN and an empty answer say the same of the question: there is none. */
function contentOf({ records }: RrSet): string {
  return JSON.stringify([...records].sort());
}

function statementOf({ set, file }: Owned, files: readonly SnapshotFile[]): Statement {
  const name = files[file]?.name ?? '';
  const { rcode, records, timeFirst, timeLast } = set;
  return { file: name, source: set.source ?? name, rcode, records, timeFirst, timeLast };
}

/** What each file holds, without comparing them. */
export function summarizeFiles(files: readonly SnapshotFile[]): readonly FileSummary[] {
  return files.map(summarize);
}

function summarize({ name, format, rrsets, complete, origins }: SnapshotFile): FileSummary {
  let answers = 0;
  let failures = 0;
  let earliest: number | null = null;
  let latest: number | null = null;
  for (const { rcode, records, timeFirst, timeLast } of rrsets) {
    if (rcode === 'NOERROR' && records.length > 0) answers++;
    else if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') failures++;
    const first = timeFirst ?? timeLast;
    const last = timeLast ?? timeFirst;
    if (first !== null) earliest = Math.min(earliest ?? first, first);
    if (last !== null) latest = Math.max(latest ?? last, last);
  }
  return { name, format, answers, absences: rrsets.length - answers - failures, failures, complete, origins, earliest, latest };
}
