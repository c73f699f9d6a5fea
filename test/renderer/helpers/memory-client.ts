/** An in-memory client: a small engine of canned answers, for tests of the actions and for the harness page. */

import type { Client } from '../../../renderer/client.ts';
import { nothingHeld } from '../../../renderer/store.ts';
import type { CaseState, Note } from '../../../shared/case-calls.ts';
import type {
  Call,
  EventBody,
  EventName,
  EvidenceRow,
  Handlers,
  OpenQuestions,
  OperatorState,
  Reply,
  Request,
  SnapshotReport,
  SnapshotState,
  SuffixState,
  TenantState,
} from '../../../shared/contract.ts';
import type { CanonicalForm } from '../../../shared/facts/canonical.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import type { MimePart } from '../../../shared/facts/message.ts';
import { refuse, succeed } from '../../../shared/outcome.ts';
import type { Campaign, ReportTotals } from '../../../shared/report-calls.ts';
import type { ReportCase } from '../fixtures/report-case.ts';
import { caseHandlers } from './memory-case.ts';
import { reportHandlers } from './memory-reports.ts';

export interface MemoryClient extends Client {
  /** Every call made so far, in order. */
  readonly made: readonly { readonly call: Call; readonly request: unknown }[];
  emit<E extends EventName>(name: E, body: EventBody<E>): void;
}

export interface MemoryContent {
  readonly rows?: readonly EvidenceRow[];
  readonly details?: Readonly<Record<string, Detail>>;
  readonly parts?: readonly MimePart[];
  /** By header index. */
  readonly canonical?: Readonly<Record<number, CanonicalForm>>;
  /** The bytes of every message, as `source.read` gives them. */
  readonly sourceText?: string;
  readonly partText?: string;
  readonly snapshot?: SnapshotState;
  readonly tenants?: TenantState;
  readonly operators?: OperatorState;
  readonly suffixes?: SuffixState;
  readonly snapshotReport?: SnapshotReport;
  readonly openQuestions?: OpenQuestions;
  readonly questions?: readonly string[];
  readonly case?: CaseState;
  readonly cases?: Reply<'case.list'>['cases'];
  readonly notes?: readonly Note[];
  readonly campaigns?: Readonly<Record<string, Campaign>>;
  readonly totals?: ReportTotals;
  /** Answers all calls about reports, in place of `totals`. */
  readonly reportCase?: ReportCase;
  readonly host?: 'electron' | 'loopback';
}

/** Of no file, with the bundled copies at hand and out of use. */
const emptyReport: SnapshotReport = {
  files: [],
  conflicts: [],
  conflictCount: 0,
  agreements: 0,
  baseline: { isUsed: false, compared: '2026-11-24', names: 28, newest: '2025-02-18', stale: 27 },
};

const noReports: ReportTotals = {
  reports: 0,
  rows: 0,
  messages: 0,
  first: null,
  last: null,
  rowsByClass: [0, 0, 0, 0, 0, 0, 0, 0],
  messagesByClass: [0, 0, 0, 0, 0, 0, 0, 0],
};

/** Makes a handler that remembers what it was asked. */
export type Answer = <C extends Call>(call: C, reply: (request: Request<C>) => ReturnType<Handlers[C]>) => Handlers[C];

/** The trust boundary of a detail set to a hop, with nothing else evaluated again. */
function withBoundary(detail: Detail, hop: number | null): Detail {
  if (hop === null) return detail;
  const header = detail.route.hops.find((each) => each.index === hop)?.header ?? -1;
  const boundary = { ...detail.route.boundary, hop, header, basis: 'user' as const, explanation: `You put it at hop ${hop}.` };
  return { ...detail, route: { ...detail.route, boundary }, analysis: { ...detail.analysis, boundary } };
}

/** A client that answers from `content` and remembers what it was asked. */
export function createMemoryClient(content: MemoryContent = {}): MemoryClient {
  const made: { call: Call; request: unknown }[] = [];
  const listeners = new Map<EventName, Set<(body: never) => void>>();
  const {
    details = {},
    snapshot = nothingHeld.snapshot,
    tenants = nothingHeld.tenants,
    operators = nothingHeld.operators,
    suffixes = nothingHeld.suffixes,
  } = content;
  let held: SnapshotState = snapshot;

  const emit: MemoryClient['emit'] = (name, body) => {
    for (const listener of listeners.get(name) ?? []) listener(body as never);
  };
  const answer: Answer = <C extends Call>(call: C, reply: (request: Request<C>) => ReturnType<Handlers[C]>): Handlers[C] =>
    ((request: Request<C>) => {
      made.push({ call, request });
      return reply(request);
    }) as unknown as Handlers[C];
  const always = <C extends Call>(call: C, value: Reply<C>): Handlers[C] => answer(call, (async () => succeed(value)) as never);
  const detailOf = (id: string) => {
    const detail = details[id];
    return detail === undefined ? refuse('unknown-evidence', `There is no evidence ${id}.`) : succeed(detail);
  };

  const calls: Handlers = {
    'session.get': always('session.get', { version: '0.1.0', host: content.host ?? 'loopback', platform: 'linux', sample: false }),
    'evidence.add': always('evidence.add', { job: 'job-1' }),
    'evidence.paste': always('evidence.paste', { job: 'job-2' }),
    'evidence.list': always('evidence.list', { rows: [...(content.rows ?? [])] }),
    'evidence.remove': answer('evidence.remove', async ({ id }) => {
      emit('evidence.removed', { id });
      return succeed({});
    }),
    'evidence.clear': always('evidence.clear', {}),
    'evidence.open': always('evidence.open', { opened: true }),
    'sample.open': always('sample.open', { job: 'job-3' }),
    'job.cancel': always('job.cancel', {}),
    'analysis.get': answer('analysis.get', async ({ id }) => detailOf(id)),
    'boundary.set': answer('boundary.set', async ({ id, hop }) => {
      const found = detailOf(id);
      return found.ok ? succeed(withBoundary(found.value, hop)) : found;
    }),
    'source.read': answer('source.read', async ({ start, end }) => {
      const text = content.sourceText ?? '';
      return succeed({ start, text: text.slice(start, end), size: text.length });
    }),
    'canonical.get': answer('canonical.get', async ({ header }) => {
      const form = content.canonical?.[header];
      return form === undefined ? refuse('bad-request', 'This field is no signature.', { at: `header ${header}` }) : succeed(form);
    }),
    'parts.get': always('parts.get', content.parts ?? []),
    'part.read': always('part.read', { text: content.partText ?? '', truncated: false }),
    'snapshot.get': answer('snapshot.get', async () => succeed(held)),
    'snapshot.add': always('snapshot.add', snapshot),
    'snapshot.clear': always('snapshot.clear', nothingHeld.snapshot),
    'snapshot.edit': answer('snapshot.edit', async ({ action, record }) => {
      if (record.name.includes(' ')) return refuse('bad-request', 'That is no domain name.', { at: 'name' });
      const others = held.byHand.filter((each) => JSON.stringify(each) !== JSON.stringify(record));
      held = { ...held, byHand: action === 'add' ? [...others, record] : others };
      return succeed(held);
    }),
    'snapshot.export': always('snapshot.export', { text: '{"snapshot":"waybill/dns/1","complete":false}\n' }),
    'snapshot.report': always('snapshot.report', content.snapshotReport ?? emptyReport),
    'snapshot.baseline': always('snapshot.baseline', snapshot),
    'tenants.get': always('tenants.get', tenants),
    'tenants.add': always('tenants.add', tenants),
    'tenants.clear': always('tenants.clear', { ...tenants, files: [] }),
    'operators.get': always('operators.get', operators),
    'operators.add': always('operators.add', operators),
    'operators.clear': always('operators.clear', { files: [] }),
    ...caseHandlers(content, answer, emit),
    'campaign.get': answer('campaign.get', async ({ id }) => {
      const campaign = content.campaigns?.[id];
      return campaign === undefined ? refuse('unknown-evidence', `There is no evidence ${id}.`) : succeed(campaign);
    }),
    'suffixes.get': always('suffixes.get', suffixes),
    'suffixes.add': always('suffixes.add', suffixes),
    'suffixes.clear': always('suffixes.clear', nothingHeld.suffixes),
    'questions.get': always(
      'questions.get',
      content.openQuestions ?? { questions: [...(content.questions ?? [])], ahead: [], rounds: { now: 0, ahead: 0 } },
    ),
    'reports.totals': always('reports.totals', content.totals ?? noReports),
    'reports.time-line': always('reports.time-line', { unit: 'day', buckets: [] }),
    'reports.groups': always('reports.groups', { total: 0, groups: [] }),
    'reports.policies': always('reports.policies', { policies: [] }),
    'reports.list': always('reports.list', { total: 0, reports: [] }),
    'reports.rows': always('reports.rows', { total: 0, rows: [] }),
    'report.get': answer('report.get', async () => refuse('not-found', 'There is no such report in this case.')),
    'report.raw': answer('report.raw', async () => refuse('not-found', 'There is no such report in this case.')),
    'reports.export': always('reports.export', { name: 'rows.csv', text: '', truncated: false }),
    'row.messages': always('row.messages', { messages: [] }),
    ...(content.reportCase === undefined ? {} : reportHandlers(content.reportCase, answer)),
  };
  return {
    calls,
    made,
    emit,
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener as (body: never) => void));
      return () => set.delete(listener as (body: never) => void);
    },
    addFiles: (files) => calls['evidence.add']({ items: files.map((file) => ({ path: file.name })) }),
    addSnapshotFiles: (files) => calls['snapshot.add']({ items: files.map((file) => ({ path: file.name })) }),
    addTenantFiles: (files) => calls['tenants.add']({ items: files.map((file) => ({ path: file.name })) }),
    addOperatorFiles: (files) => calls['operators.add']({ items: files.map((file) => ({ path: file.name })) }),
    addSuffixFiles: (files) => calls['suffixes.add']({ items: files.map((file) => ({ path: file.name })) }),
    collect: (transfer) => Promise.resolve([...transfer.files]),
  };
}
