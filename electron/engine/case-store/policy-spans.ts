/** What domains published over time, as the reports of a selection saw it. */
import type { ReportPolicy } from '../../../shared/facts/report.ts';
import type { PolicySpan } from '../../../shared/report-calls.ts';
import type { Database } from './database.ts';
import { createDictionary } from './dictionary.ts';
import { numbered } from './numbered.ts';
import { dayOrNull } from './report-totals.ts';
import { compareTexts } from './row-groups.ts';
import { noDay, type RowIndex } from './row-index.ts';
import { scanRows, tableFor } from './row-scan.ts';
import type { Selection } from './row-selection.ts';
import { sumMessages } from './row-sums.ts';

export type Published = Pick<ReportPolicy, 'domain' | 'p' | 'sp' | 'np' | 'adkim' | 'aspf' | 'pct' | 'testing'>;

/** The policy of each report by its position: its place in `policies`, 0 for a report that has none. */
export interface PolicyColumns {
  readonly policies: readonly (Published | null)[];
  readonly of: Uint32Array;
}

const policyTexts = "(SELECT id, json_extract_string(head, '$.policy') AS policy FROM report)";

/** Some hundred policies stand in all heads: each text is read once. */
export async function loadPolicies(database: Database, { reports }: RowIndex): Promise<PolicyColumns> {
  const distinct = createDictionary();
  const policies: (Published | null)[] = [null];
  const places: number[] = [];
  for await (const rows of database.stream(`SELECT * FROM ${numbered('policy', policyTexts)}`)) {
    for (const { policy, number } of rows) {
      // Texts that only differ in what is not shown (fo, discovery method) are one policy.
      const published = policy === null || policy === undefined ? null : publishedOf(JSON.parse(String(policy)) as ReportPolicy);
      const place = distinct.add(published === null ? null : JSON.stringify(published));
      policies[place] = published;
      places[Number(number)] = place;
    }
  }
  const of = new Uint32Array(reports.length);
  const sql = `SELECT p.id, n.number FROM ${policyTexts} p JOIN ${numbered('policy', policyTexts)} n ON n.policy IS NOT DISTINCT FROM p.policy`;
  for await (const [ids = [], numbers = []] of database.numbers(sql)) {
    for (let row = 0; row < ids.length; row += 1) {
      const position = reports.positionOf(ids[row] as number);
      if (position >= 0) of[position] = places[numbers[row] as number] ?? 0;
    }
  }
  return { policies, of };
}

function publishedOf({ domain, p, sp, np, adkim, aspf, pct, testing }: ReportPolicy): Published {
  return { domain, p, sp, np, adkim, aspf, pct, testing };
}

interface Run {
  readonly policy: number;
  readonly reporter: number;
  readonly first: number;
  last: number;
  reports: number;
  messages: number;
}

/**
 * By domain, then by time. What one receiver still or already sees while others see something else makes spans that overlap. A span ends
 * where every receiver that saw it sees another policy of the domain, or where another begins before it is seen again.
 */
export function policySpansOf(index: RowIndex, { policies, of }: PolicyColumns, selection: Selection): readonly PolicySpan[] {
  const runs = runsOf(index, of, selection, policies);
  const spans = joinRuns(runs, policies);
  return spans
    .sort(
      (one, other) =>
        compareTexts(domainOf(one.policy), domainOf(other.policy)) ||
        one.first - other.first ||
        one.last - other.last ||
        one.policy - other.policy,
    )
    .map(({ policy, first, last, reports, messages }) => ({
      ...(policies[policy] ?? nothingPublished),
      first: dayOrNull(first),
      last: dayOrNull(last),
      reports,
      messages,
    }));

  function domainOf(policy: number): string | null {
    return policies[policy]?.domain ?? null;
  }
}

const nothingPublished: Published = { domain: null, p: null, sp: null, np: null, adkim: null, aspf: null, pct: null, testing: null };

/** Reports of one receiver about one domain, one after the other, that saw the same. */
function runsOf(index: RowIndex, of: Uint32Array, selection: Selection, policies: PolicyColumns['policies']): readonly Run[] {
  const table = tableFor(index, selection);
  const { day, reporter } = index.reports;
  const domains = createDictionary();
  const domainOfPolicy = policies.map((policy) => domains.add(policy?.domain ?? null));
  const open = new Map<number, Run>();
  const runs: Run[] = [];
  scanRows(table, selection, (position, hits, count) => {
    const policy = of[position] as number;
    if (policy === 0) return;
    const messages = sumMessages(table.messages, hits, count);
    const at = day[position] as number;
    const key = (domainOfPolicy[policy] ?? 0) * index.dictionaries.reporter.texts.length + (reporter[position] as number);
    const run = open.get(key);
    if (run !== undefined && run.policy === policy && (run.last === noDay) === (at === noDay)) {
      run.last = at;
      run.reports += 1;
      run.messages += messages;
      return;
    }
    const begun = { policy, reporter: reporter[position] as number, first: at, last: at, reports: 1, messages };
    open.set(key, begun);
    runs.push(begun);
  });
  return runs;
}

function joinRuns(runs: readonly Run[], policies: PolicyColumns['policies']): Run[] {
  const byDomain = new Map<string | null, Run[]>();
  for (const run of runs) {
    const domain = policies[run.policy]?.domain ?? null;
    const others = byDomain.get(domain);
    if (others === undefined) byDomain.set(domain, [run]);
    else others.push(run);
  }
  return [...byDomain.values()].flatMap(joinRunsOfDomain);
}

function joinRunsOfDomain(runs: readonly Run[]): Run[] {
  const open = new Map<number, Run>();
  const spans: Run[] = [];
  let latest: Run | null = null;
  for (const run of runs.toSorted((one, other) => one.first - other.first || one.last - other.last)) {
    let span = open.get(run.policy);
    const goesOn =
      span !== undefined && (run.first === noDay) === (span.first === noDay) && (run.first <= span.last + 1 || latest === span);
    if (span === undefined || !goesOn) {
      span = { ...run };
      open.set(run.policy, span);
      spans.push(span);
    } else {
      span.last = Math.max(span.last, run.last);
      span.reports += run.reports;
      span.messages += run.messages;
    }
    latest = span;
  }
  return spans;
}
