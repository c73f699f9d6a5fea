/** What a session holds besides its evidence and judges it by: DNS snapshots, tenants, operators, a public suffix list, and what the case learned. */
import type { EmitEvent, OperatorState, Request, SnapshotReport, SnapshotState, SuffixState, TenantState } from '../../shared/contract.ts';
import type { KnownTenant } from '../../shared/facts/tenant-knowledge.ts';
import { unknownOperators } from '../../shared/infrastructure/unknown-operators.ts';
import { countSuffixRules } from '../../shared/names/public-suffix-list.ts';
import { bundledListName, bundledListVersion } from '../../shared/names/public-suffix-version.ts';
import { assertNever, type Outcome } from '../../shared/outcome.ts';
import type { Analyst } from './analyst.ts';
import { createFileStore } from './file-store.ts';
import type { LessonBook } from './lesson-book.ts';
import { type ReferenceKind, referenceKinds } from './reference-kind.ts';
import type { ReportGroundsOfSession } from './report-context.ts';
import type { SavedReferences } from './saved-case.ts';
import { createSnapshotStore } from './snapshot-store.ts';

/** A case without any. */
export const noReferences: SavedReferences = { files: [], byHand: [], usesBaseline: false };

export interface References {
  /** Another text whenever files of any kind were added or taken away. */
  version(): string;
  /** Gives whether anything changed, and tells of it; the same file once more is no change. Refuses what cannot be read. */
  add(kind: ReferenceKind, name: string, bytes: Uint8Array): Promise<Outcome<boolean>>;
  /** Forgets all files of a kind. What the case learned stays: it comes from the evidence. */
  clear(kind: ReferenceKind): void;
  /** Adds or takes away a DNS answer that a person typed, and tells of it. Refuses what is no answer. */
  edit(request: Request<'snapshot.edit'>): Outcome<boolean>;
  /** Makes what the messages taught hold, and tells of it. Gives whether that changed anything. */
  publishLessons(): boolean;
  /** Whether the bundled copies answer what the snapshot does not. Gives whether that changed anything, and tells of it. */
  useBaseline(use: boolean): boolean;
  snapshot(): SnapshotState;
  /** `at` in milliseconds since the epoch, UTC; null is the newest. */
  snapshotReport(at: number | null): Promise<SnapshotReport>;
  /** All of it, to be kept in a case. */
  saved(): SavedReferences;
  /** Takes the place of all that is there. Gives the names of files that can no longer be read. */
  restore(saved: SavedReferences): Promise<readonly string[]>;
  /** What rows of reports are judged by. */
  reportGrounds(): ReportGroundsOfSession;
  /** The whole snapshot as text of the native format. Refuses what is too much for one text. */
  snapshotText(): Outcome<string>;
  tenants(): TenantState;
  operators(): OperatorState;
  suffixes(): SuffixState;
}

// Loaded when the first file comes: the public suffix list and the catalogue's schema are large, and most sessions need neither here.
const parseOperators = async (bytes: Uint8Array, name: string) => (await import('./operator-file.ts')).readOperatorFile(bytes, name);
const parseSuffixes = async (bytes: Uint8Array, name: string) => (await import('./suffix-file.ts')).readSuffixFile(bytes, name);

/** Hands every change on to the analyst, so that later tasks are judged by it. */
export function createReferences(analyst: Analyst, book: LessonBook, emit: EmitEvent): References {
  const parseTenantFile = async (bytes: Uint8Array, name: string) => {
    const [{ readTenantFile }, { shippedOperators }] = await Promise.all([
      import('./tenant-file.ts'),
      import('../../shared/infrastructure/match.ts'),
    ]);
    shipped ??= new Set(shippedOperators().map(({ id }) => id));
    return readTenantFile(bytes, name);
  };
  const stores = {
    snapshot: createSnapshotStore((snapshot) => analyst.setGrounds({ snapshot })),
    tenants: createFileStore(parseTenantFile, (files) => analyst.setGrounds({ declared: files.flatMap((file) => file.statements) })),
    operators: createFileStore(parseOperators, (files) => analyst.setGrounds({ operators: files.flatMap((file) => file.entries) })),
    // Two lists would contradict each other: the one that came last holds.
    suffixes: createFileStore(parseSuffixes, ([file = null]) => analyst.setGrounds({ suffixes: file }), { keep: 'newest' }),
  };
  let usesBaseline = false;
  /** Ids of the shipped operators, from when the first tenant directory comes. */
  let shipped: ReadonlySet<string> | null = null;
  const tenants = (): TenantState => {
    const files = stores.tenants.files();
    const own = stores.operators.files().flatMap((file) => file.entries.map((entry) => entry.id));
    const declared = files.flatMap((file) => file.statements);
    const unknown = shipped === null ? [] : unknownOperators(declared, new Set([...shipped, ...own]));
    return {
      files: files.map(({ name, statements }) => ({ name, statements: statements.length })),
      known: [...files.flatMap((file) => file.statements), ...learnedTenants(book)],
      ...(unknown.length === 0 ? {} : { unknownOperators: [...unknown] }),
    };
  };
  const operators = (): OperatorState => ({
    files: stores.operators.files().map(({ name, entries }) => ({ name, operators: entries.map((entry) => entry.id) })),
  });
  const suffixes = (): SuffixState => {
    const [file = null] = stores.suffixes.files();
    return {
      bundled: { name: bundledListName, date: bundledListVersion.date },
      file: file === null ? null : { name: file.name, date: file.date, rules: countSuffixRules(file) },
    };
  };
  const tell = (kind: ReferenceKind): void => {
    switch (kind) {
      case 'snapshot':
        emit('snapshot.changed', stores.snapshot.state());
        break;
      case 'tenants':
        emit('tenants.changed', tenants());
        break;
      case 'operators':
        emit('operators.changed', operators());
        // Statements about tenants may have waited for an operator, or have lost theirs.
        if (stores.tenants.files().length > 0) emit('tenants.changed', tenants());
        break;
      case 'suffixes':
        emit('suffixes.changed', suffixes());
        break;
      default:
        assertNever(kind);
    }
  };
  return {
    version: () => [...referenceKinds.map((kind) => stores[kind].version()), usesBaseline].join(' '),
    async add(kind, name, bytes) {
      const added = await stores[kind].add(name, bytes);
      if (added.ok && added.value) tell(kind);
      return added;
    },
    clear(kind) {
      stores[kind].clear();
      tell(kind);
    },
    edit(request) {
      const edited = stores.snapshot.edit(request);
      if (edited.ok && edited.value) tell('snapshot');
      return edited;
    },
    publishLessons() {
      if (!book.publish()) return false;
      analyst.setGrounds({ lessons: book.lessons() });
      tell('tenants');
      return true;
    },
    useBaseline(use) {
      if (use === usesBaseline) return false;
      usesBaseline = use;
      analyst.setGrounds({ baseline: use });
      tell('snapshot');
      return true;
    },
    snapshot: () => stores.snapshot.state(),
    async snapshotReport(at) {
      const { summariseBaseline } = await import('../../shared/infrastructure/baseline.ts');
      return { ...stores.snapshot.report(at), baseline: { isUsed: usesBaseline, ...summariseBaseline(at ?? Date.now()) } };
    },
    saved: () => ({
      files: referenceKinds.flatMap((kind) => stores[kind].originals().map((original) => ({ kind, ...original }))),
      byHand: stores.snapshot.state().byHand,
      usesBaseline,
    }),
    async restore(saved) {
      for (const kind of referenceKinds) stores[kind].clear();
      const unread: string[] = [];
      for (const { kind, name, bytes } of saved.files) if (!(await stores[kind].add(name, bytes)).ok) unread.push(name);
      for (const record of saved.byHand) stores.snapshot.edit({ action: 'add', record });
      if (saved.usesBaseline !== usesBaseline) {
        usesBaseline = saved.usesBaseline;
        analyst.setGrounds({ baseline: usesBaseline });
      }
      for (const kind of referenceKinds) tell(kind);
      return unread;
    },
    reportGrounds: () => ({
      declared: stores.tenants.files().flatMap((file) => file.statements),
      operators: stores.operators.files().flatMap((file) => file.entries),
      lessons: book.lessons(),
      suffixes: stores.suffixes.files()[0] ?? null,
      version: [stores.tenants.version(), stores.operators.version(), stores.suffixes.version(), book.version()].join(' '),
    }),
    snapshotText: () => stores.snapshot.text(),
    tenants,
    operators,
    suffixes,
  };
}

/** Every tenant once, with the first message that it was learned from. */
function learnedTenants(book: LessonBook): readonly KnownTenant[] {
  const tenants = new Map<string, KnownTenant>();
  for (const tenant of book.lessons().flatMap((lesson) => lesson.tenants)) {
    const key = JSON.stringify([tenant.domain, tenant.operator, tenant.kind, tenant.value]);
    if (!tenants.has(key)) tenants.set(key, tenant);
  }
  return [...tenants.values()];
}
