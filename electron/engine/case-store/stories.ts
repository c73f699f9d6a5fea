/** The stories of a case: what rows have in common, given a number the first time that it is met. */

import type { Infrastructure } from '../../../shared/facts/infrastructure.ts';
import type { ReportRecord } from '../../../shared/facts/report.ts';
import type { RowFacts } from '../../../shared/reports/row-facts.ts';
import type { Database, Value } from './database.ts';

export interface Stories {
  /** The number of the row's story. A new one is held until `write`. */
  of(record: ReportRecord): number;
  /** Writes the new ones, within the transaction that is open. */
  write(): Promise<void>;
  /** The transaction failed: what was new is forgotten. */
  forget(): void;
}

/** More are not kept in memory; then a story may get a second number, which costs space and nothing else. */
const mostKept = 500_000;
/** Addresses whose operator is remembered. */
const mostPools = 50_000;

export async function createStories(
  database: Database,
  infrastructure: Infrastructure,
  factsOf: (record: ReportRecord) => RowFacts,
): Promise<Stories> {
  const [last] = await database.all('SELECT coalesce(max(id), 0)::INTEGER AS id FROM story');
  let next = Number(last?.id ?? 0) + 1;
  const known = new Map<string, number>();
  const pools = new Map<string, string>();
  const poolOf = (ip: string | null): string => {
    if (ip === null) return 'no address';
    const found = pools.get(ip);
    if (found !== undefined) return found;
    const attribution = infrastructure.attribute({ ip, rdns: null, helo: null });
    const pool = attribution === null ? '' : `${attribution.operator}\n${attribution.pool}`;
    if (pools.size >= mostPools) pools.clear();
    pools.set(ip, pool);
    return pool;
  };
  let fresh: { readonly key: string; readonly row: readonly Value[] }[] = [];
  return {
    of(record) {
      // Rows with the same story from another operator's space are another story: the operator is part of what they mean.
      const key = keyOf(record, poolOf(record.sourceIp));
      const found = known.get(key);
      if (found !== undefined) return found;
      const id = next;
      next += 1;
      if (known.size >= mostKept) known.clear();
      known.set(key, id);
      fresh.push({ key, row: rowOf(id, record, factsOf(record)) });
      return id;
    },
    async write() {
      if (fresh.length === 0) return;
      const appender = await database.append('story', ['integer', ...Array<'text'>(11).fill('text')]);
      for (const { row } of fresh) appender.add(row);
      appender.close();
      fresh = [];
    },
    forget() {
      for (const { key } of fresh) known.delete(key);
      fresh = [];
    },
  };
}

/** Cheaper than JSON, and made for every row. */
function keyOf(record: ReportRecord, pool: string): string {
  const { disposition, dkim, spf, headerFrom, envelopeFrom, envelopeTo, reasons, authResults } = record;
  let key = `${pool}\n${disposition}\n${dkim}\n${spf}\n${headerFrom}\n${envelopeFrom}\n${envelopeTo}`;
  for (const { type, comment } of reasons) key += `\nr\n${type}\n${comment}`;
  for (const { domain, selector, result, humanResult } of authResults.dkim) key += `\nd\n${domain}\n${selector}\n${result}\n${humanResult}`;
  for (const { domain, scope, result, humanResult } of authResults.spf) key += `\ns\n${domain}\n${scope}\n${result}\n${humanResult}`;
  return key;
}

function rowOf(id: number, record: ReportRecord, facts: RowFacts): Value[] {
  const { disposition, dkim, spf, headerFrom, envelopeFrom, envelopeTo, reasons, authResults } = record;
  return [
    id,
    headerFrom,
    facts.organization,
    envelopeFrom,
    envelopeTo,
    disposition,
    dkim,
    spf,
    JSON.stringify(reasons),
    JSON.stringify(authResults),
    facts.attribution?.operator ?? null,
    JSON.stringify(facts),
  ];
}
