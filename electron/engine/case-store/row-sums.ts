/**
 * Adds up the wanted rows of one report. These are the innermost loops of all answers: plain functions over plain columns, because the
 * compiler keeps their arguments in registers, and would read them anew for each row if they were variables of an outer function.
 */
import { rowClasses } from '../../../shared/facts/report.ts';
import { noDay, type Table } from './row-index.ts';

export const classCount = rowClasses.length;

/** Rows and messages by judgement: all that rows with the same one have in common is then looked up once. */
export function addByJudgement(table: Table, hits: Uint32Array, count: number, rows: Float64Array, messages: Float64Array): void {
  addEntries(table.judgement, table.messages, table.rows, hits, count, rows, messages);
}

function addEntries(
  judgements: Uint32Array,
  sent: Float64Array,
  many: Uint32Array | null,
  hits: Uint32Array,
  count: number,
  rows: Float64Array,
  messages: Float64Array,
): void {
  for (let hit = 0; hit < count; hit += 1) {
    const entry = hits[hit] as number;
    const judgement = judgements[entry] as number;
    rows[judgement] = (rows[judgement] as number) + (many === null ? 1 : (many[entry] as number));
    const number = sent[entry] as number;
    if (number > 0) messages[judgement] = (messages[judgement] as number) + number;
  }
}

/** Messages by class, from `messages[at]` on, and rows by class from `rows[0]` on. */
export function addByClass(
  table: Table,
  classes: Uint8Array,
  hits: Uint32Array,
  count: number,
  messages: Float64Array,
  at: number,
  rows: Float64Array,
): void {
  addClasses(table.judgement, table.messages, table.rows, classes, hits, count, messages, at, rows);
}

function addClasses(
  judgements: Uint32Array,
  sent: Float64Array,
  many: Uint32Array | null,
  classes: Uint8Array,
  hits: Uint32Array,
  count: number,
  messages: Float64Array,
  at: number,
  rows: Float64Array,
): void {
  for (let hit = 0; hit < count; hit += 1) {
    const entry = hits[hit] as number;
    const place = classes[judgements[entry] as number] as number;
    rows[place] = (rows[place] as number) + (many === null ? 1 : (many[entry] as number));
    const number = sent[entry] as number;
    if (number > 0) messages[at + place] = (messages[at + place] as number) + number;
  }
}

export function sumMessages(sent: Float64Array, hits: Uint32Array, count: number): number {
  let sum = 0;
  for (let hit = 0; hit < count; hit += 1) {
    const number = sent[hits[hit] as number] as number;
    if (number > 0) sum += number;
  }
  return sum;
}

/**
 * What was found out of a group so far lies together, `stride` numbers a group: a row then touches one place in memory. Of four octets each
 * where no sum can be larger, because half the memory is half the time: all else that is kept of a group fits.
 */
export type GroupSums = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
export const stride = 16;
const largestSmall = 2 ** 31 - 1;

export function createGroupSums(groups: number, messages: number): GroupSums {
  return messages <= largestSmall ? new Int32Array(groups * stride) : new Float64Array(groups * stride);
}

/** Places after the messages by class. */
export const rowsAt = 8;
export const reportsAt = 9;
export const firstAt = 10;
export const lastAt = 11;
export const operatorAt = 12;
const lastReportAt = 13;
/** Instead of the code of an operator: the rows of the group have no one in common. */
export const different = -1;

/**
 * `codes` leads from an entry (`by` is that) or a judgement to its group; where all are in one, it stands at 0. `operators` is by judgement.
 */
export function addToGroups(
  table: Table,
  by: 'entry' | 'judgement' | 'nothing',
  codes: Uint32Array,
  classes: Uint8Array,
  operators: Uint32Array,
  position: number,
  day: number,
  hits: Uint32Array,
  count: number,
  groups: GroupSums,
): void {
  addEach(
    table.judgement,
    table.messages,
    table.rows,
    by === 'entry' ? -1 : 0,
    by === 'judgement' ? -1 : 0,
    codes,
    classes,
    operators,
    position,
    day,
    hits,
    count,
    groups,
  );
}

function addEach(
  judgements: Uint32Array,
  sent: Float64Array,
  many: Uint32Array | null,
  entryMask: number,
  judgementMask: number,
  codes: Uint32Array,
  classes: Uint8Array,
  operators: Uint32Array,
  position: number,
  day: number,
  hits: Uint32Array,
  count: number,
  groups: GroupSums,
): void {
  for (let hit = 0; hit < count; hit += 1) {
    const entry = hits[hit] as number;
    const judgement = judgements[entry] as number;
    const group = (codes[(entry & entryMask) | (judgement & judgementMask)] as number) * stride;
    const operator = operators[judgement] as number;
    if ((groups[group + rowsAt] as number) === 0) {
      groups[group + firstAt] = day;
      groups[group + operatorAt] = operator;
      groups[group + lastReportAt] = -1;
    } else if ((groups[group + operatorAt] as number) !== operator) groups[group + operatorAt] = different;
    if ((groups[group + lastReportAt] as number) !== position) {
      groups[group + lastReportAt] = position;
      groups[group + reportsAt] = (groups[group + reportsAt] as number) + 1;
      // Reports come in the order of their days; those without one come first.
      if ((groups[group + firstAt] as number) === noDay) groups[group + firstAt] = day;
      groups[group + lastAt] = day;
    }
    groups[group + rowsAt] = (groups[group + rowsAt] as number) + (many === null ? 1 : (many[entry] as number));
    const number = sent[entry] as number;
    const place = group + (classes[judgement] as number);
    if (number > 0) groups[place] = (groups[place] as number) + number;
  }
}
