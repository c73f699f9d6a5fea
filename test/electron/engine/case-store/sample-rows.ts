/** Cases made of plain rows, written straight into the tables, and the same questions answered by plain loops over the same rows. */
import type { Database } from '../../../../electron/engine/case-store/database.ts';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import type { ReportPolicy, RowClass } from '../../../../shared/facts/report.ts';
import type { RowFilter } from '../../../../shared/report-calls.ts';

export interface SampleRow {
  readonly class?: RowClass;
  readonly sourceIp?: string | null;
  readonly count?: number | null;
  readonly headerFrom?: string | null;
  readonly organization?: string | null;
  readonly envelopeFrom?: string | null;
  readonly envelopeTo?: string | null;
  readonly operator?: string | null;
  readonly foreignTenant?: string | null;
  /** Domains whose signature passed. */
  readonly signers?: readonly string[];
  readonly because?: string | null;
}

export interface SampleReport {
  readonly id: number;
  readonly reporter?: string | null;
  /** A day, or an instant. */
  readonly begin?: string | null;
  readonly end?: string | null;
  readonly policy?: Partial<ReportPolicy> | null;
  readonly notes?: number;
  readonly kind?: 'aggregate' | 'failure' | 'tls';
  readonly rows: readonly SampleRow[];
}

export const open: RowFilter = {
  from: null,
  to: null,
  classes: [],
  organizations: [],
  fromDomains: [],
  operators: [],
  tenants: [],
  reporters: [],
  sources: [],
  envelopeTo: [],
  reports: [],
  text: '',
};

/** An empty case in memory. */
export async function emptyCase(): Promise<Database> {
  const outcome = await openCase(':memory:', { threads: 1 });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

/** Takes all reports out again: cheaper than another case. */
export async function empty(database: Database): Promise<void> {
  for (const table of ['record', 'report', 'story', 'judgement']) await database.run(`DELETE FROM ${table}`);
}

export async function fill(database: Database, reports: readonly SampleReport[]): Promise<void> {
  const stories = new Map<string, number>();
  const judged = new Set<string>();
  await database.run('BEGIN TRANSACTION');
  for (const report of reports) {
    const { id, reporter = 'receiver.example', policy = null, notes = 0, kind = 'aggregate', rows } = report;
    const begin = instant(report.begin === undefined ? '2026-11-02' : report.begin, '00:00:00');
    const end = instant(report.end === undefined ? (report.begin ?? '2026-11-02') : report.end, '23:59:59');
    const head = JSON.stringify({ policy, notes: Array.from({ length: notes }, () => ({ code: 'x', message: 'x', at: '' })) });
    const messages = rows.reduce((sum, { count = 1 }) => sum + (count ?? 0), 0);
    await database.run(`INSERT INTO report VALUES (${Array(15).fill('?').join(', ')})`, [
      id,
      `folder/${id}.xml`,
      String(id).padStart(64, '0'),
      100,
      kind,
      'rfc7489',
      reporter,
      `r-${id}`,
      null,
      begin,
      end,
      policy?.domain ?? null,
      rows.length,
      messages,
      head,
    ]);
    for (const [index, row] of rows.entries()) {
      const full = complete(row);
      const results = { dkim: full.signers.map((domain) => ({ domain, selector: 's', result: 'pass', humanResult: null })), spf: [] };
      const { sourceIp, count, class: rowClass, foreignTenant, because, ...story } = full;
      const key = JSON.stringify([story, rowClass, foreignTenant, because]);
      let storyId = stories.get(key);
      if (storyId === undefined) {
        storyId = stories.size + 1;
        stories.set(key, storyId);
        await database.run(
          `INSERT INTO story (id, header_from, organization, envelope_from, envelope_to, disposition, dkim, spf, reasons, auth_results, operator, facts)
                            VALUES (${Array(12).fill('?').join(', ')})`,
          [
            storyId,
            story.headerFrom,
            story.organization,
            story.envelopeFrom,
            story.envelopeTo,
            'none',
            'fail',
            'pass',
            '[]',
            JSON.stringify(results),
            story.operator,
            '{}',
          ],
        );
      }
      if (!judged.has(`${storyId} ${reporter}`)) {
        judged.add(`${storyId} ${reporter}`);
        await database.run('INSERT INTO judgement VALUES (?, ?, ?, ?, ?)', [storyId, reporter, rowClass, foreignTenant, because]);
      }
      await database.run('INSERT INTO record VALUES (?, ?, ?, ?, ?)', [id, index + 1, sourceIp, count, storyId]);
    }
  }
  await database.run('COMMIT');
}

function instant(day: string | null, time: string): string | null {
  return day === null || day.includes('T') ? day : `${day}T${time}Z`;
}

export function complete(row: SampleRow) {
  const headerFrom = row.headerFrom === undefined ? 'alpha.example' : row.headerFrom;
  return {
    class: row.class ?? ('unknown' as const),
    sourceIp: row.sourceIp === undefined ? '203.0.113.20' : row.sourceIp,
    count: row.count === undefined ? 1 : row.count,
    headerFrom,
    organization: row.organization === undefined ? headerFrom : row.organization,
    envelopeFrom: row.envelopeFrom ?? null,
    envelopeTo: row.envelopeTo ?? null,
    operator: row.operator ?? null,
    foreignTenant: row.foreignTenant ?? null,
    signers: row.signers ?? [],
    because: row.because ?? null,
  };
}
