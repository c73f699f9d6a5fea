/** Checks that a reason's places hold what its sentence quotes. */
import type { SourceField } from '../../shared/facts/detail.ts';
import type { Reason } from '../../shared/facts/verdict.ts';

/** What a sentence can quote from the evidence: `method=result`, addresses and domain names. */
const quotable =
  /\b(?:spf|dkim|dmarc|arc)=[a-z]+|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}\b|\b(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]+\b/gi;

/**
 * Takes a reason, the evidence and its fields; gives the quoted words that no place of the reason holds (none is right),
 * and `place …` for a place that is empty or leaves its header field.
 */
export function unquotedWords(reason: Reason, bytes: Uint8Array, fields: readonly SourceField[]): readonly string[] {
  const wrong: string[] = [];
  if (reason.places.length === 0) wrong.push('no place');
  const texts = reason.places.map((place) => {
    const field = fields[place.header];
    if (field === undefined || place.start >= place.end || place.start < field.span.start || place.end > field.span.end) {
      wrong.push(`place ${place.header}:${place.start}-${place.end}`);
    }
    return Buffer.from(bytes.subarray(place.start, place.end)).toString('latin1');
  });
  const held = texts
    .join('\n')
    .replace(/\r?\n[ \t]+/g, ' ')
    .toLowerCase();
  // An include path comes from DNS, not from the message; sentences write it in parentheses with arrows.
  const quoting = reason.text.replace(/\([^()]*→[^()]*\)/g, '');
  for (const [word] of quoting.matchAll(quotable)) {
    const text = word.toLowerCase();
    // A result of our own replay is computed from the bytes, not quoted from them; nor does Received-SPF write `spf=`.
    const isResult = text.includes('=');
    const heldResult =
      held.includes(text) || (isResult && (reason.source === 'replay' || held.includes(text.slice(text.indexOf('=') + 1))));
    if (!heldResult) wrong.push(word);
  }
  return wrong;
}
