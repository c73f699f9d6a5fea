/** The suspect campaigns of a case, one after the other: memory holds one of them, however many rows there are. */
import type { Campaign, CampaignSource } from '../../../shared/export/campaign.ts';
import type { Database, Row } from './database.ts';

/** Addresses and reporters of one campaign that are given; a service has some thousands of addresses, so more is not mail. */
const mostSources = 20_000;
const mostReporters = 1_000;
const mostReasons = 20;

export interface CampaignSummary {
  readonly campaigns: number;
  readonly messages: number;
  readonly rows: number;
  /** Suspect rows whose report holds no time, or that name no From domain: they cannot be told as an observation. */
  readonly leftOut: number;
  /** ISO 8601 UTC to the second; null where there is no campaign. */
  readonly first: string | null;
  readonly last: string | null;
}

/** A row counts at least one message where its report holds no number. `0` was never seen. */
const messages = 'sum(coalesce(count, 1))::DOUBLE';
const suspect = `class = 'cross-tenant-suspect' AND header_from IS NOT NULL AND operator IS NOT NULL AND source_ip IS NOT NULL
  AND regexp_full_match(begin_at, '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ') AND coalesce(count, 1) > 0`;
/** Reports exist that end before they begin, or that say no end. */
const end = `greatest(begin_at, CASE WHEN regexp_full_match(end_at, '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ') THEN end_at END)`;
const times = `min(begin_at) AS first, max(${end}) AS last`;
const campaignKey = 'header_from, operator, foreign_tenant';

export async function summariseCampaigns(database: Database): Promise<CampaignSummary> {
  const [row] = await database.all(
    `SELECT count(DISTINCT (${campaignKey}))::INTEGER AS campaigns, coalesce(${messages}, 0) AS messages, count(*)::DOUBLE AS rows, ${times}
     FROM row_view WHERE ${suspect}`,
  );
  const [all] = await database.all(`SELECT count(*)::DOUBLE AS rows FROM row_view WHERE class = 'cross-tenant-suspect'`);
  return {
    campaigns: Number(row?.campaigns),
    messages: Number(row?.messages),
    rows: Number(row?.rows),
    leftOut: Number(all?.rows) - Number(row?.rows),
    first: textOf(row?.first),
    last: textOf(row?.last),
  };
}

/** By From domain, operator and tenant, so that the same case gives the same order. `nameOf` gives the name of an operator. */
export async function* streamCampaigns(database: Database, nameOf: (operator: string) => string): AsyncGenerator<Campaign> {
  const heads = await database.all(
    `SELECT ${campaignKey}, ${messages} AS messages, count(*)::DOUBLE AS rows, ${times} FROM row_view WHERE ${suspect}
     GROUP BY ${campaignKey} ORDER BY header_from, operator, foreign_tenant NULLS FIRST`,
  );
  for (const head of heads) {
    const values = [head.header_from, head.operator, head.foreign_tenant].map((value) => value ?? null);
    const own = `${suspect} AND header_from = $1 AND operator = $2 AND foreign_tenant IS NOT DISTINCT FROM $3::VARCHAR`;
    const reporters = await database.all(
      `SELECT DISTINCT reporter FROM row_view WHERE ${own} AND reporter IS NOT NULL ORDER BY 1 LIMIT ${mostReporters}`,
      values,
    );
    const reasons = await database.all(
      `SELECT because FROM row_view WHERE ${own} AND because IS NOT NULL GROUP BY because ORDER BY count(*) DESC, because LIMIT ${mostReasons}`,
      values,
    );
    const sources = await database.all(
      `SELECT source_ip, ${messages} AS messages, count(*)::DOUBLE AS rows, ${times},
              to_json(list_sort(list(DISTINCT reporter)))::VARCHAR AS reporters
       FROM row_view WHERE ${own} GROUP BY source_ip ORDER BY source_ip LIMIT ${mostSources}`,
      values,
    );
    const operator = String(head.operator);
    yield {
      fromDomain: String(head.header_from),
      operator,
      operatorName: nameOf(operator),
      foreignTenant: textOf(head.foreign_tenant),
      messages: Number(head.messages),
      rows: Number(head.rows),
      first: String(head.first),
      last: String(head.last),
      reporters: reporters.map(({ reporter }) => String(reporter)),
      because: reasons.map(({ because }) => String(because)),
      sources: sources.map(sourceOf),
    };
  }
}

function sourceOf(row: Row): CampaignSource {
  const reporters = JSON.parse(String(row.reporters ?? '[]')) as readonly (string | null)[];
  return {
    ip: String(row.source_ip),
    messages: Number(row.messages),
    rows: Number(row.rows),
    first: String(row.first),
    last: String(row.last),
    reporters: reporters.filter((reporter) => reporter !== null).slice(0, mostReporters),
  };
}

function textOf(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
