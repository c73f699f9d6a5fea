/** The stories of a case (story-teller.ts): each gets a number the first time that it is met, and what it means is worked out then. */
import type { ReportRecord } from '../../../shared/facts/report.ts';
import type { RowFacts } from '../../../shared/reports/row-facts.ts';
import type { Database, Value } from './database.ts';
import type { Story } from './story-teller.ts';

export interface Stories {
  /** The number of the story. A new one is held until `write`. */
  numberOf(story: Story): number;
  /** Counts the times that stories were forgotten: numbers from before may be wrong. */
  readonly generation: number;
  /** Writes the new ones, within the transaction that is open. */
  write(): Promise<void>;
  /** The transaction failed: what was new is forgotten. */
  forget(): void;
}

/** More are not kept in memory; then a story may get a second number, which costs space and nothing else. */
const mostKept = 500_000;

export async function createStories(database: Database, factsOf: (record: ReportRecord) => RowFacts): Promise<Stories> {
  const [last] = await database.all('SELECT coalesce(max(id), 0)::INTEGER AS id FROM story');
  let next = Number(last?.id ?? 0) + 1;
  let generation = 0;
  const known = new Map<string, number>();
  let fresh: { readonly key: string; readonly row: readonly Value[] }[] = [];
  return {
    get generation() {
      return generation;
    },
    numberOf({ key, text }) {
      const found = known.get(key);
      if (found !== undefined) return found;
      const id = next;
      next += 1;
      if (known.size >= mostKept) known.clear();
      known.set(key, id);
      const record = JSON.parse(text) as ReportRecord;
      fresh.push({ key, row: storyRowOf(id, record, factsOf(record)) });
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
      generation += 1;
    },
  };
}

/** The columns of a story, in the order of the table (schema.ts). */
export function storyRowOf(id: number, record: ReportRecord, facts: RowFacts): Value[] {
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
