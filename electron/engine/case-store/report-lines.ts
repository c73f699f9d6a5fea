/** The reports that a selection leaves, in the order in which somebody wants to see them. */
import type { Request } from '../../../shared/contract.ts';
import { rowClasses } from '../../../shared/facts/report.ts';
import { sum } from './report-totals.ts';
import { compareTexts } from './row-groups.ts';
import type { RowIndex, Table } from './row-index.ts';
import { scanRows, tableFor } from './row-scan.ts';
import type { Selection } from './row-selection.ts';
import { classCount } from './row-sums.ts';
import { topOf } from './top.ts';

const suspect = rowClasses.indexOf('cross-tenant-suspect');

/** What a report holds of the wanted rows. */
export interface ReportSums {
  readonly position: number;
  readonly rows: number;
  readonly messages: number;
  readonly suspects: number;
}

/**
 * Sorted by `attention` (most messages of the gravest class first, then most notes), `messages` (most first), `begin` (latest first),
 * `reporter` (ascending, none last) or `notes` (most first); equals with the latest begin first, then by number.
 */
export function reportLinesOf(
  index: RowIndex,
  selection: Selection,
  { sort, offset, limit }: Pick<Request<'reports.list'>, 'sort' | 'offset' | 'limit'>,
): { readonly total: number; readonly lines: readonly ReportSums[] } {
  const table = tableFor(index, selection);
  const { reports, judgements, dictionaries } = index;
  const positions = new Uint32Array(reports.length);
  const rows = new Uint32Array(reports.length);
  const suspects = new Uint32Array(reports.length);
  const byClass = scratchOf(index);
  let total = 0;
  scanRows(table, selection, (position, hits, count) => {
    positions[total] = position;
    total += 1;
    byClass.fill(0, position * classCount, (position + 1) * classCount);
    addReport(table, judgements.class, hits, count, position, byClass, rows, suspects);
  });
  const messagesOf = (position: number): number => sum(byClass.subarray(position * classCount, (position + 1) * classCount));
  const messages = Float64Array.from(sort === 'messages' ? reports.id : [], (_, position) => messagesOf(position));
  const number = (values: ArrayLike<number>, at: number): number => values[at] ?? 0;
  const comparators: Readonly<Record<typeof sort, (one: number, other: number) => number>> = {
    attention(one, other) {
      for (let place = 0; place < classCount; place += 1) {
        const difference = number(byClass, other * classCount + place) - number(byClass, one * classCount + place);
        if (difference !== 0) return difference;
      }
      return number(reports.notes, other) - number(reports.notes, one);
    },
    messages: (one, other) => number(messages, other) - number(messages, one),
    begin: () => 0,
    reporter: (one, other) => compareTexts(reporterOf(one), reporterOf(other)),
    notes: (one, other) => number(reports.notes, other) - number(reports.notes, one),
  };
  const latestFirst = (one: number, other: number): number =>
    (reports.begin[other] || 0) - (reports.begin[one] || 0) || number(reports.id, one) - number(reports.id, other);
  const compare = comparators[sort];
  const ordered = topOf(positions.subarray(0, total), offset + limit, (one, other) => compare(one, other) || latestFirst(one, other));
  return {
    total,
    lines: ordered.slice(offset).map((position) => ({
      position,
      rows: number(rows, position),
      messages: messagesOf(position),
      suspects: number(suspects, position),
    })),
  };

  function reporterOf(position: number): string | null {
    return dictionaries.reporter.texts[reports.reporter[position] ?? 0] ?? null;
  }
}

/** Messages by class of each report: too large to be made anew for each answer. What an earlier answer left in it is overwritten. */
const scratches = new WeakMap<RowIndex, Float64Array>();

function scratchOf(index: RowIndex): Float64Array {
  const known = scratches.get(index);
  if (known !== undefined) return known;
  const scratch = new Float64Array(index.reports.length * classCount);
  scratches.set(index, scratch);
  return scratch;
}

function addReport(
  table: Table,
  classes: Uint8Array,
  hits: Uint32Array,
  count: number,
  position: number,
  byClass: Float64Array,
  rows: Uint32Array,
  suspects: Uint32Array,
): void {
  const { judgement: judgements, messages: sent, rows: many } = table;
  const at = position * classCount;
  let rowSum = 0;
  let suspectSum = 0;
  for (let hit = 0; hit < count; hit += 1) {
    const entry = hits[hit] as number;
    const place = classes[judgements[entry] as number] as number;
    const number = many === null ? 1 : (many[entry] as number);
    rowSum += number;
    if (place === suspect) suspectSum += number;
    const messages = sent[entry] as number;
    if (messages > 0) byClass[at + place] = (byClass[at + place] as number) + messages;
  }
  rows[position] = rowSum;
  suspects[position] = suspectSum;
}
