/** The reports of a session: read into the case store, judged by what the session knows, and asked about by the window. */
import type { EmitEvent } from '../../shared/contract.ts';
import type { CaseDatabase, OpenCase } from './case-database.ts';
import type { ReportQueries } from './case-store/report-queries.ts';
import type { ReportStore } from './case-store/report-store.ts';
import type { Source } from './intake.ts';
import type { Job } from './jobs.ts';
import { noReports } from './no-reports.ts';
import type { ContextNow, ReportContext } from './report-context.ts';
import type { IngestEvent } from './report-ingest/keep-parcel.ts';
import { createTurns } from './turns.ts';

export interface SessionReports {
  /**
   * Reads the reports in the sources into the case. `hear` is told of each, in order, and waited for. Ends early where the job is cancelled:
   * whole reports stay. The rows are not judged yet.
   */
  read(sources: AsyncIterable<Source>, job: Job, hear: (event: IngestEvent) => Promise<void>): Promise<void>;
  /** Judges all rows by what holds now and tells the window, unless nothing has changed since. */
  judge(): Promise<void>;
  /** Asks about what is in the case; gives `otherwise` where none is open. */
  ask<T>(question: (queries: ReportQueries, open: OpenCase) => Promise<T>, otherwise: T): Promise<T>;
  /** How many reports the case holds. */
  count(): Promise<number>;
  /** Whether reports are being read right now. */
  isReading(): boolean;
  /** Takes all reports out of the case. */
  clear(): Promise<void>;
  /** The case became another one: tells the window what is in it. */
  show(): Promise<void>;
}

export interface SessionReportsParts {
  readonly database: CaseDatabase;
  readonly context: ReportContext;
  /** The built `report-worker.js`; null reads in this thread; it is looked for where it is left out. */
  readonly worker?: URL | null | undefined;
  readonly emit: EmitEvent;
  readonly onBug: (error: unknown) => void;
}

/** What belongs to one open case. */
interface Desk {
  readonly open: OpenCase;
  readonly queries: ReportQueries;
  /** For additions by this catalogue and suffix list; made when the first report comes. */
  store: { readonly of: string; readonly store: ReportStore } | null;
  /** By which catalogue and suffix list it is known what each row means by itself. */
  toldBy: string | null;
  /** What the rows were judged by; null where there are new ones. */
  judgedBy: string | null;
}

/** Every row. */
export const openFilter = {
  from: null,
  to: null,
  classes: [],
  organizations: [],
  fromDomains: [],
  operators: [],
  tenants: [],
  reporters: [],
  sources: [],
  envelopeTo: [],
  reports: [],
  text: '',
};

export function createSessionReports({ database, context, worker, emit, onBug }: SessionReportsParts): SessionReports {
  /** Reading and judging both write, so they take turns. */
  const turns = createTurns();
  let desk: Promise<Desk> | null = null;
  let deskOf: OpenCase | null = null;
  let readings = 0;

  const sit = (open: OpenCase): Promise<Desk> => {
    if (desk !== null && deskOf === open) return desk;
    deskOf = open;
    desk = setUpDesk(open, context);
    return desk;
  };
  const tell = async ({ queries }: Desk): Promise<void> =>
    emit('reports.changed', { totals: await queries.totals({ filter: openFilter }) });

  /** All rows mean what the present catalogue and suffix list say. */
  const retell = async (at: Desk, { context: by, infrastructureVersion }: ContextNow): Promise<void> => {
    if (at.toldBy === infrastructureVersion) return;
    const { retellStories } = await import('./case-store/retell-stories.ts');
    await retellStories(at.open.reports, by);
    await writeFact(at.open, 'told-by', infrastructureVersion);
    at.toldBy = infrastructureVersion;
    at.judgedBy = null;
    // It numbers stories by what they were.
    at.store = null;
  };

  const storeAt = async (at: Desk): Promise<ReportStore> => {
    const now = await context.now();
    await retell(at, now);
    const { infrastructureVersion, context: by } = now;
    if (at.store?.of === infrastructureVersion) return at.store.store;
    const { createReportStore } = await import('./case-store/report-store.ts');
    const store = await createReportStore(at.open.reports, by);
    at.store = { of: infrastructureVersion, store };
    return store;
  };

  /** Counted from the moment in which it waits for its turn. */
  const reading = async (work: () => Promise<void>): Promise<void> => {
    readings += 1;
    try {
      await work();
    } finally {
      readings -= 1;
    }
  };

  return {
    read: (sources, job, hear) =>
      reading(() =>
        turns.alone(async () => {
          const used = await database.use(async (open) => {
            const at = await sit(open);
            const { builtReportWorker, createReportIngest } = await import('./report-ingest/ingest.ts');
            const ingest = createReportIngest({
              store: await storeAt(at),
              operators: context.operators(),
              worker: worker === undefined ? builtReportWorker() : worker,
              onBug,
            });
            at.judgedBy = null;
            let told = { records: 0, bytes: 0, ofBytes: 0 };
            const run = ingest(sources, {
              signal: job.signal,
              onProgress({ records, bytes, ofBytes }) {
                const now = { records, bytes, ofBytes: ofBytes ?? 0 };
                job.advance({ records: records - told.records, bytes: bytes - told.bytes, ofBytes: now.ofBytes - told.ofBytes });
                told = now;
              },
            });
            for await (const event of run) await hear(event);
          });
          if (!used.ok) throw new Error(used.error.message);
        }),
      ),
    judge: () =>
      turns.alone(() =>
        database.ifOpen(async (open) => {
          const at = await sit(open);
          const now = await context.now();
          if (at.judgedBy === now.digest) return;
          await retell(at, now);
          const { judgeRows } = await import('./case-store/report-judgement.ts');
          await judgeRows(open.reports, now.context);
          await writeFact(open, 'judged-by', now.digest);
          at.judgedBy = now.digest;
          at.queries.refresh();
          await tell(at);
        }, undefined),
      ),
    ask: (question, otherwise) => database.ifOpen(async (open) => await question((await sit(open)).queries, open), otherwise),
    count: () => database.ifOpen(async ({ questions }) => await countReports(questions), 0),
    isReading: () => readings > 0,
    clear: () =>
      turns.alone(async () => {
        await database.ifOpen(async ({ reports: own }) => {
          await own.run('BEGIN TRANSACTION');
          for (const table of ['record', 'report', 'story', 'judgement']) await own.run(`DELETE FROM ${table}`);
          await own.run("DELETE FROM meta WHERE name IN ('judged', 'judged-by')");
          await own.run('COMMIT');
        }, undefined);
        // What it knows of the reports that were there is forgotten with it.
        (await desk)?.queries.close();
        desk = null;
        emit('reports.changed', { totals: noReports['reports.totals'] });
      }),
    async show() {
      const isOpen = await database.ifOpen(async (open) => {
        await tell(await sit(open));
        return true;
      }, false);
      if (!isOpen) emit('reports.changed', { totals: noReports['reports.totals'] });
    },
  };
}

async function countReports(questions: OpenCase['questions']): Promise<number> {
  const [row] = await questions.all('SELECT count(*)::INTEGER AS count FROM report');
  return Number(row?.count ?? 0);
}

async function setUpDesk(open: OpenCase, context: ReportContext): Promise<Desk> {
  const { createReportQueries } = await import('./case-store/report-queries.ts');
  await context.now();
  const queries = createReportQueries(open.questions, { operatorName: context.operatorName });
  return { open, queries, store: null, ...(await readJudgedBy(open)) };
}

/** The rows of a case that was closed and opened again need not be judged again. */
async function readJudgedBy({ questions }: OpenCase): Promise<Pick<Desk, 'toldBy' | 'judgedBy'>> {
  const rows = await questions.all("SELECT name, value FROM meta WHERE name IN ('told-by', 'judged', 'judged-by')");
  const factOf = (wanted: string): string | null => {
    const row = rows.find(({ name }) => name === wanted);
    return row === undefined ? null : String(row.value);
  };
  return { toldBy: factOf('told-by'), judgedBy: factOf('judged') === null ? null : factOf('judged-by') };
}

async function writeFact({ reports }: OpenCase, name: string, value: string): Promise<void> {
  await reports.run('DELETE FROM meta WHERE name = ?', [name]);
  await reports.run('INSERT INTO meta VALUES (?, ?)', [name, value]);
}
