/** Adds up the rows of a campaign, tie by tie. */
import { rowClasses } from '../../../shared/facts/report.ts';
import type { ReportTotals } from '../../../shared/report-calls.ts';
import type { CampaignSums } from '../../../shared/reports/campaign-sentence.ts';
import { dayOrNull, sum } from './report-totals.ts';
import { noDay, type RowIndex } from './row-index.ts';

export interface RowSums {
  /** Rows must come in the order of their reports. */
  add(position: number, judgement: number, count: number): void;
  totals(): ReportTotals;
  sums(): CampaignSums;
  /** Numbers of messages by code, and the days on which they were counted. */
  readonly byReporter: ReadonlyMap<number, CodeSums>;
  readonly byFromDomain: ReadonlyMap<number, CodeSums>;
  readonly byDay: ReadonlyMap<number, number>;
}

export interface CodeSums {
  messages: number;
  first: number;
  last: number;
}

export function createRowSums({ reports, judgements }: RowIndex): RowSums {
  const rowsByClass = Array<number>(rowClasses.length).fill(0);
  const messagesByClass = Array<number>(rowClasses.length).fill(0);
  const byReporter = new Map<number, CodeSums>();
  const byFromDomain = new Map<number, CodeSums>();
  const byDay = new Map<number, number>();
  let reportCount = 0;
  let lastPosition = -1;
  let first = noDay;
  let last = noDay;
  const totals = (): ReportTotals => ({
    reports: reportCount,
    rows: sum(rowsByClass),
    messages: sum(messagesByClass),
    first: dayOrNull(first),
    last: dayOrNull(last),
    rowsByClass: [...rowsByClass],
    messagesByClass: [...messagesByClass],
  });
  return {
    byReporter,
    byFromDomain,
    byDay,
    add(position, judgement, count) {
      const day = reports.day[position] ?? noDay;
      const place = judgements.class[judgement] ?? 0;
      const messages = Math.max(0, count);
      if (position !== lastPosition) reportCount += 1;
      lastPosition = position;
      if (first === noDay) first = day;
      last = day;
      rowsByClass[place] = (rowsByClass[place] ?? 0) + 1;
      messagesByClass[place] = (messagesByClass[place] ?? 0) + messages;
      addTo(byReporter, reports.reporter[position] ?? 0, messages, day);
      addTo(byFromDomain, judgements.fromDomain[judgement] ?? 0, messages, day);
      if (day !== noDay) byDay.set(day, (byDay.get(day) ?? 0) + messages);
    },
    totals,
    sums() {
      const { messages, rows, reports: many, first: from } = totals();
      return { messages, rows, reports: many, reporters: byReporter.size, fromDomains: byFromDomain.size, first: from };
    },
  };
}

function addTo(sums: Map<number, CodeSums>, code: number, messages: number, day: number): void {
  const known = sums.get(code);
  if (known === undefined) {
    sums.set(code, { messages, first: day, last: day });
    return;
  }
  known.messages += messages;
  if (known.first === noDay) known.first = day;
  known.last = day;
}
