/** Keeps the session's case: gives it a name and a file, keeps that file true, and puts another case in its place. */
import type { CaseState, Note } from '../../shared/case-calls.ts';
import type { EmitEvent, EventName } from '../../shared/contract.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import type { CaseContent } from './case-content.ts';
import type { CaseDatabase, OpenCase } from './case-database.ts';
import { isPlainFile, isSameFile } from './case-file.ts';
import { type CaseFolder, nameOfCase } from './case-folder.ts';
import type { Source } from './intake.ts';
import type { Job, Jobs } from './jobs.ts';
import type { SessionReports } from './session-reports.ts';
import { createTurns } from './turns.ts';
import { type Changes, createWriteBehind } from './write-behind.ts';

export interface CaseKeeper {
  state(): Promise<CaseState>;
  /** Puts an empty case in the place of the present one. */
  begin(): Promise<Outcome<CaseState>>;
  /** Opens a case of the folder in the place of the present one, which stays where that is refused. */
  open(name: string): Promise<Outcome<CaseState>>;
  /** The same for a file or bytes that were handed in as evidence, by a job of which nothing was taken in yet. Refuses to close what is not saved. */
  openSource(source: Exclude<Source, { kind: 'refused' }>, job: Job): Promise<Outcome<CaseState>>;
  /** Whether this is the file of the case that is open. */
  isOpen(file: string): Promise<boolean>;
  save(name: string, keepOriginals: boolean): Promise<Outcome<CaseState>>;
  /** Takes all messages and reports out of the case. What they were judged by stays. */
  clearEvidence(): Promise<void>;
  notes(): readonly Note[];
  setNote(subject: string, text: string): readonly Note[];
  /** Is told of every event of the engine, so that what has changed is written. */
  hear(event: EventName, body: unknown): void;
  /** Writes what is pending and closes the case. */
  dispose(): Promise<void>;
}

export interface CaseKeeperParts {
  readonly database: CaseDatabase;
  readonly folder: CaseFolder;
  readonly content: CaseContent;
  readonly reports: SessionReports;
  /** Puts into the case all originals that it lacks. */
  readonly keepAll: () => Promise<void>;
  readonly jobs: Jobs;
  /** Judges again, in the background, what is not judged by what holds now. */
  readonly rejudge: () => void;
  readonly emit: EmitEvent;
  readonly onBug: (error: unknown) => void;
}

/** Milliseconds in which changes of the state become one event. */
const telling = 100;
/** Milliseconds that saving waits for reports that are being read. */
const patience = 5_000;

export function createCaseKeeper(parts: CaseKeeperParts): CaseKeeper {
  const { database, folder, content, reports, keepAll, jobs, rejudge, emit, onBug } = parts;
  /** One case follows another; none overlaps with the next. */
  const turns = createTurns();
  /** Jobs that wait to open a case: they must not be waited for. */
  const opening = new Set<string>();
  let keepsOriginals = false;
  let told: NodeJS.Timeout | null = null;
  let isDisposed = false;

  const isNamed = (): boolean => (database.present()?.file ?? null) !== null;
  const writing = createWriteBehind(async (changes) => await write(changes), onBug);

  async function write(changes: Changes): Promise<void> {
    await database.ifOpen(async (open) => {
      if (open.file !== null) await content.write(open, changes, jobs.isIdle());
    }, undefined);
    if (keepsOriginals && isNamed()) await keepAll();
    tell();
  }

  const state = async (): Promise<CaseState> => {
    const file = database.present()?.file ?? null;
    return {
      name: file === null ? null : nameOfCase(file),
      file,
      reports: await reports.count(),
      messages: content.messageCount(),
      keepsOriginals,
      isSaved: file !== null && !writing.isPending(),
    };
  };
  const tell = (): void => {
    if (isDisposed) return;
    told ??= setTimeout(() => {
      told = null;
      state().then((now) => emit('case.changed', now), onBug);
    }, telling);
  };
  const tellNow = async (): Promise<Outcome<CaseState>> => {
    const now = await state();
    emit('case.changed', now);
    return succeed(now);
  };

  /** Ends everything that belongs to the present case. */
  const leave = async (): Promise<void> => {
    await jobs.quiet(opening);
    await writing.flush();
  };

  const makeEmpty = async (): Promise<void> => {
    writing.forget();
    keepsOriginals = false;
    await database.discard();
    await content.clear();
    await reports.show();
    writing.forget();
  };

  const replaceBy = async (opened: Outcome<OpenCase>): Promise<Outcome<CaseState>> => {
    if (!opened.ok) return opened;
    writing.forget();
    try {
      keepsOriginals = await content.restore(opened.value);
      await reports.show();
    } catch (fault) {
      // A file from elsewhere may be damaged anywhere: then there is no case rather than half of one.
      await makeEmpty();
      await tellNow();
      const why = fault instanceof Error ? fault.message.split('\n', 1)[0] : String(fault);
      return refuse('case-damaged', `The case is damaged: ${why}`, opened.value.file === null ? {} : { evidence: opened.value.file });
    }
    writing.forget();
    const now = await tellNow();
    rejudge();
    return now;
  };

  const openFile = async (file: string): Promise<Outcome<CaseState>> => {
    await leave();
    return await replaceBy(await database.open(file));
  };

  /** Reports are written under their own power; the file cannot be copied meanwhile. */
  const reportsAreRead = async (): Promise<boolean> => {
    const until = performance.now() + patience;
    while (reports.isReading() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
    return !reports.isReading();
  };

  return {
    state,
    begin: () =>
      turns.alone(async () => {
        await leave();
        await makeEmpty();
        return await tellNow();
      }),
    open: (name) =>
      turns.alone(async () => {
        const file = folder.fileOf(name);
        if (!file.ok) return file;
        if (!(await isPlainFile(file.value))) {
          return refuse('not-found', `There is no case named ${name}.`, { evidence: file.value });
        }
        return await openFile(file.value);
      }),
    async openSource(source, job) {
      opening.add(job.id);
      try {
        return await turns.alone(async () => {
          if (job.isCancelled()) return refuse('bad-request', 'It was cancelled.', { evidence: source.shownAs });
          const { messages, reports: count } = await state();
          if (!isNamed() && messages + count > 0) {
            return refuse(
              'bad-request',
              'This is a case. What is in the window is not saved: save it or begin a new case, and then open this one.',
              {
                evidence: source.shownAs,
              },
            );
          }
          if (source.kind === 'file') return await openFile(source.file);
          await leave();
          return await replaceBy(await database.openBytes(source.bytes));
        });
      } finally {
        opening.delete(job.id);
      }
    },
    async isOpen(file) {
      const present = database.present()?.file ?? null;
      return present !== null && (await isSameFile(present, file));
    },
    save: (name, keep) =>
      turns.alone(async () => {
        const file = folder.fileOf(name);
        if (!file.ok) return file;
        const made = await folder.make();
        if (!made.ok) return made;
        if (!(await reportsAreRead())) {
          return refuse('case-busy', 'Reports are being read. Save the case once they are through, or stop reading them.');
        }
        await writing.flush();
        const written = await database.use(async (open) => {
          if (open.file === null) await content.writeAll(open, keep, jobs.isIdle());
          else await content.setKeeping(open, keep);
        });
        if (!written.ok) return written;
        if (keep) await keepAll();
        const moved = await database.moveTo(file.value);
        if (!moved.ok) return moved;
        keepsOriginals = keep;
        // What changed while the file was made is written to it now.
        if (content.compare(writing.change, writing.remove)) writing.touch('references');
        await writing.flush();
        return await tellNow();
      }),
    clearEvidence: () =>
      turns.alone(async () => {
        await jobs.quiet(opening);
        await content.clearEvidence();
        await reports.clear();
        await writing.flush();
        tell();
      }),
    notes: () => content.notes(),
    setNote(subject, text) {
      const notes = content.setNote(subject, text);
      writing.touch('notes');
      tell();
      return notes;
    },
    hear(event, body) {
      if (event === 'job.progress' || event === 'case.changed' || event === 'command') return;
      const wasPending = writing.isPending();
      switch (event) {
        case 'evidence.changed': {
          const { id, state: at } = (body as { row: { id: string; state: string } }).row;
          if ((at === 'done' || at === 'failed') && !content.isWritten(id)) writing.change(id);
          break;
        }
        case 'evidence.removed':
          writing.remove((body as { id: string }).id);
          break;
        case 'reports.changed':
          writing.touch('reports');
          break;
        default:
          writing.touch('references');
      }
      if (!wasPending) tell();
    },
    async dispose() {
      isDisposed = true;
      if (told !== null) clearTimeout(told);
      await jobs.quiet(new Set());
      await writing.end();
      await database.discard();
    },
  };
}
