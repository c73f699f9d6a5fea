/** One pass over the rows that a selection wants. Everything that the window asks of many rows is such a pass. */
import { noJudgement, type RowIndex, type Table } from './row-index.ts';
import type { Selection } from './row-selection.ts';

/**
 * Told for each report that is wanted: its position, and where its wanted entries stand in the table (the first `count` of `hits`, in order).
 * Reports without wanted rows are told of with none where the filter asks of reports only. `hits` is used again.
 */
export type Visit = (position: number, hits: Uint32Array, count: number) => void;

/** Rows put together where nothing asks for an address: far fewer of them. */
export function tableFor({ rows, cells }: RowIndex, selection: Selection): Table {
  return selection.source === null && (selection.text === null || selection.text.source === null) ? cells : rows;
}

export function scanRows(table: Table, selection: Selection, visit: Visit): void {
  const { from, to, report, narrowsRows, text, source } = selection;
  const isOnlyInJudgement = text !== null && text.source === null;
  const byText = isOnlyInJudgement ? both(selection.judgement, text.judgement) : selection.judgement;
  let hits = new Uint32Array(4_096);
  for (let position = from; position < to; position += 1) {
    if (report !== null && report[position] !== 1) continue;
    const start = table.start[position] as number;
    const end = table.start[position + 1] as number;
    if (end - start > hits.length) hits = new Uint32Array(Math.max(end - start, hits.length * 2));
    const isTextInReport = text !== null && text.report[position] === 1;
    const isSimple = table.source === null || (source === null && (text === null || isTextInReport || isOnlyInJudgement));
    const count = isSimple
      ? collect(table.judgement, isTextInReport ? selection.judgement : byText, start, end, hits)
      : collectByAddress(table.judgement, table.source, selection, start, end, isTextInReport, hits);
    if (count > 0 || (!narrowsRows && (text === null || isTextInReport))) visit(position, hits, count);
  }
}

function both(one: Uint8Array | null, other: Uint8Array): Uint8Array {
  return one === null ? other : other.map((flag, place) => flag & (one[place] as number));
}

// The two are kept apart and free of calls: this is where the time goes.

function collect(judgements: Uint32Array, wanted: Uint8Array | null, start: number, end: number, hits: Uint32Array): number {
  let count = 0;
  for (let entry = start; entry < end; entry += 1) {
    const judgement = judgements[entry] as number;
    if (wanted === null ? judgement === noJudgement : wanted[judgement] !== 1) continue;
    hits[count] = entry;
    count += 1;
  }
  return count;
}

function collectByAddress(
  judgements: Uint32Array,
  sources: Uint32Array,
  selection: Selection,
  start: number,
  end: number,
  isTextInReport: boolean,
  hits: Uint32Array,
): number {
  const { judgement: wanted, source: wantedSource } = selection;
  const text = isTextInReport ? null : selection.text;
  let count = 0;
  for (let entry = start; entry < end; entry += 1) {
    const judgement = judgements[entry] as number;
    if (wanted === null ? judgement === noJudgement : wanted[judgement] !== 1) continue;
    const source = sources[entry] as number;
    if (wantedSource !== null && wantedSource[source] !== 1) continue;
    if (text !== null && text.judgement[judgement] !== 1 && (text.source === null || text.source[source] !== 1)) continue;
    hits[count] = entry;
    count += 1;
  }
  return count;
}
