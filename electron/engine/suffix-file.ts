/** Reads a user's public suffix list: its bytes to the rules in it. */
import { parsePublicSuffixList, type SuffixRules } from '../../shared/names/public-suffix-list.ts';
import { type Outcome, refuse } from '../../shared/outcome.ts';

/** Bytes of the largest list; `parsePublicSuffixList` measures the same in characters. */
export const largestSuffixFile = 16 * 1024 * 1024;

/** Refuses what is too large and what is no public suffix list. */
export function readSuffixFile(bytes: Uint8Array, name: string): Outcome<SuffixRules> {
  if (bytes.length > largestSuffixFile) return refuse('too-large', 'The public suffix list is larger than 16 MiB.', { evidence: name });
  return parsePublicSuffixList(new TextDecoder().decode(bytes), name);
}
