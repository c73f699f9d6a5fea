/** Reads inputs that were given as DNS snapshots, tenant directories or operator files: files and folders of them. */
import type { Refusal } from '../../shared/outcome.ts';
import { findSources, type Input, openSource } from './intake.ts';
import { readFileWithin } from './read-file.ts';
import type { ReferenceKind } from './reference-kind.ts';
import type { References } from './references.ts';

/** Adds everything that can be read, and gives the first refusal among the others, or null. Snapshots are taken out of containers too. */
export async function readReferenceInputs(inputs: Iterable<Input>, kind: ReferenceKind, references: References): Promise<Refusal | null> {
  let first: Refusal | null = null;
  const add = async (name: string, bytes: Uint8Array): Promise<void> => {
    const added = await references.add(kind, name, bytes);
    if (!added.ok) first ??= added.error;
  };
  for await (const source of findSources(inputs)) {
    if (kind === 'snapshot') {
      for await (const found of openSource(source)) {
        if (found.kind === 'refused') first ??= found.error;
        else await add(found.path, found.bytes);
      }
    } else if (source.kind === 'refused') {
      first ??= source.error;
    } else {
      // Read as what it was given as, so that a refusal names the line that is wrong with it.
      const read = source.kind === 'bytes' ? { ok: true as const, value: source.bytes } : await readFileWithin(source.file, source.shownAs);
      if (read.ok) await add(source.shownAs, read.value);
      else first ??= read.error;
    }
  }
  return first;
}
