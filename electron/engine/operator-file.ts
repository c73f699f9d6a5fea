/** Reads a user's operator file: its bytes to the catalogue entries in it. */
import { type OperatorEntry, parseOperatorFile } from '../../shared/infrastructure/operator.ts';
import { type Outcome, succeed } from '../../shared/outcome.ts';

export interface OperatorFile {
  readonly name: string;
  readonly entries: readonly OperatorEntry[];
}

/** Bytes of the largest operator file; `parseOperatorFile` measures the same in characters. */
export const largestOperatorFile = 4 * 1024 * 1024;

/** Refuses what is too large, no JSON, or no entry of the catalogue's schema. */
export function readOperatorFile(bytes: Uint8Array, name: string): Outcome<OperatorFile> {
  const entries = parseOperatorFile(new TextDecoder().decode(bytes.subarray(0, largestOperatorFile + 1)));
  return entries.ok ? succeed({ name, entries: entries.value }) : { ok: false, error: { ...entries.error, evidence: name } };
}
