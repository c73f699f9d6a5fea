/** The option `--baseline`: reckon with the bundled copies of operators' SPF records where the snapshot says nothing. */
import type { BundledCopy } from '../../shared/facts/authentication.ts';
import { baselineDate } from '../../shared/infrastructure/baseline.ts';
import { describeCopy } from '../../shared/infrastructure/bundled-copies.ts';
import { printable } from '../../shared/text/printable.ts';
import type { CliIo } from './io.ts';

/** For `defineVerb`. */
export const baselineOptions = { baseline: { type: 'boolean' } } as const;

/** Its lines in a verb's help; `width` is where the words begin. */
export function baselineHelp(width: number): string {
  const words = [
    'let bundled, dated copies of operators’ SPF records answer what the snapshot',
    'does not: any answer of a FILE wins, and results name the copies that they',
    'rest on. Off by default: "unknown" is a result, and a copy of another day is',
    'not what DNS said on the day',
  ];
  return words.map((line, index) => `${(index === 0 ? '  --baseline' : '').padEnd(width)}${line}`).join('\n');
}

/** Says on standard error which copies a result rests on. `isAtATime` where the result is as of a time that was named: only then a copy can be old. */
export async function reportCopies(copies: readonly BundledCopy[], isAtATime: boolean, io: CliIo): Promise<void> {
  for (const copy of copies) {
    const described = describeCopy({ ...copy, isStale: isAtATime && copy.isStale });
    await io.stderr.write(`waybill: a bundled copy (compared ${baselineDate()}) stands in for ${printable(described)}.\n`);
  }
}
