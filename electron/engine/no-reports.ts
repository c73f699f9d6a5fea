/** The answers about reports of a case that holds none: they need no database, whose native library costs time to load. */
import type { Reply } from '../../shared/contract.ts';
import { rowClasses } from '../../shared/facts/report.ts';
import type { ReportCall } from '../../shared/report-calls.ts';
import type { ExportedQueries } from './report-export.ts';

export const noReports = {
  'reports.totals': {
    reports: 0,
    rows: 0,
    messages: 0,
    first: null,
    last: null,
    rowsByClass: rowClasses.map(() => 0),
    messagesByClass: rowClasses.map(() => 0),
  },
  'reports.time-line': { unit: 'day', buckets: [] },
  'reports.groups': { total: 0, groups: [] },
  'reports.policies': { policies: [] },
  'reports.list': { total: 0, reports: [] },
  'reports.rows': { total: 0, rows: [] },
} as const satisfies Readonly<{ [C in ReportCall]?: Reply<C> }>;

export const noCampaign: Reply<'campaign.get'> = {
  traits: [],
  sentence: 'The case holds no reports yet: add the DMARC reports of the days around this message to see how far it went.',
  covered: false,
  ties: [],
  reporters: [],
  fromDomains: [],
  days: [],
};

export const noQueries: ExportedQueries = {
  rows: async () => noReports['reports.rows'],
  list: async () => noReports['reports.list'],
  policies: async () => noReports['reports.policies'],
  timeLine: async () => noReports['reports.time-line'],
  groups: async () => noReports['reports.groups'],
};
