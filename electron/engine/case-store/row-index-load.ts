/** Reads a case into a row index: one pass over each table, within one transaction, so that all parts are of the same moment. */
import { type ReportedDkim, type ReportedSpf, rowClasses } from '../../../shared/facts/report.ts';
import { parseIp } from '../../../shared/names/ip-network.ts';
import type { Database, Value } from './database.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { numbered } from './numbered.ts';
import {
  type JudgementColumns,
  noCount,
  noDay,
  noJudgement,
  type ReportColumns,
  type RowIndex,
  type SourceColumns,
  type StoryNames,
  type Table,
} from './row-index.ts';

type Dictionaries = RowIndex['dictionaries'];

/** `database` must not be used by others until it is done: take a session of its own. */
export async function loadRowIndex(database: Database): Promise<RowIndex> {
  const dictionaries: Dictionaries = {
    organization: createDictionary(),
    fromDomain: createDictionary(),
    operator: createDictionary(),
    tenant: createDictionary(),
    reporter: createDictionary(),
    envelopeTo: createDictionary(),
    policyDomain: createDictionary(),
    name: createDictionary(),
  };
  await database.run('BEGIN TRANSACTION');
  try {
    const { reports, rowsOf } = await loadReports(database, dictionaries);
    const stories = await loadStories(database, dictionaries);
    const { judgements, judgementOf } = await loadJudgements(database, dictionaries, stories);
    const { sources, placeOf } = await loadSources(database);
    const rows = await loadRows(database, { reports, rowsOf, judgementOf, placeOf });
    const judged = judgements();
    const cells = cellsOf(rows, judged.length);
    const messages = cells.messages.reduce((sum, one) => sum + one, 0);
    return { dictionaries, reports, judgements: judged, storyNames: stories.names, sources, rows, cells, messages };
  } finally {
    await database.run('COMMIT');
  }
}

/** The codes that a dictionary gives to the texts of a column, by their numbers. */
async function codesOf(database: Database, column: string, table: string, dictionary: Dictionary): Promise<readonly number[]> {
  const codes: number[] = [];
  for await (const rows of database.stream(`SELECT * FROM ${numbered(column, table)}`)) {
    for (const row of rows) codes[Number(row.number)] = dictionary.add(textOf(row[column]));
  }
  return codes;
}

async function loadReports(database: Database, { reporter, policyDomain }: Dictionaries) {
  const reporterCodes = await codesOf(database, 'reporter', 'report', reporter);
  const policyCodes = await codesOf(database, 'policy_domain', 'report', policyDomain);
  const seconds = (column: string): string => `coalesce(epoch(try_cast(rtrim(p.${column}, 'Z') AS TIMESTAMP)), 'NaN'::DOUBLE)::DOUBLE`;
  const read: { id: number; day: number; begin: number; end: number; reporter: number; policy: number; notes: number; rows: number }[] = [];
  let largest = 0;
  // `head` is our own JSON.
  const sql = `SELECT p.id, ${seconds('begin_at')}, ${seconds('end_at')}, n.number, d.number,
                      coalesce(json_array_length(p.head, '$.notes'), 0)::INTEGER, coalesce(r.rows, 0)::INTEGER
               FROM report p JOIN ${numbered('reporter', 'report')} n ON n.reporter IS NOT DISTINCT FROM p.reporter
               JOIN ${numbered('policy_domain', 'report')} d ON d.policy_domain IS NOT DISTINCT FROM p.policy_domain
               LEFT JOIN (SELECT report, max(ordinal) AS rows FROM record GROUP BY report) r ON r.report = p.id`;
  for await (const [ids = [], begins = [], ends = [], reporters = [], domains = [], notes = [], rows = []] of database.numbers(sql)) {
    for (let row = 0; row < ids.length; row += 1) {
      const id = ids[row] as number;
      const begin = begins[row] as number;
      largest = Math.max(largest, id);
      read.push({
        id,
        day: Number.isNaN(begin) ? noDay : Math.floor(begin / 86_400),
        begin,
        end: ends[row] as number,
        reporter: reporterCodes[reporters[row] as number] ?? 0,
        policy: policyCodes[domains[row] as number] ?? 0,
        notes: notes[row] as number,
        rows: rows[row] as number,
      });
    }
  }
  read.sort((one, other) => one.day - other.day || one.id - other.id);
  const positions = new Int32Array(largest + 1).fill(-1);
  for (const [position, { id }] of read.entries()) positions[id] = position;
  const reports: ReportColumns = {
    length: read.length,
    id: Int32Array.from(read, ({ id }) => id),
    day: Int32Array.from(read, ({ day }) => day),
    begin: Float64Array.from(read, ({ begin }) => begin),
    end: Float64Array.from(read, ({ end }) => end),
    reporter: Uint32Array.from(read, (report) => report.reporter),
    policyDomain: Uint32Array.from(read, ({ policy }) => policy),
    notes: Uint32Array.from(read, ({ notes }) => notes),
    positionOf: (id) => positions[id] ?? -1,
  };
  return { reports, rowsOf: Uint32Array.from(read, ({ rows }) => rows) };
}

interface Stories {
  /** By number of the story; those that do not exist have zeros. */
  readonly columns: Readonly<Record<'organization' | 'fromDomain' | 'operator' | 'envelopeTo', Uint32Array>>;
  readonly length: number;
  readonly names: StoryNames;
}

async function loadStories(database: Database, { organization, fromDomain, operator, envelopeTo, name }: Dictionaries): Promise<Stories> {
  const [size] = await database.all('SELECT coalesce(max(id), 0)::INTEGER + 1 AS length FROM story');
  const length = Number(size?.length ?? 1);
  const columns = {
    organization: new Uint32Array(length),
    fromDomain: new Uint32Array(length),
    operator: new Uint32Array(length),
    envelopeTo: new Uint32Array(length),
  };
  const start = new Uint32Array(length + 1);
  const codes: number[] = [];
  let reached = 0;
  const sql = 'SELECT id, organization, header_from, operator, envelope_to, envelope_from, auth_results FROM story ORDER BY id';
  for await (const rows of database.stream(sql)) {
    for (const row of rows) {
      const id = Number(row.id);
      columns.organization[id] = organization.add(textOf(row.organization));
      columns.fromDomain[id] = fromDomain.add(textOf(row.header_from));
      columns.operator[id] = operator.add(textOf(row.operator));
      columns.envelopeTo[id] = envelopeTo.add(textOf(row.envelope_to));
      for (; reached <= id; reached += 1) start[reached] = codes.length;
      for (const text of namesIn(textOf(row.envelope_from), textOf(row.auth_results))) codes.push(name.add(text));
    }
  }
  for (; reached <= length; reached += 1) start[reached] = codes.length;
  return { columns, length, names: { start, codes: Uint32Array.from(codes) } };
}

function namesIn(mailFrom: string | null, authResults: string | null): ReadonlySet<string> {
  const found = new Set<string>();
  if (mailFrom !== null) found.add(mailFrom);
  const results = JSON.parse(authResults ?? '{}') as { readonly dkim?: readonly ReportedDkim[]; readonly spf?: readonly ReportedSpf[] };
  for (const { domain } of [...(results.dkim ?? []), ...(results.spf ?? [])]) if (domain !== null) found.add(domain);
  return found;
}

/**
 * What was judged alike stands once. Most stories are judged alike whoever reports them: only the others are looked up by their reporter.
 * Rows that were added since the last judgement have none yet: they are of the class `unknown`.
 */
async function loadJudgements(database: Database, { reporter, tenant }: Dictionaries, stories: Stories) {
  const story: number[] = [];
  const classes: number[] = [];
  const tenants: number[] = [];
  const found = new Map<string, number>();
  const add = (id: number, rowClass: string | null, foreignTenant: string | null): number => {
    const place = placeOfClass.get(rowClass ?? 'unknown') ?? unknownClass;
    const code = tenant.add(foreignTenant);
    const key = `${id} ${place} ${code}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    found.set(key, story.length);
    story.push(id);
    classes.push(place);
    tenants.push(code);
    return story.length - 1;
  };
  const ofStory = new Int32Array(stories.length).fill(notMet);
  for await (const rows of database.stream('SELECT DISTINCT story, class, foreign_tenant FROM judgement ORDER BY ALL')) {
    for (const row of rows) {
      const id = Number(row.story);
      const judgement = add(id, textOf(row.class), textOf(row.foreign_tenant));
      ofStory[id] = ofStory[id] === notMet ? judgement : differs;
    }
  }
  const ofPair = new Map<number, number>();
  const differing = `SELECT story, reporter, class, foreign_tenant FROM judgement WHERE story IN
    (SELECT story FROM (SELECT DISTINCT story, class, foreign_tenant FROM judgement) GROUP BY story HAVING count(*) > 1)`;
  for await (const rows of database.stream(differing)) {
    for (const row of rows) {
      const pair = reporter.add(textOf(row.reporter)) * stories.length + Number(row.story);
      ofPair.set(pair, add(Number(row.story), textOf(row.class), textOf(row.foreign_tenant)));
    }
  }
  const judgementOf = (id: number, reporterCode: number): number => {
    const known = ofStory[id] ?? notMet;
    if (known >= 0) return known;
    return (known === differs ? ofPair.get(reporterCode * stories.length + id) : undefined) ?? add(id, null, null);
  };
  const judgements = (): JudgementColumns => ({
    length: story.length,
    story: Int32Array.from(story),
    class: Uint8Array.from(classes),
    tenant: Uint32Array.from(tenants),
    organization: Uint32Array.from(story, (id) => stories.columns.organization[id] ?? 0),
    fromDomain: Uint32Array.from(story, (id) => stories.columns.fromDomain[id] ?? 0),
    operator: Uint32Array.from(story, (id) => stories.columns.operator[id] ?? 0),
    envelopeTo: Uint32Array.from(story, (id) => stories.columns.envelopeTo[id] ?? 0),
  });
  return { judgements, judgementOf };
}

const notMet = -1;
const differs = -2;
const placeOfClass: ReadonlyMap<string, number> = new Map(rowClasses.map((name, place) => [name, place]));
const unknownClass = rowClasses.indexOf('unknown');

const numberedSources = numbered('source_ip', 'record');

/** `placeOf` leads from the number of an address to its place in their order. */
async function loadSources(database: Database): Promise<{ readonly sources: SourceColumns; readonly placeOf: Uint32Array }> {
  const read: { readonly text: string | null; readonly number: number; readonly order: readonly number[] }[] = [];
  for await (const rows of database.stream(`SELECT * FROM ${numberedSources}`)) {
    for (const row of rows) {
      const text = textOf(row.source_ip);
      const address = text === null ? null : parseIp(text);
      const order = text === null ? [9] : address === null ? [8] : [address.version, ...address.words];
      read.push({ text, number: Number(row.number), order });
    }
  }
  read.sort((one, other) => compareNumbers(one.order, other.order) || one.number - other.number);
  const placeOf = new Uint32Array(read.length);
  for (const [place, { number }] of read.entries()) placeOf[number] = place;
  const text = read.map((source) => source.text);
  return { sources: { length: text.length, text, find: new Map(text.map((each, place) => [each, place])) }, placeOf };
}

function compareNumbers(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < one.length; index += 1) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface RowPlaces {
  readonly reports: ReportColumns;
  readonly rowsOf: Uint32Array;
  readonly judgementOf: (story: number, reporter: number) => number;
  readonly placeOf: Uint32Array;
}

async function loadRows(database: Database, { reports, rowsOf, judgementOf, placeOf }: RowPlaces): Promise<RowIndex['rows']> {
  const start = new Uint32Array(reports.length + 1);
  for (let position = 0; position < reports.length; position += 1) start[position + 1] = (start[position] ?? 0) + (rowsOf[position] ?? 0);
  const length = start[reports.length] ?? 0;
  const judgement = new Uint32Array(length).fill(noJudgement);
  const messages = new Float64Array(length);
  const source = new Uint32Array(length);
  const sql = `SELECT r.report, r.ordinal, r.story, s.number, coalesce(r.count, ${noCount})::DOUBLE
               FROM record r JOIN (${numberedSources}) s ON s.source_ip IS NOT DISTINCT FROM r.source_ip`;
  for await (const [ids = [], ordinals = [], stories = [], numbers = [], counts = []] of database.numbers(sql)) {
    for (let row = 0; row < ids.length; row += 1) {
      const position = reports.positionOf(ids[row] ?? -1);
      if (position < 0) continue;
      const at = (start[position] ?? 0) + (ordinals[row] ?? 1) - 1;
      judgement[at] = judgementOf(stories[row] ?? 0, reports.reporter[position] ?? 0);
      source[at] = placeOf[numbers[row] ?? 0] ?? 0;
      messages[at] = counts[row] ?? noCount;
    }
  }
  return { start, judgement, messages, rows: null, source };
}

/** Rows of a report that only differ in address and number of messages become one. */
function cellsOf(rows: Table, judgementCount: number): Table {
  const reportCount = rows.start.length - 1;
  const start = new Uint32Array(reportCount + 1);
  /** The report that a judgement was met in last; then the cell that it has there. */
  const met = new Int32Array(judgementCount).fill(-1);
  let length = 0;
  for (let position = 0; position < reportCount; position += 1) {
    start[position] = length;
    const end = rows.start[position + 1] as number;
    for (let row = rows.start[position] as number; row < end; row += 1) {
      const judged = rows.judgement[row] as number;
      if (judged === noJudgement || met[judged] === position) continue;
      met[judged] = position;
      length += 1;
    }
  }
  start[reportCount] = length;
  const judgement = new Uint32Array(length);
  const messages = new Float64Array(length);
  const counts = new Uint32Array(length);
  met.fill(-1);
  let next = 0;
  for (let position = 0; position < reportCount; position += 1) {
    const first = next;
    const end = rows.start[position + 1] as number;
    for (let row = rows.start[position] as number; row < end; row += 1) {
      const judged = rows.judgement[row] as number;
      if (judged === noJudgement) continue;
      let cell = met[judged] as number;
      if (cell < first) {
        cell = next;
        next += 1;
        met[judged] = cell;
        judgement[cell] = judged;
      }
      counts[cell] = (counts[cell] as number) + 1;
      const count = rows.messages[row] as number;
      if (count > 0) messages[cell] = (messages[cell] as number) + count;
    }
  }
  return { start, judgement, messages, rows: counts, source: null };
}

function textOf(value: Value | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
