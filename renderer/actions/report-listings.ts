/** Loads the long lists of the reports workspace by pages: those that are on screen, and no more than can be looked at. */
import type { Outcome } from '../../shared/outcome.ts';
import { groupingOf } from '../report-selectors.ts';
import { type Listing, openFilter, pageSize, type ReportsState } from '../report-state.ts';
import { update, useWaybill } from '../store.ts';
import { theClient } from './current-client.ts';
import { inTurn } from './in-turn.ts';

export type ListingName = 'groups' | 'lines' | 'rows' | 'reportRows';

interface Page {
  readonly total: number;
  readonly items: readonly unknown[];
}

/** What a listing is the answer to: `key` names the question, `page` asks for one page of it. */
interface Question {
  readonly key: string;
  readonly page: (page: number) => Promise<Outcome<Page>>;
}

const theReports = (): ReportsState => useWaybill.getState().reports;

async function asPage<T>(reply: Promise<Outcome<T>>, take: (value: T) => Page): Promise<Outcome<Page>> {
  const outcome = await reply;
  return outcome.ok ? { ok: true, value: take(outcome.value) } : outcome;
}

/** The question that the state asks for this listing; null while there is none. */
function questionOf(name: ListingName): Question | null {
  const reports = theReports();
  const { calls } = theClient();
  const at = (page: number) => ({ offset: page * pageSize, limit: pageSize });
  const key = (...parts: readonly unknown[]): string => JSON.stringify(parts);
  switch (name) {
    case 'groups': {
      const by = groupingOf(reports);
      if (by === null) return null;
      const { filter, groupSort: sort } = reports;
      return {
        key: key(by, sort, filter),
        page: (page) =>
          asPage(calls['reports.groups']({ by, filter, sort, ...at(page) }), ({ total, groups }) => ({ total, items: groups })),
      };
    }
    case 'lines': {
      const { filter, listSort: sort } = reports;
      return {
        key: key(sort, filter),
        page: (page) =>
          asPage(calls['reports.list']({ filter, sort, ...at(page) }), (value) => ({ total: value.total, items: value.reports })),
      };
    }
    case 'rows': {
      const { filter, rowSort: sort } = reports;
      return {
        key: key(sort, filter),
        page: (page) => asPage(calls['reports.rows']({ filter, sort, ...at(page) }), ({ total, rows }) => ({ total, items: rows })),
      };
    }
    case 'reportRows': {
      if (reports.selection?.kind !== 'report') return null;
      const filter = { ...openFilter, reports: [reports.selection.report] };
      return {
        key: key(filter.reports),
        page: (page) =>
          asPage(calls['reports.rows']({ filter, sort: 'attention', ...at(page) }), ({ total, rows }) => ({ total, items: rows })),
      };
    }
  }
}

function change(name: ListingName, to: (listing: Listing<unknown>) => Listing<unknown>): void {
  update(({ reports }) => ({ reports: { ...reports, [name]: to(reports[name]) } }));
}

/** The pages that the view of a listing looks at. */
const wanted = new Map<ListingName, readonly number[]>();
const mostPages = 40;

/** Asks for the listing anew. Pages of another question are replaced by the first of this one; of the same question, by those looked at. */
export function refreshListing(name: ListingName): void {
  const question = questionOf(name);
  if (question === null) return;
  const isSame = theReports()[name].key === question.key;
  const numbers = isSame ? (wanted.get(name) ?? [0]) : [0];
  inTurn(name, {
    call: () => Promise.all((numbers.length === 0 ? [0] : numbers).map(async (number) => [number, await question.page(number)] as const)),
    late: () => change(name, (listing) => ({ ...listing, isLate: true })),
    keep: (replies) => {
      const pages = new Map<number, readonly unknown[]>();
      let total = 0;
      for (const [number, outcome] of replies) {
        if (!outcome.ok) {
          change(name, () => ({ key: question.key, total: null, pages: new Map(), error: outcome.error, isLate: false }));
          return;
        }
        total = outcome.value.total;
        pages.set(number, outcome.value.items);
      }
      if (!isSame) wanted.delete(name);
      change(name, () => ({ key: question.key, total, pages, error: null, isLate: false }));
    },
  });
}

/** The view shows these positions of the listing: their pages are fetched where they are not at hand. */
export function needPositions(name: ListingName, first: number, end: number): void {
  const question = questionOf(name);
  if (question === null || theReports()[name].key !== question.key || end <= first) return;
  const from = Math.floor(first / pageSize);
  const numbers = Array.from({ length: Math.floor((end - 1) / pageSize) - from + 1 }, (_each, index) => from + index);
  wanted.set(name, numbers);
  const missing = numbers.filter((number) => !theReports()[name].pages.has(number));
  if (missing.length === 0) return;
  inTurn(`${name} pages`, {
    call: () => Promise.all(missing.map(async (number) => [number, await question.page(number)] as const)),
    late: () => {},
    keep: (replies) =>
      change(name, (listing) => {
        if (listing.key !== question.key) return listing;
        const pages = new Map(listing.pages);
        for (const [number, outcome] of replies) if (outcome.ok) pages.set(number, outcome.value.items);
        for (const old of pages.keys()) if (pages.size > mostPages && !numbers.includes(old)) pages.delete(old);
        return { ...listing, pages };
      }),
  });
}
