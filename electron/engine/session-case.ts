/** The case of a session: its database, its reports, its file, and the calls of the window about them. */
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseCall } from '../../shared/case-calls.ts';
import type { EmitEvent, Handlers } from '../../shared/contract.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import type { ReportCall } from '../../shared/report-calls.ts';
import type { MessageTraits } from '../../shared/reports/message-traits.ts';
import type { Case } from './case.ts';
import { createCaseContent } from './case-content.ts';
import { createCaseDatabase } from './case-database.ts';
import { caseFolderPath, createCaseFolder } from './case-folder.ts';
import { createCaseHandlers } from './case-handlers.ts';
import { type CaseKeeper, createCaseKeeper } from './case-keeper.ts';
import { createCaseRecords } from './case-store/case-records.ts';
import type { EvidenceBytes } from './evidence-bytes.ts';
import type { Source } from './intake.ts';
import type { Jobs } from './jobs.ts';
import type { Judge } from './judge.ts';
import { keepOriginals } from './keep-originals.ts';
import type { LessonBook } from './lesson-book.ts';
import { createLru } from './lru.ts';
import type { References } from './references.ts';
import { createReportContext } from './report-context.ts';
import { createReportHandlers } from './report-handlers.ts';
import type { RawPlaces } from './report-raw.ts';
import { sweepSessionFolders } from './session-folder.ts';
import { createSessionReports, type SessionReports } from './session-reports.ts';

export interface SessionCaseOptions {
  /** The folder of this person's cases; by the environment (case-folder.ts) where it is left out. */
  readonly cases?: string;
  /** Where files that go with the session are put; the system's place for them where it is left out. */
  readonly temporary?: string;
}

export interface SessionCaseParts {
  readonly held: Case;
  readonly bytes: EvidenceBytes;
  readonly judge: Judge;
  readonly book: LessonBook;
  readonly references: References;
  readonly jobs: Jobs;
  /** Null reads reports in this thread; left out, the built worker is looked for. */
  readonly reportWorker: URL | null | undefined;
  readonly sampleDirectory: string | null;
  readonly version: string;
  readonly remove: (id: string) => void;
  readonly rejudge: () => void;
  readonly emit: EmitEvent;
  readonly onBug: (error: unknown) => void;
}

export interface SessionCase {
  readonly reports: SessionReports;
  /** Uploaded reports can be read from no file again. The latest stay in memory. */
  readonly keepUpload: (path: string, bytes: Uint8Array) => void;
  readonly keeper: CaseKeeper;
  readonly handlers: Pick<Handlers, CaseCall | ReportCall>;
}

/** Bytes of uploads that are kept for the sight of reports. */
const mostUploaded = 256 * 1024 * 1024;

export function createSessionCase(parts: SessionCaseParts, options: SessionCaseOptions): SessionCase {
  const { held, judge, references, version, reportWorker, sampleDirectory, emit, onBug, jobs, rejudge } = parts;
  const temporary = options.temporary ?? tmpdir();
  const folder = createCaseFolder(options.cases ?? caseFolderPath(process.env));
  const database = createCaseDatabase(temporary);
  const context = createReportContext(references.reportGrounds, version);
  const reports = createSessionReports({ database, context, worker: reportWorker, emit, onBug });
  const uploads = createLru<Uint8Array>(mostUploaded);
  const findSource = async (path: string): Promise<Source | null> => {
    // The sample is shown by a short name instead of where it was installed.
    const file = sampleDirectory !== null && /^sample[\\/]/.test(path) ? join(sampleDirectory, path.slice('sample/'.length)) : path;
    const upload = uploads.get(path);
    if (upload !== undefined) return { kind: 'bytes', bytes: upload, shownAs: path };
    const found = await stat(file).catch(() => null);
    return found?.isFile() === true ? { kind: 'file', file, shownAs: path } : null;
  };
  const places: RawPlaces = {
    findSource,
    original: (sha256) => database.ifOpen(({ questions }) => createCaseRecords(questions).original(sha256), null),
  };
  const content = createCaseContent({ ...parts, database });
  const keepAll = (): Promise<void> => keepOriginals({ ...parts, database, places });
  const keeper = createCaseKeeper({ database, folder, content, reports, keepAll, jobs, rejudge, emit, onBug });
  sweepSessionFolders(temporary).catch(onBug);

  const traitsOf = async (id: string): Promise<Outcome<MessageTraits>> => {
    const entry = held.get(id);
    if (entry === undefined) return refuse('unknown-evidence', 'There is no such evidence in this case.');
    // A message of a case whose bytes are gone is followed by what it had when it was judged.
    if (entry.traits === null) {
      const judged = await judge.detail(entry);
      if (!judged.ok) return judged;
    }
    return entry.traits === null ? refuse('not-readable', 'The message was not judged.') : succeed(entry.traits);
  };
  const messagesWithTraits = function* (): Generator<{ readonly evidence: string; readonly traits: MessageTraits }> {
    for (const { id, traits } of held.entries()) if (traits !== null) yield { evidence: id, traits };
  };

  return {
    reports,
    keepUpload: (path, bytes) => uploads.set(path, bytes, bytes.length),
    keeper,
    handlers: {
      ...createReportHandlers({ reports, places, traitsOf, messagesWithTraits }),
      ...createCaseHandlers({ keeper, folder }),
    },
  };
}
