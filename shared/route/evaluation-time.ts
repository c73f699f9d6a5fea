/** The instant that the final receiver's checks stand for (product.md, principle 3: at the time of receipt). */
import type { Message } from '../facts/message.ts';
import type { Boundary, Hop } from '../facts/route.ts';
import { parseDate } from '../message/fields/date.ts';

/**
 * Takes a message with its route; gives milliseconds UTC: the time of the boundary hop, else of the nearest hop above it, else of the
 * nearest below, else of the Date field (the last two are the sender's own word, but DNS has to be asked as of some day), else null.
 */
export function evaluationTime(message: Message, hops: readonly Hop[], boundary: Boundary): number | null {
  const trusted = boundary.hop ?? hops.length;
  // A forged line below must not choose the day as long as the trusted side wrote any time at all.
  const nearest = [...hops.slice(trusted), ...hops.slice(0, trusted).toReversed()].find((hop) => hop.at !== null);
  const date = message.headers.find((field) => field.key === 'date');
  const text = nearest?.at ?? (date === undefined ? null : parseDate(date.value));
  return text === null ? null : Date.parse(text);
}
