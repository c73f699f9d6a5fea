/** The engine: the one implementation of the contract between the window and the evidence, for one case held in memory. */
import type { EmitEvent, Handlers } from '../../shared/contract.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { builtWorker, createAnalyst } from './analyst.ts';
import { createCase, type Entry } from './case.ts';
import type { CaseKeeper } from './case-keeper.ts';
import { createEvidenceBytes, sha256Of } from './evidence-bytes.ts';
import type { Input } from './intake.ts';
import { createIntakeJob } from './intake-job.ts';
import { createJobs } from './jobs.ts';
import { createJudge } from './judge.ts';
import { createLessonBook } from './lesson-book.ts';
import { bytesOfPasted } from './paste.ts';
import { openQuestionsOf } from './questions.ts';
import { readReferenceInputs } from './reference-inputs.ts';
import type { ReferenceKind } from './reference-kind.ts';
import { createReferences } from './references.ts';
import { createSessionCase, type SessionCaseOptions } from './session-case.ts';
import { warmUpMessage } from './warm-up.ts';

export interface EngineOptions extends SessionCaseOptions {
  /** Hears every event. Called synchronously, in order. */
  readonly emit: EmitEvent;
  readonly version: string;
  readonly host: 'electron' | 'loopback';
  /** Folder of the sample case, or null where it was not shipped. */
  readonly sampleDirectory: string | null;
  /** The built `worker.js`; null works in this process. Found beside the bundles where it is left out. */
  readonly worker?: URL | null;
  /** Hears of bugs in work that nobody waits for. Standard error where it is left out. */
  readonly onBug?: (error: unknown) => void;
}

export interface Engine {
  readonly handlers: Handlers;
  /** Loads paths as evidence; resolves once everything in them was judged. */
  addPaths(paths: readonly string[]): Promise<void>;
  /** Ends the workers; nothing may be called afterwards. */
  dispose(): Promise<void>;
}

/** Bytes that one call hands to the source view. */
const sourceLimit = 1024 * 1024;

export function createEngine(options: EngineOptions): Engine {
  const { version, host, sampleDirectory, onBug = writeBug } = options;
  const emit: EmitEvent = (name, body) => {
    options.emit(name, body);
    hear(name, body);
  };
  let hear: CaseKeeper['hear'] = () => undefined;
  const worker = options.worker === undefined ? builtWorker() : options.worker;
  const analyst = createAnalyst(worker, onBug);
  if (worker !== null) void analyst.run({ kind: 'warm-up', path: 'warm-up', bytes: warmUpMessage() });
  const held = createCase();
  const bytes = createEvidenceBytes();
  const book = createLessonBook();
  const references = createReferences(analyst, book, emit);
  const judge = createJudge({ held, bytes, analyst, book, referenceVersion: references.version, emit });
  const jobs = createJobs(emit, onBug);
  const rejudge = () => void jobs.start((job) => intake.rejudge(job));
  const session = createSessionCase(
    {
      held,
      bytes,
      judge,
      book,
      references,
      jobs,
      reportWorker: worker === null ? null : undefined,
      sampleDirectory,
      version,
      remove,
      rejudge,
      emit,
      onBug,
    },
    options,
  );
  const { keeper } = session;
  hear = keeper.hear;
  const intake = createIntakeJob({
    held,
    bytes,
    references,
    judge,
    reports: session.reports,
    keepUpload: session.keepUpload,
    keeper,
    emit,
    atATime: analyst.size * 2,
  });
  const load = (inputs: readonly Input[]) => jobs.start((job) => intake.load(inputs, job));
  const withEntry = async <T>(id: string, use: (entry: Entry) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const entry = held.get(id);
    return entry === undefined ? refuse('unknown-evidence', 'There is no such evidence in this case.') : await use(entry);
  };
  const withBytes = <T>(id: string, use: (found: Uint8Array, entry: Entry) => Promise<Outcome<T>>): Promise<Outcome<T>> =>
    withEntry(id, async (entry) => {
      const read = await bytes.read(id);
      return read.ok ? await use(read.value, entry) : read;
    });
  const clearReferences = (kind: ReferenceKind): void => {
    references.clear(kind);
    rejudge();
  };

  const handlers: Handlers = {
    'session.get': async () => succeed({ version, host, platform: process.platform, sample: sampleDirectory !== null }),
    'evidence.add': async ({ items }) => succeed({ job: load(items).id }),
    'evidence.paste': async ({ text }) => {
      const pasted = bytesOfPasted(text);
      return succeed({ job: load([{ name: `pasted-${sha256Of(pasted).slice(0, 8)}.eml`, bytes: pasted }]).id });
    },
    'evidence.list': async () => succeed({ rows: held.entries().map((entry) => entry.row) }),
    'evidence.remove': ({ id }) =>
      withEntry(id, async () => {
        remove(id);
        // What it taught is no longer known.
        if (references.publishLessons()) rejudge();
        return succeed({});
      }),
    'evidence.clear': async () => {
      await keeper.clearEvidence();
      return succeed({});
    },
    // The dialog belongs to Electron's main process, which answers this call itself; elsewhere the page has its own file input.
    'evidence.open': async () => succeed({ opened: false }),
    'sample.open': async () =>
      sampleDirectory === null
        ? refuse('not-found', 'The sample case was not shipped with this copy of Waybill.')
        : succeed({ job: load([{ path: sampleDirectory, shownAs: 'sample' }]).id }),
    'job.cancel': async ({ job }) => {
      jobs.cancel(job);
      return succeed({});
    },
    'analysis.get': ({ id }) => withEntry(id, (entry) => judge.detail(entry)),
    'boundary.set': ({ id, hop }) => withEntry(id, (entry) => setBoundary(entry, hop)),
    'source.read': ({ id, start, end }) =>
      withBytes(id, async (found) => {
        const from = Math.min(start, found.length);
        const text = Buffer.from(found.buffer, found.byteOffset, found.length).toString('latin1', from, Math.min(end, from + sourceLimit));
        return succeed({ start: from, text, size: found.length });
      }),
    'canonical.get': ({ id, header }) =>
      withBytes(id, (found, { row, boundaryHop }) =>
        analyst.run({ kind: 'canonical', path: row.path, bytes: found, boundaryHop, header }, { urgent: true }),
      ),
    'parts.get': ({ id }) =>
      withBytes(id, (found, { row }) => analyst.run({ kind: 'parts', path: row.path, bytes: found }, { urgent: true })),
    'part.read': ({ id, path }) =>
      withBytes(id, (found, { row }) => analyst.run({ kind: 'part-text', path: row.path, bytes: found, part: path }, { urgent: true })),
    'snapshot.get': async () => succeed(references.snapshot()),
    'snapshot.add': ({ items }) => addReferences('snapshot', items, references.snapshot),
    'snapshot.clear': async () => {
      clearReferences('snapshot');
      return succeed(references.snapshot());
    },
    'snapshot.edit': async (request) => {
      const edited = references.edit(request);
      if (!edited.ok) return edited;
      if (edited.value) rejudge();
      return succeed(references.snapshot());
    },
    'snapshot.export': async () => {
      const text = references.snapshotText();
      return text.ok ? succeed({ text: text.value }) : text;
    },
    'snapshot.report': async ({ at }) => succeed(await references.snapshotReport(at)),
    'snapshot.baseline': async ({ use }) => {
      if (references.useBaseline(use)) rejudge();
      return succeed(references.snapshot());
    },
    'tenants.get': async () => succeed(references.tenants()),
    'tenants.add': ({ items }) => addReferences('tenants', items, references.tenants),
    'tenants.clear': async () => {
      clearReferences('tenants');
      return succeed(references.tenants());
    },
    'operators.get': async () => succeed(references.operators()),
    'operators.add': ({ items }) => addReferences('operators', items, references.operators),
    'operators.clear': async () => {
      clearReferences('operators');
      return succeed(references.operators());
    },
    'suffixes.get': async () => succeed(references.suffixes()),
    'suffixes.add': ({ items }) => addReferences('suffixes', items, references.suffixes),
    'suffixes.clear': async () => {
      clearReferences('suffixes');
      return succeed(references.suffixes());
    },
    'questions.get': async () => succeed(openQuestionsOf(held.entries().map((entry) => entry.sheet))),
    ...session.handlers,
  };

  function remove(id: string): void {
    held.remove(id);
    bytes.drop(id);
    judge.forget(id);
    emit('evidence.removed', { id });
  }

  /** A hop that the message does not have is refused, and the boundary stays where it was. */
  async function setBoundary(entry: Entry, hop: number | null): Promise<Outcome<Detail>> {
    const present = await judge.detail(entry);
    if (!present.ok) return present;
    if (hop !== null && hop >= present.value.route.hops.length) {
      return refuse('bad-request', `The message has ${present.value.route.hops.length} hops.`, { at: `hop ${hop}` });
    }
    entry.boundaryHop = hop;
    const moved = await judge.detail(entry);
    // By another boundary the message may teach something else, or be in need of what others teach.
    if (!references.publishLessons()) return moved;
    rejudge();
    return await judge.detail(entry);
  }

  /** What can be read is added, even where something beside it is refused. */
  async function addReferences<T>(kind: ReferenceKind, items: readonly Input[], state: () => T): Promise<Outcome<T>> {
    const before = references.version();
    const refused = await readReferenceInputs(items, kind, references);
    if (references.version() !== before) rejudge();
    return refused === null ? succeed(state()) : { ok: false, error: refused };
  }

  return {
    handlers,
    addPaths: (paths) => load(paths.map((path) => ({ path }))).ended,
    async dispose() {
      jobs.cancelAll();
      await keeper.dispose();
      await analyst.dispose();
    },
  };
}

function writeBug(error: unknown): void {
  process.stderr.write(`waybill engine: ${error instanceof Error ? error.stack : String(error)}\n`);
}
