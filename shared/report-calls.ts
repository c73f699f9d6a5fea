/** The part of the contract that is about DMARC reports: what the window asks of the report rows of a case, and what it gets. */
import { z } from 'zod';
import { type JudgedRecord, type ReportHead, rowClasses } from './facts/report.ts';

const id = z.string().min(1).max(200);
const text = z.string().max(1_000);
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .describe('a day in UTC');
const count = z.number().min(0);
/** One number a class, in the order of `rowClasses`. */
const byClass = z.array(count).length(rowClasses.length);

/** Which rows. Fields narrow together; the values within one widen. An empty list, empty text and null leave a field open. */
export const RowFilter = z.strictObject({
  /** Days of the begin of the report, both inclusive. */
  from: day.nullable(),
  to: day.nullable(),
  classes: z.array(z.enum(rowClasses)).max(rowClasses.length),
  /** Organizational domains of the From domain; null stands for rows that name none. */
  organizations: z.array(text.nullable()).max(1_000),
  /** From domains, whole. */
  fromDomains: z.array(text).max(1_000),
  /** Ids of the catalogue; null stands for addresses that no operator is known of. */
  operators: z.array(text.nullable()).max(1_000),
  /** Foreign tenants (signing domains); null stands for rows without one. */
  tenants: z.array(text.nullable()).max(1_000),
  reporters: z.array(text.nullable()).max(1_000),
  /** Source addresses or networks (`203.0.113.0/24`). */
  sources: z.array(text).max(1_000),
  envelopeTo: z.array(text).max(1_000),
  /** Numbers of reports in the case. */
  reports: z.array(z.int()).max(1_000),
  /** Part of a domain, an address, a signing domain, an operator or a reporter; case does not count. */
  text,
});
export type RowFilter = z.infer<typeof RowFilter>;

/** What the case holds of reports, or those rows that a filter leaves. Days are those of the first begin and the last. */
export const ReportTotals = z.strictObject({
  reports: count,
  rows: count,
  messages: count,
  first: day.nullable(),
  last: day.nullable(),
  rowsByClass: byClass,
  messagesByClass: byClass,
});
export type ReportTotals = z.infer<typeof ReportTotals>;

export const TimeLine = z.strictObject({
  /** What one bucket is long: chosen so that there are at most some hundred. */
  unit: z.enum(['day', 'week', 'month']),
  /** In order, without gaps. `at` is the first day of the bucket. */
  buckets: z.array(z.strictObject({ at: day, messages: byClass })),
});
export type TimeLine = z.infer<typeof TimeLine>;

/** By what rows are put together. */
export const rowGroupings = ['operator', 'tenant', 'source', 'reporter', 'organization', 'from-domain'] as const;
export type RowGrouping = (typeof rowGroupings)[number];

export const RowGroup = z.strictObject({
  /** Id, domain, address or name; null for the rows that have none. */
  key: z.string().nullable(),
  /** What to show: the operator's name; else the key. */
  label: z.string().nullable(),
  /** The operator that all rows of the group have in common, or null. */
  operator: z.string().nullable(),
  reports: count,
  rows: count,
  messages: count,
  messagesByClass: byClass,
  first: day.nullable(),
  last: day.nullable(),
});
export type RowGroup = z.infer<typeof RowGroup>;

/** A published policy of a domain over the time that reports saw it unchanged. */
export const PolicySpan = z.strictObject({
  domain: z.string().nullable(),
  first: day.nullable(),
  last: day.nullable(),
  p: z.string().nullable(),
  sp: z.string().nullable(),
  np: z.string().nullable(),
  adkim: z.string().nullable(),
  aspf: z.string().nullable(),
  pct: z.number().nullable(),
  testing: z.string().nullable(),
  reports: count,
  messages: count,
});
export type PolicySpan = z.infer<typeof PolicySpan>;

export const ReportLine = z.strictObject({
  id: z.int(),
  path: z.string(),
  kind: z.enum(['aggregate', 'failure', 'tls']),
  dialect: z.string(),
  reporter: z.string().nullable(),
  reportId: z.string().nullable(),
  begin: z.string().nullable(),
  end: z.string().nullable(),
  domain: z.string().nullable(),
  rows: count,
  messages: count,
  /** Rows of the class `cross-tenant-suspect`. */
  suspects: count,
  notes: count,
});
export type ReportLine = z.infer<typeof ReportLine>;

const page = { offset: z.int().min(0), limit: z.int().min(1).max(1_000) } as const;

/** The engine made it a moment ago from what its own reader wrote. */
const HeadReply = z.custom<ReportHead>((value) => typeof value === 'object' && value !== null && 'notes' in value);
const RecordValue = z.custom<JudgedRecord>((value) => typeof value === 'object' && value !== null && 'class' in value);

/** A row with the report that it stands in; report and ordinal name it. */
export const ReportRow = z.strictObject({
  report: z.int(),
  /** From 1, in the order of the report. */
  ordinal: z.int(),
  reporter: z.string().nullable(),
  begin: z.string().nullable(),
  end: z.string().nullable(),
  policyDomain: z.string().nullable(),
  record: RecordValue,
});
export type ReportRow = z.infer<typeof ReportRow>;

/** How much a row has in common with a message, the closest first. */
export const campaignTies = ['this-message', 'same-tenant', 'same-source', 'same-pool'] as const;
export type CampaignTie = (typeof campaignTies)[number];

/** From a message: the rows of the same campaign, as far as reports saw it. */
export const Campaign = z.strictObject({
  /** What was looked for, one line each: `foreign tenant evil.onmicrosoft.com`. */
  traits: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** One sentence: how many messages at which receivers, since when; or that no report covers it, and why. */
  sentence: z.string(),
  /** Whether any report of the case covers the day and domain at all: silence of the others says nothing. */
  covered: z.boolean(),
  /** Each tie without the rows of closer ones. Ties without rows are left out. `filter` gives at least those rows. */
  ties: z.array(
    z.strictObject({
      tie: z.enum(campaignTies),
      says: z.string(),
      totals: ReportTotals,
      reporters: count,
      fromDomains: count,
      filter: RowFilter,
    }),
  ),
  /** Over all ties but `same-pool`, most messages first, at most 50 each. */
  reporters: z.array(z.strictObject({ reporter: z.string().nullable(), messages: count, first: day.nullable(), last: day.nullable() })),
  fromDomains: z.array(z.strictObject({ domain: z.string().nullable(), messages: count })),
  days: z.array(z.strictObject({ at: day, messages: count })),
});
export type Campaign = z.infer<typeof Campaign>;

/** From a row: a message of the case that may be among those that the row counts. */
export const MessageOfRow = z.strictObject({ evidence: id, tie: z.enum(campaignTies), says: z.string() });
export type MessageOfRow = z.infer<typeof MessageOfRow>;

/** The views that can be written as CSV or JSON. */
export const exportedViews = ['rows', 'reports', 'policies', 'time-line', ...rowGroupings] as const;
export type ExportedView = (typeof exportedViews)[number];

export const reportCalls = {
  'reports.totals': { request: z.strictObject({ filter: RowFilter }), reply: ReportTotals },
  'reports.time-line': { request: z.strictObject({ filter: RowFilter }), reply: TimeLine },
  /** `attention`: most messages of the gravest class first (the order of `rowClasses`). */
  'reports.groups': {
    request: z.strictObject({
      by: z.enum(rowGroupings),
      filter: RowFilter,
      sort: z.enum(['attention', 'messages', 'key', 'first', 'last']),
      ...page,
    }),
    reply: z.strictObject({ total: count, groups: z.array(RowGroup) }),
  },
  /** By domain, then by time. */
  'reports.policies': { request: z.strictObject({ filter: RowFilter }), reply: z.strictObject({ policies: z.array(PolicySpan) }) },
  'reports.list': {
    request: z.strictObject({ filter: RowFilter, sort: z.enum(['attention', 'messages', 'begin', 'reporter', 'notes']), ...page }),
    reply: z.strictObject({ total: count, reports: z.array(ReportLine) }),
  },
  'reports.rows': {
    request: z.strictObject({ filter: RowFilter, sort: z.enum(['attention', 'messages', 'begin', 'source']), ...page }),
    reply: z.strictObject({ total: count, rows: z.array(ReportRow) }),
  },
  'report.get': { request: z.strictObject({ report: z.int() }), reply: HeadReply },
  /** The report's own bytes as text, at most 1 MiB a call; `not-kept` where neither the case nor its file has them any more. */
  'report.raw': {
    request: z.strictObject({ report: z.int(), start: z.int().min(0), end: z.int().min(0) }),
    reply: z.strictObject({ start: count, text: z.string(), size: count }),
  },
  /** At most 200,000 lines; `truncated` says that there are more (the command line writes all). */
  'reports.export': {
    request: z.strictObject({ view: z.enum(exportedViews), filter: RowFilter, format: z.enum(['csv', 'json']) }),
    reply: z.strictObject({ name: z.string(), text: z.string(), truncated: z.boolean() }),
  },
  'campaign.get': { request: z.strictObject({ id }), reply: Campaign },
  'row.messages': {
    request: z.strictObject({ report: z.int(), ordinal: z.int() }),
    reply: z.strictObject({ messages: z.array(MessageOfRow) }),
  },
} as const satisfies Record<string, { request: z.ZodType; reply: z.ZodType }>;

export const reportEvents = {
  /** Reports were added, or their rows judged anew: `reports` of what the whole case holds. */
  'reports.changed': z.strictObject({ totals: ReportTotals }),
} as const satisfies Record<string, z.ZodType>;

export type ReportCall = keyof typeof reportCalls;
