/** Gathers what has changed since it was last written, and writes it in batches a moment later: never twice at a time, and never nothing. */

export interface Changes {
  /** Ids of evidence whose line is new or another. */
  readonly changed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly references: boolean;
  readonly notes: boolean;
  readonly reports: boolean;
}

export interface WriteBehind {
  change(id: string): void;
  remove(id: string): void;
  touch(what: 'references' | 'notes' | 'reports'): void;
  /** Whether something is not written yet. */
  isPending(): boolean;
  /** Writes now what is pending. */
  flush(): Promise<void>;
  /** Forgets what is pending: the case is another one now. */
  forget(): void;
  /** Writes what is pending, and nothing that comes later. */
  end(): Promise<void>;
}

/** Milliseconds that a change waits for others. */
const delay = 400;

/** What could not be written is tried again with the next change; `onFailure` hears why. */
export function createWriteBehind(write: (changes: Changes) => Promise<void>, onFailure: (error: unknown) => void): WriteBehind {
  let changed = new Set<string>();
  let removed = new Set<string>();
  let touched = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  let isOver = false;

  const forget = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    changed = new Set();
    removed = new Set();
    touched = new Set();
  };
  const isEmpty = (): boolean => changed.size === 0 && removed.size === 0 && touched.size === 0;
  const plan = (): void => {
    if (isOver) return;
    timer ??= setTimeout(() => void flush(), delay);
  };

  async function writeOnce(): Promise<void> {
    if (isEmpty()) return;
    const [ids, gone, what] = [changed, removed, touched];
    forget();
    isWriting = true;
    try {
      const has = (part: string): boolean => what.has(part);
      await write({ changed: ids, removed: gone, references: has('references'), notes: has('notes'), reports: has('reports') });
    } catch (error) {
      for (const id of ids) if (!removed.has(id)) changed.add(id);
      for (const id of gone) removed.add(id);
      for (const part of what) touched.add(part);
      onFailure(error);
    } finally {
      isWriting = false;
    }
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(writeOnce);
    return writing;
  }

  return {
    change(id) {
      changed.add(id);
      plan();
    },
    remove(id) {
      changed.delete(id);
      removed.add(id);
      plan();
    },
    touch(what) {
      touched.add(what);
      plan();
    },
    isPending: () => isWriting || !isEmpty(),
    flush,
    forget,
    async end() {
      isOver = true;
      await flush();
    },
  };
}
