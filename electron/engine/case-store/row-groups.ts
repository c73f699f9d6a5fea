/** Rows put together by operator, tenant, address, reporter or domain. */

import type { Reply, Request } from '../../../shared/contract.ts';
import type { RowGroup, RowGrouping } from '../../../shared/report-calls.ts';
import { dayOrNull, sum } from './report-totals.ts';
import { noDay, type RowIndex } from './row-index.ts';
import { scanRows, tableFor } from './row-scan.ts';
import type { Selection } from './row-selection.ts';
import {
  addToGroups,
  classCount,
  createGroupSums,
  different,
  firstAt,
  type GroupSums,
  lastAt,
  operatorAt,
  reportsAt,
  rowsAt,
  stride,
} from './row-sums.ts';
import { topOf } from './top.ts';

const columnOf = {
  operator: 'operator',
  tenant: 'tenant',
  organization: 'organization',
  'from-domain': 'fromDomain',
} as const satisfies Record<Exclude<RowGrouping, 'source' | 'reporter'>, string>;

/**
 * Sorted by `attention` (most messages of the gravest class first, then rows), `messages` (most first), `key` (ascending, none last;
 * addresses as numbers), `first` (earliest first) or `last` (latest first); equals by key.
 */
export function groupsOf(
  index: RowIndex,
  selection: Selection,
  { by, sort, offset, limit }: Pick<Request<'reports.groups'>, 'by' | 'sort' | 'offset' | 'limit'>,
  operatorName: (id: string) => string,
): Reply<'reports.groups'> {
  const texts = textsOf(index, by);
  const sums = sumsOf(index, selection, by, texts.length);
  const found: number[] = [];
  for (let group = 0; group < texts.length; group += 1) if ((sums[group * stride + rowsAt] as number) > 0) found.push(group);
  const compareKeys = by === 'source' ? (one: number, other: number) => one - other : byText(texts);
  const compare = comparators[sort];
  const ordered = topOf(found, offset + limit, (one, other) => compare(sums, one * stride, other * stride) || compareKeys(one, other));
  return { total: found.length, groups: ordered.slice(offset).map((group) => groupOf(group, texts[group] ?? null)) };

  function groupOf(group: number, key: string | null): RowGroup {
    const from = group * stride;
    const number = (place: number): number => sums[from + place] ?? 0;
    const messagesByClass = [...sums.subarray(from, from + classCount)];
    const operator = number(operatorAt);
    return {
      key,
      label: by === 'operator' && key !== null ? operatorName(key) : key,
      operator: operator === different ? null : (index.dictionaries.operator.texts[operator] ?? null),
      reports: number(reportsAt),
      rows: number(rowsAt),
      messages: sum(messagesByClass),
      messagesByClass,
      first: dayOrNull(number(firstAt)),
      last: dayOrNull(number(lastAt)),
    };
  }
}

function textsOf({ sources, dictionaries }: RowIndex, by: RowGrouping): readonly (string | null)[] {
  if (by === 'source') return sources.text;
  return dictionaries[by === 'reporter' ? 'reporter' : columnOf[by]].texts;
}

/** `stride` numbers a group (row-sums.ts). */
function sumsOf(index: RowIndex, selection: Selection, by: RowGrouping, length: number): GroupSums {
  const { day, reporter } = index.reports;
  const { class: classes, operator } = index.judgements;
  const table = by === 'source' ? index.rows : tableFor(index, selection);
  const groups = createGroupSums(length, index.messages);
  if (by === 'reporter') {
    // All rows of a report are of one reporter.
    const own = new Uint32Array(1);
    scanRows(table, selection, (position, hits, count) => {
      own[0] = reporter[position] as number;
      addToGroups(table, 'nothing', own, classes, operator, position, day[position] as number, hits, count, groups);
    });
    return groups;
  }
  const codes = by === 'source' ? index.rows.source : index.judgements[columnOf[by]];
  scanRows(table, selection, (position, hits, count) => {
    addToGroups(
      table,
      by === 'source' ? 'entry' : 'judgement',
      codes,
      classes,
      operator,
      position,
      day[position] as number,
      hits,
      count,
      groups,
    );
  });
  return groups;
}

/** Take where the numbers of two groups begin. */
const comparators: Readonly<Record<Request<'reports.groups'>['sort'], (sums: GroupSums, one: number, other: number) => number>> = {
  attention(sums, one, other) {
    for (let place = 0; place < classCount; place += 1) {
      const difference = (sums[other + place] as number) - (sums[one + place] as number);
      if (difference !== 0) return difference;
    }
    return (sums[other + rowsAt] as number) - (sums[one + rowsAt] as number);
  },
  messages: (sums, one, other) => sum(sums.subarray(other, other + classCount)) - sum(sums.subarray(one, one + classCount)),
  key: () => 0,
  first: (sums, one, other) => daysLast(sums[one + firstAt], sums[other + firstAt]),
  last: (sums, one, other) => (sums[other + lastAt] as number) - (sums[one + lastAt] as number),
};

/** Ascending; what has no day comes last. */
function daysLast(one = noDay, other = noDay): number {
  if (one === other) return 0;
  return one === noDay ? 1 : other === noDay ? -1 : one - other;
}

function byText(texts: readonly (string | null)[]): (one: number, other: number) => number {
  return (one, other) => compareTexts(texts[one] ?? null, texts[other] ?? null);
}

/** By code units; null last. */
export function compareTexts(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null) return 1;
  return other === null || one < other ? -1 : 1;
}
