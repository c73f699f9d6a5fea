/** PowerMTA: `from HELO (IP) by HOST (PowerMTA(TM) v3.5r15) id … for <…>; date (envelope-from <…>)`. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';
import type { ReceivedLine } from '../line.ts';

export default defineReceivedDialect({
  id: 'powermta',
  basis: 'Observed: PowerMTA 3 to 5; without the product comment it is told by the envelope-from behind the date and a 12-letter id',
  specificity: 2,
  recognize: (line) => hasOwnComment(line, 'powermta') || hasShape(line),
  read: () => ({}),
});

function hasShape(line: ReceivedLine): boolean {
  return (
    line.clauses.with === undefined &&
    /^h[0-9a-z]{10,13}$/.test(line.clauses.id?.words[0] ?? '') &&
    (line.comments.at(-1)?.startsWith('envelope-from') ?? false)
  );
}
