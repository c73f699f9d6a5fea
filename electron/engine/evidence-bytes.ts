/** Keeps the original bytes of the evidence: the latest in memory, the others where they came from, re-read and compared on demand. */
import { createHash } from 'node:crypto';
import { unpack } from '../../shared/intake/unpack.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { enclosedName } from '../../shared/reports/enclosed-name.ts';
import { createLru } from './lru.ts';
import { ownBuffer, readFileWithin } from './read-file.ts';

/** The file that holds the bytes, by itself or as a container, and the path it is shown as. */
export interface Origin {
  readonly file: string;
  readonly shownAs: string;
}

/** What the bytes of one piece of evidence must be, and where they can be read again; null for what was uploaded or pasted. */
export interface Identity {
  readonly path: string;
  readonly sha256: string;
  readonly origin: Origin | null;
}

export interface EvidenceBytes {
  /** Refuses with `too-large` what was uploaded or pasted and finds no room beside the others. */
  keep(id: string, bytes: Uint8Array, identity: Identity): Outcome<null>;
  /** Refuses with `unknown-evidence`; where it must be read again, also with `not-found`, and `not-readable` once the file has changed. */
  read(id: string): Promise<Outcome<Uint8Array>>;
  /** Knows evidence of a saved case, whose bytes are `kept` there or lie where they came from. What is at neither place is refused as `not-kept`. */
  restore(id: string, identity: Identity, kept: () => Promise<Uint8Array | null>): void;
  identityOf(id: string): Identity | null;
  drop(id: string): void;
  clear(): void;
}

/** Memory for bytes that could be read again from their file. */
const memoryLimit = 256 * 1024 * 1024;
/** Memory for bytes that exist nowhere else: what was uploaded and pasted stays in it until it is removed. */
const pinnedLimit = 1024 * 1024 * 1024;

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function createEvidenceBytes(limit = memoryLimit, mostPinned = pinnedLimit): EvidenceBytes {
  const recent = createLru<Uint8Array>(limit);
  const identities = new Map<string, Identity>();
  const restored = new Map<string, () => Promise<Uint8Array | null>>();
  /** Uploaded and pasted bytes exist nowhere else. */
  const pinned = new Map<string, Uint8Array>();
  let pinnedBytes = 0;
  const unpin = (id: string): void => {
    pinnedBytes -= pinned.get(id)?.length ?? 0;
    pinned.delete(id);
  };

  return {
    keep(id, bytes, identity) {
      if (identity.origin === null && pinnedBytes - (pinned.get(id)?.length ?? 0) + bytes.length > mostPinned) {
        return refuse(
          'too-large',
          `Uploaded and pasted messages may take ${Math.floor(mostPinned / (1024 * 1024))} MiB of memory together, and this one no longer fits in. Remove some of them, or start Waybill with the path of their folder.`,
          { evidence: identity.path },
        );
      }
      identities.set(id, identity);
      const owned = ownBuffer(bytes);
      unpin(id);
      if (identity.origin === null) {
        pinned.set(id, owned);
        pinnedBytes += owned.length;
      } else {
        recent.set(id, owned, owned.length);
      }
      return succeed(null);
    },
    async read(id) {
      const held = pinned.get(id) ?? recent.get(id);
      if (held !== undefined) return succeed(held);
      const identity = identities.get(id);
      const kept = restored.get(id);
      if (identity !== undefined && kept !== undefined) {
        const bytes = await readRestored(identity, kept);
        if (bytes.ok) recent.set(id, bytes.value, bytes.value.length);
        return bytes;
      }
      if (identity === undefined || identity.origin === null) return refuse('unknown-evidence', 'There is no such evidence in this case.');
      const again = await readAgain(identity, identity.origin);
      if (again.ok) recent.set(id, again.value, again.value.length);
      return again;
    },
    restore(id, identity, kept) {
      identities.set(id, identity);
      restored.set(id, kept);
    },
    identityOf: (id) => identities.get(id) ?? null,
    drop(id) {
      identities.delete(id);
      restored.delete(id);
      unpin(id);
      recent.delete(id);
    },
    clear() {
      identities.clear();
      restored.clear();
      pinned.clear();
      pinnedBytes = 0;
      recent.clear();
    },
  };
}

async function readRestored(identity: Identity, kept: () => Promise<Uint8Array | null>): Promise<Outcome<Uint8Array>> {
  const { path, sha256, origin } = identity;
  const held = await kept();
  if (held !== null && sha256Of(held) === sha256) return succeed(ownBuffer(held));
  const again = origin === null ? null : await readAgain(identity, origin);
  if (again?.ok === true) return again;
  return refuse('not-kept', `Its bytes are not in the case, and at ${path} there is nothing any more with the SHA-256 ${sha256}.`, {
    evidence: path,
  });
}

/** MIME decoding is a third of all code, and few messages come in failure reports. */
async function readEnclosed(mail: Uint8Array): Promise<Uint8Array | null> {
  const { readEnclosedMessage } = await import('../../shared/reports/enclosed-message.ts');
  return await readEnclosedMessage(mail);
}

async function readAgain({ path, sha256 }: Identity, { file, shownAs }: Origin): Promise<Outcome<Uint8Array>> {
  const whole = await readFileWithin(file, shownAs);
  if (!whole.ok) return whole;
  for (const item of unpack(shownAs, whole.value)) {
    if (item.kind === 'refusal') continue;
    const isEnclosed = item.kind === 'message' && path === `${item.path}!${enclosedName}`;
    const bytes = isEnclosed ? await readEnclosed(item.bytes) : item.path === path ? item.bytes : null;
    if (bytes !== null && sha256Of(bytes) === sha256) return succeed(ownBuffer(bytes));
  }
  return refuse('not-readable', 'The file has changed since it was added.', { evidence: path });
}
