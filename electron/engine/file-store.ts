/** Files of one kind that belong to a session besides its evidence, each read once: DNS snapshots, tenant directories, operator files, a public suffix list. */
import { type Outcome, succeed } from '../../shared/outcome.ts';
import { sha256Of } from './evidence-bytes.ts';
import { ownBuffer } from './read-file.ts';

export interface FileStore<T> {
  /** Grows with every change. */
  version(): number;
  /** Gives whether anything changed: the same file once more is no change. Refuses what cannot be read. */
  add(name: string, bytes: Uint8Array): Promise<Outcome<boolean>>;
  clear(): void;
  /** In the order in which they were added. */
  files(): readonly T[];
  /** The same files as they came. */
  originals(): readonly OriginalFile[];
}

export interface OriginalFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * `onChange` is handed all files whenever they change. `parse` may load the code that it needs when the first file comes. `keep: 'newest'` is for
 * files of which only one can hold: each takes the place of the one before.
 */
export function createFileStore<T>(
  parse: (bytes: Uint8Array, name: string) => Outcome<T> | Promise<Outcome<T>>,
  onChange: (files: readonly T[]) => void,
  { keep = 'all' }: { readonly keep?: 'all' | 'newest' } = {},
): FileStore<T> {
  const files = new Map<string, { readonly file: T; readonly original: OriginalFile }>();
  let version = 0;
  const changed = (): void => {
    version += 1;
    onChange([...files.values()].map(({ file }) => file));
  };
  return {
    version: () => version,
    async add(name, bytes) {
      const key = sha256Of(bytes);
      if (files.has(key)) return succeed(false);
      const parsed = await parse(bytes, name);
      if (!parsed.ok) return parsed;
      // The same file may have come twice at a time.
      if (files.has(key)) return succeed(false);
      if (keep === 'newest') files.clear();
      files.set(key, { file: parsed.value, original: { name, bytes: ownBuffer(bytes) } });
      changed();
      return succeed(true);
    },
    clear() {
      if (files.size === 0) return;
      files.clear();
      changed();
    },
    files: () => [...files.values()].map(({ file }) => file),
    originals: () => [...files.values()].map(({ original }) => original),
  };
}
