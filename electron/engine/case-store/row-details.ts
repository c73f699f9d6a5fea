/** Reads what the columns in memory leave out of a row: its story, the reason of its class and the head of its report. */
import type { JudgedRecord } from '../../../shared/facts/report.ts';
import { rowClasses } from '../../../shared/facts/report.ts';
import type { ReportRow } from '../../../shared/report-calls.ts';
import type { Database, Row, Value } from './database.ts';
import { noCount, noJudgement, ordinalOf, type RowIndex } from './row-index.ts';
import { positionOfRow } from './row-pages.ts';

/** Takes entries of `index.rows`; gives their rows in the same order. */
export async function readRows(database: Database, index: RowIndex, entries: readonly number[]): Promise<ReportRow[]> {
  const { rows, reports, judgements, sources, dictionaries } = index;
  const wanted = entries.flatMap((entry) => {
    const judgement = rows.judgement[entry] ?? noJudgement;
    const position = positionOfRow(index, entry);
    return judgement === noJudgement ? [] : [{ entry, judgement, position, story: judgements.story[judgement] ?? 0 }];
  });
  const storyIds = [...new Set(wanted.map(({ story }) => story))];
  const reportIds = [...new Set(wanted.map(({ position }) => reports.id[position] ?? 0))];
  const stories = await byId(database, 'story', storyColumns, storyIds);
  const heads = await byId(database, 'report', 'begin_at, end_at, policy_domain', reportIds);
  const reasons = await becauseOf(database, storyIds);
  return wanted.flatMap(({ entry, judgement, position, story }) => {
    const told = stories.get(story);
    const head = heads.get(reports.id[position] ?? 0);
    if (told === undefined || head === undefined) return [];
    const reporter = dictionaries.reporter.texts[reports.reporter[position] ?? 0] ?? null;
    const count = rows.messages[entry] ?? noCount;
    return [
      {
        report: reports.id[position] ?? 0,
        ordinal: ordinalOf(index, position, entry),
        reporter,
        begin: textOf(head.begin_at),
        end: textOf(head.end_at),
        policyDomain: textOf(head.policy_domain),
        record: {
          sourceIp: sources.text[rows.source[entry] ?? 0] ?? null,
          count: count < 0 ? null : count,
          disposition: textOf(told.disposition) as JudgedRecord['disposition'],
          dkim: textOf(told.dkim) as JudgedRecord['dkim'],
          spf: textOf(told.spf) as JudgedRecord['spf'],
          // Our own JSON (stories.ts).
          reasons: JSON.parse(String(told.reasons)) as JudgedRecord['reasons'],
          headerFrom: textOf(told.header_from),
          envelopeFrom: textOf(told.envelope_from),
          envelopeTo: textOf(told.envelope_to),
          authResults: JSON.parse(String(told.auth_results)) as JudgedRecord['authResults'],
          class: rowClasses[judgements.class[judgement] ?? 0] ?? 'unknown',
          operator: textOf(told.operator),
          foreignTenant: dictionaries.tenant.texts[judgements.tenant[judgement] ?? 0] ?? null,
          because: reasons.get(`${story} ${reporter}`) ?? null,
        },
      },
    ];
  });
}

const storyColumns = 'header_from, envelope_from, envelope_to, disposition, dkim, spf, reasons, auth_results, operator';

async function byId(database: Database, table: string, columns: string, ids: readonly number[]): Promise<ReadonlyMap<number, Row>> {
  if (ids.length === 0) return new Map();
  const rows = await database.all(`SELECT id, ${columns} FROM ${table} WHERE id IN (${ids.map(() => '?').join(', ')})`, ids);
  return new Map(rows.map((row) => [Number(row.id), row]));
}

/** By story and reporter. */
async function becauseOf(database: Database, stories: readonly number[]): Promise<ReadonlyMap<string, string>> {
  if (stories.length === 0) return new Map();
  const sql = `SELECT story, reporter, because FROM judgement WHERE because IS NOT NULL AND story IN (${stories.map(() => '?').join(', ')})`;
  const rows = await database.all(sql, stories);
  return new Map(rows.map(({ story, reporter, because }) => [`${story} ${reporter}`, String(because)]));
}

function textOf(value: Value | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
