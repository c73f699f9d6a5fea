/** Finds the rows of one page among millions, and how many there are in all. */
import type { Request } from '../../../shared/contract.ts';
import { assertNever } from '../../../shared/outcome.ts';
import type { RowIndex } from './row-index.ts';
import { scanRows } from './row-scan.ts';
import type { Selection } from './row-selection.ts';
import { createSmallest, inOrder, offerAll } from './smallest.ts';

type RowSort = Request<'reports.rows'>['sort'];

/** Pages that end within this many rows are found without keeping the keys of all rows. */
const shallow = 20_000;
/** More than any number of messages in a row has (shared/reports/values.ts: 15 digits), and eight times it is still exact. */
const beyondMessages = 2 ** 50;

/**
 * Entries of `index.rows` in order: `attention` (gravest class first, then most messages), `messages` (most first), `begin` (latest
 * first), `source` (by address, none last); equals as their reports begin, then as they stand in them.
 */
export function pageOfRows(
  index: RowIndex,
  selection: Selection,
  { sort, offset, limit }: Pick<Request<'reports.rows'>, 'sort' | 'offset' | 'limit'>,
): { readonly total: number; readonly entries: readonly number[] } {
  return offset + limit <= shallow ? shallowPage(index, selection, sort, offset, limit) : deepPage(index, selection, sort, offset, limit);
}

/** Gives each wanted row of a report its key: the rows with the smallest come first. */
function fillKeys(
  { rows, judgements, reports }: RowIndex,
  sort: RowSort,
  position: number,
  hits: Uint32Array,
  count: number,
  keys: Float64Array,
): void {
  switch (sort) {
    case 'attention':
      fillByAttention(rows.judgement, judgements.class, rows.messages, hits, count, keys);
      break;
    case 'messages':
      for (let hit = 0; hit < count; hit += 1) keys[hit] = -(rows.messages[hits[hit] as number] as number);
      break;
    case 'begin':
      keys.fill(-(reports.day[position] as number), 0, count);
      break;
    case 'source':
      for (let hit = 0; hit < count; hit += 1) keys[hit] = rows.source[hits[hit] as number] as number;
      break;
    default:
      assertNever(sort);
  }
}

function fillByAttention(
  judgements: Uint32Array,
  classes: Uint8Array,
  messages: Float64Array,
  hits: Uint32Array,
  count: number,
  keys: Float64Array,
): void {
  for (let hit = 0; hit < count; hit += 1) {
    const entry = hits[hit] as number;
    keys[hit] = (classes[judgements[entry] as number] as number) * beyondMessages - (messages[entry] as number);
  }
}

function shallowPage(index: RowIndex, selection: Selection, sort: RowSort, offset: number, limit: number) {
  const first = createSmallest(offset + limit);
  let keys = new Float64Array(4_096);
  let total = 0;
  scanRows(index.rows, selection, (position, hits, count) => {
    total += count;
    if (keys.length < count) keys = new Float64Array(hits.length);
    fillKeys(index, sort, position, hits, count, keys);
    offerAll(first, keys, hits, count);
  });
  return { total, entries: inOrder(first).slice(offset) };
}

/** Somewhere far down a long list: the keys of all wanted rows are sorted as plain numbers, and those between the two ends are picked. */
function deepPage(index: RowIndex, selection: Selection, sort: RowSort, offset: number, limit: number) {
  const { entries, keys } = wantedRows(index, selection, sort);
  const total = entries.length;
  if (offset >= total) return { total, entries: [] };
  const sorted = keys.toSorted();
  const end = Math.min(offset + limit, total);
  const first = sorted[offset] as number;
  const last = sorted[end - 1] as number;
  // Many rows share a key: of those at the two ends, some belong to the pages before and behind.
  let before = offset - sorted.indexOf(first);
  let left = end - sorted.indexOf(last) - (first === last ? before : 0);
  const picked: { readonly key: number; readonly entry: number }[] = [];
  for (const [place, key] of keys.entries()) {
    if (key < first || key > last) continue;
    if (key === first && before > 0) {
      before -= 1;
      continue;
    }
    if (key === last) {
      if (left === 0) continue;
      left -= 1;
    }
    picked.push({ key, entry: entries[place] as number });
  }
  picked.sort((one, other) => one.key - other.key || one.entry - other.entry);
  return { total, entries: picked.map(({ entry }) => entry) };
}

function wantedRows(index: RowIndex, selection: Selection, sort: RowSort): { readonly entries: Uint32Array; readonly keys: Float64Array } {
  const entries = new Uint32Array(index.rows.judgement.length);
  const keys = new Float64Array(entries.length);
  let total = 0;
  scanRows(index.rows, selection, (position, hits, count) => {
    entries.set(hits.subarray(0, count), total);
    fillKeys(index, sort, position, hits, count, keys.subarray(total, total + count));
    total += count;
  });
  return { entries: entries.subarray(0, total), keys: keys.subarray(0, total) };
}

/** The position of the report that a row stands in. */
export function positionOfRow({ rows: { start } }: RowIndex, entry: number): number {
  let low = 0;
  let high = start.length - 1;
  // The last report that starts at or before the row and is not empty.
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((start[middle] as number) <= entry) low = middle;
    else high = middle;
  }
  return low;
}
