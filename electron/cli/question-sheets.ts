/** The open DNS questions of everything in the inputs, message by message, as fast as the analyst works. */
import type { Outcome } from '../../shared/outcome.ts';
import type { QuestionSheet } from '../../shared/question-sheet.ts';
import type { Analyst } from '../engine/analyst.ts';
import { mapInOrder } from '../engine/concurrent.ts';
import type { Found, FoundReport } from '../engine/intake.ts';

export interface FoundSheet {
  readonly path: string;
  readonly outcome: Outcome<QuestionSheet>;
}

/** In the order of the inputs. What is no message among them (DNS snapshots, tenant directories, reports) is passed over. `isWanted` may leave out inputs, by path. */
export async function* collectSheets(
  inputs: AsyncIterable<Found | FoundReport>,
  analyst: Analyst,
  isWanted: (path: string) => boolean = () => true,
): AsyncGenerator<FoundSheet> {
  const found = mapInOrder(inputs, analyst.size * 4, async (input): Promise<FoundSheet | null> => {
    const { path } = input;
    if (!isWanted(path)) return null;
    if (input.kind === 'refused') return { path, outcome: { ok: false, error: input.error } };
    if (input.kind !== 'message') return null;
    return { path, outcome: await analyst.run({ kind: 'questions', path, bytes: input.bytes }, { handOver: true }) };
  });
  for await (const sheet of found) if (sheet !== null) yield sheet;
}
