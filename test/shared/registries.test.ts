/** Registries are folders: an entry is a file, its id the file's name, and a test of the same name stands on the mirrored path. */
import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { snapshotFormats } from '../../shared/dns/snapshot.ts';
import { shippedOperators } from '../../shared/infrastructure/match.ts';
import { receivedDialects } from '../../shared/message/fields/received.ts';
import { signals } from '../../shared/verdict/registry.ts';
import { root } from '../helpers/source-files.ts';

interface Registry {
  /** From the top of the repository. */
  readonly folder: string;
  /** The default export of every file in the folder, by path: nothing else may lie there. */
  readonly files: Readonly<Record<string, unknown>>;
  /** Ids as the engine walks the entries. */
  readonly ids: readonly string[];
  /** The same ids in the order that the registry promises. */
  readonly ordered: readonly string[];
}

const byId = <Entry extends { readonly id: string }>(one: Entry, other: Entry): number => (one.id < other.id ? -1 : 1);
const idsOf = (entries: readonly { readonly id: string }[]): readonly string[] => entries.map((entry) => entry.id);

const registries: readonly Registry[] = [
  {
    folder: 'shared/verdict/signals',
    files: import.meta.glob('../../shared/verdict/signals/*', { eager: true, import: 'default' }),
    ids: idsOf(signals),
    ordered: idsOf(signals.toSorted(byId)),
  },
  {
    folder: 'shared/infrastructure/operators',
    files: import.meta.glob('../../shared/infrastructure/operators/*', { eager: true, import: 'default' }),
    ids: idsOf(shippedOperators()),
    ordered: idsOf(shippedOperators().toSorted(byId)),
  },
  {
    // The first that recognises a line reads it, so the most specific is asked first; equals go by id.
    folder: 'shared/message/fields/received/dialects',
    files: import.meta.glob('../../shared/message/fields/received/dialects/*', { eager: true, import: 'default' }),
    ids: idsOf(receivedDialects),
    ordered: idsOf(receivedDialects.toSorted((one, other) => other.specificity - one.specificity || byId(one, other))),
  },
  {
    folder: 'shared/dns/formats',
    files: import.meta.glob('../../shared/dns/formats/*', { eager: true, import: 'default' }),
    ids: idsOf(snapshotFormats),
    ordered: idsOf(snapshotFormats.toSorted(byId)),
  },
];

describe.each(registries)('$folder', ({ folder, files, ids, ordered }) => {
  const names = Object.entries(files).map(([path, entry]) => ({
    file: basename(path, extname(path)),
    id: typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : null,
  }));

  it('holds entries only, each named after its id', () => {
    expect(names.filter(({ file, id }) => file !== id)).toEqual([]);
    expect(names.length).toBeGreaterThan(0);
  });

  it('is found whole by the registry, each entry once', () => {
    expect([...ids].sort()).toEqual(names.map(({ file }) => file).sort());
  });

  it('is walked in an order that never depends on the file system', () => {
    expect(ids).toEqual(ordered);
  });

  it('has a test of the same name for each entry', () => {
    const untested = ids.filter((id) => !existsSync(`${root}test/${folder}/${id}.test.ts`));
    expect(untested.map((id) => `${folder}/${id}: write test/${folder}/${id}.test.ts.`)).toEqual([]);
  });
});
