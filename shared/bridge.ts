/** What the window is given to talk through, whatever the host: the preload of Electron and the HTTP client of the loopback host both have this shape. */
import type { Call, EventBody, EventName, Handlers, Reply } from './contract.ts';
import type { Outcome } from './outcome.ts';

/** The contract's calls once more: importing the contract itself would bundle all of zod into the preload and the window. A call left out does not compile. */
export const callNames = {
  'session.get': true,
  'evidence.add': true,
  'evidence.paste': true,
  'evidence.list': true,
  'evidence.remove': true,
  'evidence.clear': true,
  'evidence.open': true,
  'sample.open': true,
  'job.cancel': true,
  'analysis.get': true,
  'boundary.set': true,
  'source.read': true,
  'canonical.get': true,
  'parts.get': true,
  'part.read': true,
  'snapshot.get': true,
  'snapshot.add': true,
  'snapshot.clear': true,
  'snapshot.edit': true,
  'snapshot.export': true,
  'snapshot.report': true,
  'snapshot.baseline': true,
  'tenants.get': true,
  'tenants.add': true,
  'tenants.clear': true,
  'operators.get': true,
  'operators.add': true,
  'operators.clear': true,
  'suffixes.get': true,
  'suffixes.add': true,
  'suffixes.clear': true,
  'questions.get': true,
  'reports.totals': true,
  'reports.time-line': true,
  'reports.groups': true,
  'reports.policies': true,
  'reports.list': true,
  'reports.rows': true,
  'report.get': true,
  'report.raw': true,
  'reports.export': true,
  'campaign.get': true,
  'row.messages': true,
  'case.get': true,
  'case.list': true,
  'case.new': true,
  'case.open': true,
  'case.save': true,
  'notes.get': true,
  'note.set': true,
} as const satisfies Record<Call, true>;

/** The calls that take files: the host turns each file into a path, or into its bytes. */
export const fileCalls = [
  'evidence.add',
  'snapshot.add',
  'tenants.add',
  'operators.add',
  'suffixes.add',
] as const satisfies readonly Call[];
export type FileCall = (typeof fileCalls)[number];

export interface Bridge {
  /** One method a call, named as in the contract. Items that name a path are refused here: only `addFiles` may turn a file into a path. */
  readonly calls: Handlers;
  /** Hears an event until the function that comes back is called. */
  readonly on: <E extends EventName>(name: E, listener: (body: EventBody<E>) => void) => () => void;
  /** Adds files of a drop or a file input as evidence. In Electron a dropped folder is one of them, and the engine walks it. */
  readonly addFiles: (files: readonly File[]) => Promise<Outcome<Reply<'evidence.add'>>>;
  readonly addSnapshotFiles: (files: readonly File[]) => Promise<Outcome<Reply<'snapshot.add'>>>;
  readonly addTenantFiles: (files: readonly File[]) => Promise<Outcome<Reply<'tenants.add'>>>;
  readonly addOperatorFiles: (files: readonly File[]) => Promise<Outcome<Reply<'operators.add'>>>;
  readonly addSuffixFiles: (files: readonly File[]) => Promise<Outcome<Reply<'suffixes.add'>>>;
}

/** Where Electron's preload puts it: `window.waybill`. Missing in the loopback host, whose client is built from `fetch` and `EventSource`. */
export type WindowWithBridge = { readonly waybill?: Bridge };
