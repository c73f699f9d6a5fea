import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportQuestions, rowsTable } from '../../../../electron/cli/export-questions.ts';
import { type Database, openDatabase } from '../../../../electron/engine/case-store/database.ts';
import { rowColumns } from '../../../../electron/engine/case-store/export-columns.ts';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import { exportSchema, writeParquet } from '../../../../electron/engine/case-store/parquet.ts';
import { createReportStore } from '../../../../electron/engine/case-store/report-store.ts';
import { alignWith } from '../../../../shared/authentication/alignment.ts';
import { nothingKnown } from '../../../../shared/facts/tenant-knowledge.ts';
import { createInfrastructure } from '../../../../shared/infrastructure/match.ts';
import { readXml, reportXml, rowXml } from '../../../shared/reports/samples.ts';

const infrastructure = createInfrastructure();
const context = {
  infrastructure,
  knowledge: nothingKnown,
  align: (from: string, domain: string) => alignWith([from], domain, infrastructure).aligned,
};

let folder: string;
let database: Database;
let elsewhere: Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "waybill-export'"));
  const opened = await openCase(join(folder, 'a.case'));
  const other = await openDatabase(':memory:');
  if (!opened.ok || !other.ok) throw new Error('The databases do not open.');
  database = opened.value;
  elsewhere = other.value;
  const store = await createReportStore(database, context);
  const clean = rowXml({ ip: '40.107.117.56', count: 60, dkim: 'alpha.example s1 pass', evaluated: 'pass pass' });
  const spoof = rowXml({ ip: '40.107.117.56', count: 40, dkim: 'bravo.onmicrosoft.com selector1 pass' });
  await store.add(readXml(reportXml(clean + spoof, { id: 'r-1' })));
  await store.add(readXml(reportXml(clean, { id: 'r-2', begin: 1_796_083_200 })));
  await store.add(readXml(reportXml(spoof, { id: 'r-3', policy: '<domain>bravo.example</domain><p>none</p>' })));
  await store.add(
    readXml(
      reportXml(rowXml({ ip: 'x' }), { id: 'r-4', policy: '<domain>../../up</domain><p>none</p>' }).replace(/<begin>\d+/, '<begin>never'),
    ),
  );
  await store.judge();
  await writeParquet(database, folder);
});
afterEach(() => {
  database.close();
  elsewhere.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (path: string): string => `'${join(folder, path).replaceAll("'", "''")}'`;
const rows = () => `read_parquet(${at('rows/**/*.parquet')}, hive_partitioning = true, hive_types_autocast = false)`;

describe('a case as Parquet', () => {
  it('gives the same answers elsewhere as the case gives', async () => {
    const question = (table: string, count: string) =>
      `SELECT class, operator, foreign_tenant, header_from, sum(${count})::DOUBLE AS messages, count(*)::INTEGER AS n FROM ${table} GROUP BY ALL ORDER BY ALL`;
    const here = await database.all(question('row_view', 'count'));
    expect(await elsewhere.all(question(rows(), 'messages'))).toEqual(here);
    expect(here.map((row) => row.class)).toContain('cross-tenant-suspect');
  });

  it.each(exportQuestions)('answers “$title” over the files as over the case', async ({ sql }) => {
    const select = rowColumns.map(({ name, from }) => `${from} AS "${name}"`).join(', ');
    const over = async (target: Database, source: string) => {
      expect(sql).toContain(rowsTable);
      const answer = await target.all(`SELECT * FROM (${sql.replace(rowsTable, source).replace(/;$/, '')})`);
      // Sums are 128 bits wide, and times have a type of their own.
      return answer.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])));
    };
    const here = await over(database, `(SELECT ${select} FROM row_view)`);
    // As it stands in the help: DuckDB finds the partitions by itself.
    expect(await over(elsewhere, at('rows/*/*/*.parquet'))).toEqual(here);
    expect(here.length).toBeGreaterThan(0);
  });

  it('is partitioned by month and domain, and a hostile domain stays inside the folder', async () => {
    expect(readdirSync(join(folder, 'rows')).sort()).toEqual(['month=2026-11', 'month=2026-12', 'month=unknown']);
    expect(readdirSync(join(folder, 'rows', 'month=2026-11')).sort()).toEqual(['domain=alpha.example', 'domain=bravo.example']);
    expect(existsSync(join(folder, '..', 'up'))).toBe(false);
    expect(await elsewhere.all(`SELECT DISTINCT domain FROM ${rows()} ORDER BY 1`)).toEqual([
      { domain: '../../up' },
      { domain: 'alpha.example' },
      { domain: 'bravo.example' },
    ]);
  });

  it.each([
    ['rows', rows, exportSchema.tables.rows.columns],
    ['reports', () => `read_parquet(${at('reports.parquet')})`, exportSchema.tables.reports.columns],
  ])('%s has the columns that the schema documents', async (_name, table, columns) => {
    const described = await elsewhere.all(`DESCRIBE SELECT * FROM ${table()}`);
    const documented = columns.map(({ name, type }) => [name, type === 'JSON text' ? 'VARCHAR' : type]);
    expect(described.map(({ column_name: name, column_type: type }) => [name, type]).sort()).toEqual(documented.sort());
  });

  it('keeps times, and says where there is none', async () => {
    expect(
      await elsewhere.all(
        `SELECT report, begin_at::VARCHAR AS begin_at, records FROM read_parquet(${at('reports.parquet')}) ORDER BY report`,
      ),
    ).toEqual([
      { report: 1, begin_at: '2026-11-01 00:00:00', records: 2 },
      { report: 2, begin_at: '2026-12-01 00:00:00', records: 1 },
      { report: 3, begin_at: '2026-11-01 00:00:00', records: 1 },
      { report: 4, begin_at: null, records: 1 },
    ]);
  });
});
