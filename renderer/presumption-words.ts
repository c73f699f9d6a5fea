/** A presumed shared pool in words: that it is a dated presumption, and no result. */
import type { SpfCheck } from '../shared/facts/authentication.ts';
import type { Detail } from '../shared/facts/detail.ts';
import { operatorName } from './selectors.ts';
import { formatDay } from './text.ts';

type Presumed = NonNullable<SpfCheck['presumed']>;

function dateWords({ seen, isStale }: Presumed): string {
  if (seen === null) return 'of unknown date';
  return `last seen on ${formatDay(`${seen.slice(0, 10)}T00:00:00Z`)}${isStale ? ', more than a year before this handoff' : ''}`;
}

/** Two sentences, for the panel and the drawing in words. */
export function presumptionText(detail: Detail, presumed: Presumed): string {
  const name = operatorName(detail, presumed.operator) ?? presumed.operator;
  const by = presumed.mechanism === null ? '' : ` (${presumed.mechanism})`;
  return `Presumed, not a result: by Waybill’s own copies of the records, ${dateWords(presumed)}, this address would pass through the shared pool of ${name}${by}. The snapshot itself lacks these records, and no verdict rests on them.`;
}

/** `Feb 2025`; empty where the date is not known. */
function monthOf({ seen }: Presumed): string {
  return seen === null ? '' : formatDay(`${seen.slice(0, 10)}T00:00:00Z`).replace(/^\d+ /, '');
}

/** For a cell of a table. */
export function presumptionNote(detail: Detail, presumed: Presumed): string {
  const month = monthOf(presumed);
  return `presumed, not a result: ${operatorName(detail, presumed.operator) ?? presumed.operator} (copy of ${month === '' ? 'unknown date' : month})`;
}

/** For the card beside a gate, where there is little room and the result stands above it. */
export function presumptionLabel(detail: Detail, presumed: Presumed): string {
  const month = monthOf(presumed);
  return `presumed, ${month === '' ? 'undated' : month} copy: ${operatorName(detail, presumed.operator) ?? presumed.operator}`;
}
