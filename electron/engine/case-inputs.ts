/** Tells cases among the inputs of an intake: they are opened, not read. */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { isCase } from '../../shared/intake/sniff.ts';
import { caseEnding } from './case-folder.ts';
import type { Input, Source } from './intake.ts';

export type CaseSource = Exclude<Source, { kind: 'refused' }>;

/** With more inputs than this, only those are looked into whose name says that they are cases. */
const fewInputs = 50;
const headSize = 16;

/** `isOpen` knows the case that is open already: reading its file, and closing it, would give up the lock that keeps others out of it. */
export async function splitCases(
  inputs: readonly Input[],
  isOpen: (file: string) => Promise<boolean>,
): Promise<{ readonly cases: readonly CaseSource[]; readonly others: readonly Input[] }> {
  const cases: CaseSource[] = [];
  const others: Input[] = [];
  for (const input of inputs) {
    if ('bytes' in input) {
      if (isCase(input.bytes)) cases.push({ kind: 'bytes', bytes: input.bytes, shownAs: input.name });
      else others.push(input);
      continue;
    }
    const isLookedInto = inputs.length <= fewInputs || extname(input.path) === caseEnding;
    if (isLookedInto && ((await isOpen(input.path)) || (await isCaseFile(input.path)))) {
      cases.push({ kind: 'file', file: input.path, shownAs: input.shownAs ?? input.path });
    } else others.push(input);
  }
  return { cases, others };
}

/** False for folders, for what is no plain file, and for what cannot be read: then reading it says why. */
export async function isCaseFile(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'r');
    try {
      if (!(await handle.stat()).isFile()) return false;
      const head = Buffer.alloc(headSize);
      await handle.read(head, 0, headSize, 0);
      return isCase(head);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
