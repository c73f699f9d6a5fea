/** What a session holds besides its evidence and judges it by: DNS snapshots, tenant directories, operator files, and what the case learned. */
import type { EmitEvent, OperatorState, Request, SnapshotState, TenantState } from '../../shared/contract.ts';
import type { KnownTenant } from '../../shared/facts/tenant-knowledge.ts';
import { assertNever, type Outcome } from '../../shared/outcome.ts';
import type { Analyst } from './analyst.ts';
import { createFileStore } from './file-store.ts';
import type { LessonBook } from './lesson-book.ts';
import { type ReferenceKind, referenceKinds } from './reference-kind.ts';
import { createSnapshotStore } from './snapshot-store.ts';

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
  snapshot(): SnapshotState;
  /** The whole snapshot as text of the native format. Refuses what is too much for one text. */
  snapshotText(): Outcome<string>;
  tenants(): TenantState;
  operators(): OperatorState;
}

// Loaded when the first file comes: the public suffix list and the catalogue's schema are large, and most sessions need neither here.
const parseTenants = async (bytes: Uint8Array, name: string) => (await import('./tenant-file.ts')).readTenantFile(bytes, name);
const parseOperators = async (bytes: Uint8Array, name: string) => (await import('./operator-file.ts')).readOperatorFile(bytes, name);

/** Hands every change on to the analyst, so that later tasks are judged by it. */
export function createReferences(analyst: Analyst, book: LessonBook, emit: EmitEvent): References {
  const stores = {
    snapshot: createSnapshotStore((snapshot) => analyst.setGrounds({ snapshot })),
    tenants: createFileStore(parseTenants, (files) => analyst.setGrounds({ declared: files.flatMap((file) => file.statements) })),
    operators: createFileStore(parseOperators, (files) => analyst.setGrounds({ operators: files.flatMap((file) => file.entries) })),
  };
  const tenants = (): TenantState => {
    const files = stores.tenants.files();
    return {
      files: files.map(({ name, statements }) => ({ name, statements: statements.length })),
      known: [...files.flatMap((file) => file.statements), ...learnedTenants(book)],
    };
  };
  const operators = (): OperatorState => ({
    files: stores.operators.files().map(({ name, entries }) => ({ name, operators: entries.map((entry) => entry.id) })),
  });
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
        break;
      default:
        assertNever(kind);
    }
  };
  return {
    version: () => referenceKinds.map((kind) => stores[kind].version()).join(' '),
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
    snapshot: () => stores.snapshot.state(),
    snapshotText: () => stores.snapshot.text(),
    tenants,
    operators,
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
