/** Answers the window's questions about reports: from the case, and with nothing where no case was needed yet. */
import type { Handlers } from '../../shared/contract.ts';
import type { ReportHead } from '../../shared/facts/report.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import type { ReportCall } from '../../shared/report-calls.ts';
import type { MessageTraits } from '../../shared/reports/message-traits.ts';
import type { ReportQueries } from './case-store/report-queries.ts';
import { noCampaign, noQueries, noReports } from './no-reports.ts';
import { exportReports } from './report-export.ts';
import type { RawPlaces } from './report-raw.ts';
import type { SessionReports } from './session-reports.ts';

export interface ReportHandlerParts {
  readonly reports: SessionReports;
  readonly places: RawPlaces;
  /** What rows can have in common with a message; refuses what is none, or was not judged. */
  readonly traitsOf: (id: string) => Promise<Outcome<MessageTraits>>;
  /** All messages that were judged. */
  readonly messagesWithTraits: () => Iterable<{ readonly evidence: string; readonly traits: MessageTraits }>;
}

/** Of the messages of a row, more are not looked at one by one. */
const mostMessages = 1_000;

export function createReportHandlers(parts: ReportHandlerParts): Pick<Handlers, ReportCall> {
  const { reports, places, traitsOf, messagesWithTraits } = parts;
  const answer = async <T>(question: (queries: ReportQueries) => Promise<T>, otherwise: T): Promise<Outcome<T>> =>
    succeed(await reports.ask(question, otherwise));
  const headOf = (report: number): Promise<Outcome<ReportHead>> =>
    reports.ask(async (_queries, { questions }) => {
      const [row] = await questions.all('SELECT head FROM report WHERE id = ?', [report]);
      // Our own JSON (report-writer.ts).
      return row === undefined ? noSuchReport() : succeed(JSON.parse(String(row.head)) as ReportHead);
    }, noSuchReport());
  return {
    'reports.totals': (request) => answer((queries) => queries.totals(request), noReports['reports.totals']),
    'reports.time-line': (request) => answer((queries) => queries.timeLine(request), noReports['reports.time-line']),
    'reports.groups': (request) => answer((queries) => queries.groups(request), noReports['reports.groups']),
    'reports.policies': (request) => answer((queries) => queries.policies(request), noReports['reports.policies']),
    'reports.list': (request) => answer((queries) => queries.list(request), noReports['reports.list']),
    'reports.rows': (request) => answer((queries) => queries.rows(request), noReports['reports.rows']),
    'report.get': ({ report }) => headOf(report),
    'report.raw': async ({ report, ...range }) => {
      const head = await headOf(report);
      if (!head.ok) return head;
      // All that opens containers and mails: too large for a session without reports.
      const { readRawReport } = await import('./report-raw.ts');
      return await readRawReport(head.value.evidence, range, places);
    },
    'row.messages': async ({ report, ordinal }) => {
      const row = await reports.ask((queries) => queries.row(report, ordinal), null);
      if (row === null) return refuse('not-found', 'There is no such row in this case.');
      // It compares organisations, by the public suffix list.
      const { messagesOfRow } = await import('../../shared/reports/campaign.ts');
      return succeed({ messages: messagesOfRow(row, messagesWithTraits()).slice(0, mostMessages) });
    },
    'reports.export': async (request) =>
      succeed((await reports.ask((queries) => exportReports(queries, request), null)) ?? (await exportReports(noQueries, request))),
    'campaign.get': async ({ id }) => {
      const traits = await traitsOf(id);
      return traits.ok ? await answer((queries) => queries.campaign(traits.value), noCampaign) : traits;
    },
  };
}

function noSuchReport(): Outcome<never> {
  return refuse('not-found', 'There is no such report in this case.');
}
