/** Answers what the window asks of the reports of a case (shared/report-calls.ts), from columns in memory and the rows behind them. */
import type { Reply, Request } from '../../../shared/contract.ts';
import type { ReportRow } from '../../../shared/report-calls.ts';
import type { MessageTraits } from '../../../shared/reports/message-traits.ts';
import { campaignOf } from './campaign-query.ts';
import type { Database, Value } from './database.ts';
import { loadPolicies, type PolicyColumns, policySpansOf } from './policy-spans.ts';
import { reportLinesOf } from './report-lines.ts';
import { timeLineOf, totalsOf } from './report-totals.ts';
import { readRows } from './row-details.ts';
import { groupsOf } from './row-groups.ts';
import type { RowIndex } from './row-index.ts';
import { loadRowIndex } from './row-index-load.ts';
import { pageOfRows } from './row-pages.ts';
import { type Selection, selectRows } from './row-selection.ts';

export interface ReportQueries {
  totals(request: Request<'reports.totals'>): Promise<Reply<'reports.totals'>>;
  timeLine(request: Request<'reports.time-line'>): Promise<Reply<'reports.time-line'>>;
  groups(request: Request<'reports.groups'>): Promise<Reply<'reports.groups'>>;
  policies(request: Request<'reports.policies'>): Promise<Reply<'reports.policies'>>;
  list(request: Request<'reports.list'>): Promise<Reply<'reports.list'>>;
  rows(request: Request<'reports.rows'>): Promise<Reply<'reports.rows'>>;
  /** One row; null where the case has none such. */
  row(report: number, ordinal: number): Promise<ReportRow | null>;
  /** From a message: the rows of the same campaign. */
  campaign(traits: MessageTraits): Promise<Reply<'campaign.get'>>;
  /** The columns in memory, for what asks more of them than a filter can say. */
  index(): Promise<RowIndex>;
  /** Rows were added or judged anew: the next question reads the case again. */
  refresh(): void;
  /** Gives back the connection. The columns are let go with the object. */
  close(): void;
}

export interface NamesOfOperators {
  /** The name to show for an operator's id; the id where it has none. */
  operatorName(id: string): string;
}

/** One without a filter and one with, and those of a person who goes back and forth. */
const mostSelections = 4;

/** What is read of the case stands in memory until `refresh`: 16 bytes a row, and about half of that again. */
export function createReportQueries(database: Database, { operatorName }: NamesOfOperators): ReportQueries {
  let session: Promise<Database> | null = null;
  let index: Promise<RowIndex> | null = null;
  let lastLoad: Promise<unknown> = Promise.resolve();
  /** Of the columns that they belong to. */
  let policies: { readonly index: RowIndex; readonly columns: Promise<PolicyColumns> } | null = null;

  /** What a filter means there: the parts of the window ask of the same filter at once. The latest comes last. */
  let selections: { index: RowIndex | null; readonly byFilter: Map<string, Selection> } = { index: null, byFilter: new Map() };

  const connect = (): Promise<Database> => {
    session ??= database.session();
    return session;
  };
  /** A connection has one transaction at a time, and a second question ends the stream of the first: what streams has one of its own. */
  async function alone<T>(read: (own: Database) => Promise<T>): Promise<T> {
    const own = await database.session();
    try {
      return await read(own);
    } finally {
      own.close();
    }
  }
  /**
   * A load that failed is tried again by the next question. The next waits for one that a refresh overtook, so that memory holds two at most.
   */
  function load(): Promise<RowIndex> {
    if (index !== null) return index;
    const loading: Promise<RowIndex> = lastLoad.then(() => alone(loadRowIndex));
    lastLoad = loading.catch(() => {
      if (index === loading) index = null;
    });
    index = loading;
    return loading;
  }
  async function select({ filter }: { readonly filter: Request<'reports.totals'>['filter'] }) {
    const loaded = await load();
    if (selections.index !== loaded) selections = { index: loaded, byFilter: new Map() };
    const key = JSON.stringify(filter);
    const selection = selections.byFilter.get(key) ?? selectRows(loaded, filter, operatorName);
    selections.byFilter.delete(key);
    selections.byFilter.set(key, selection);
    const [oldest] = selections.byFilter.keys();
    if (selections.byFilter.size > mostSelections && oldest !== undefined) selections.byFilter.delete(oldest);
    return { loaded, selection };
  }

  return {
    async totals(request) {
      const { loaded, selection } = await select(request);
      return totalsOf(loaded, selection);
    },
    async timeLine(request) {
      const { loaded, selection } = await select(request);
      return timeLineOf(loaded, selection);
    },
    async groups(request) {
      const { loaded, selection } = await select(request);
      return groupsOf(loaded, selection, request, operatorName);
    },
    async policies(request) {
      const { loaded, selection } = await select(request);
      if (policies?.index !== loaded) policies = { index: loaded, columns: alone((own) => loadPolicies(own, loaded)) };
      return { policies: [...policySpansOf(loaded, await policies.columns, selection)] };
    },
    async list(request) {
      const { loaded, selection } = await select(request);
      const { total, lines } = reportLinesOf(loaded, selection, request);
      const ids = lines.map(({ position }) => loaded.reports.id[position] ?? 0);
      const heads = await readHeads(await connect(), ids);
      return {
        total,
        reports: lines.flatMap(({ position, rows, messages, suspects }, place) => {
          const head = heads.get(ids[place] ?? 0);
          return head === undefined ? [] : [{ ...head, rows, messages, suspects, notes: loaded.reports.notes[position] ?? 0 }];
        }),
      };
    },
    async rows(request) {
      const { loaded, selection } = await select(request);
      const { total, entries } = pageOfRows(loaded, selection, request);
      return { total, rows: await readRows(await connect(), loaded, entries) };
    },
    async row(report, ordinal) {
      const loaded = await load();
      const position = loaded.reports.positionOf(report);
      const entry = (loaded.rows.start[position] ?? 0) + ordinal - 1;
      if (position < 0 || ordinal < 1 || entry >= (loaded.rows.start[position + 1] ?? 0)) return null;
      const [row] = await readRows(await connect(), loaded, [entry]);
      return row ?? null;
    },
    async campaign(traits) {
      const loaded = await load();
      return await alone((own) => campaignOf(own, loaded, traits, operatorName));
    },
    index: load,
    refresh() {
      index = null;
      policies = null;
      selections = { index: null, byFilter: new Map() };
    },
    close() {
      const open = session;
      session = null;
      index = null;
      policies = null;
      void open?.then((each) => each.close());
    },
  };
}

type Head = Omit<Reply<'reports.list'>['reports'][number], 'rows' | 'messages' | 'suspects' | 'notes'>;

async function readHeads(database: Database, ids: readonly number[]): Promise<ReadonlyMap<number, Head>> {
  if (ids.length === 0) return new Map();
  const sql = `SELECT id, path, kind, dialect, reporter, report_id, begin_at, end_at, policy_domain FROM report WHERE id IN (${ids.map(() => '?').join(', ')})`;
  const rows = await database.all(sql, ids);
  return new Map(
    rows.map((row) => [
      Number(row.id),
      {
        id: Number(row.id),
        path: String(row.path),
        kind: String(row.kind) as Head['kind'],
        dialect: String(row.dialect),
        reporter: textOf(row.reporter),
        reportId: textOf(row.report_id),
        begin: textOf(row.begin_at),
        end: textOf(row.end_at),
        domain: textOf(row.policy_domain),
      },
    ]),
  );
}

function textOf(value: Value | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
