/** `waybill export`: what a case holds, in a form that other engines read. */
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openCase } from '../../engine/case-store/open-case.ts';
import { exportSchema, writeParquet } from '../../engine/case-store/parquet.ts';
import { createReportStore } from '../../engine/case-store/report-store.ts';
import { fileRefusal } from '../../engine/walk.ts';
import { contextOf } from '../report-inputs.ts';
import { reportRefused } from '../snapshots.ts';
import { defineVerb, rejectPositionals, requiredOption, textOption, UsageError } from '../verb.ts';

export default defineVerb({
  name: 'export',
  summary: 'write the reports of a case as Parquet',
  usage: ['export --case FILE --parquet DIR'],
  help: `
Writes the rows of all reports, with their classes, as Parquet files by month and domain, a table
of the reports, and schema.json, which says what every column means. Spark, Trino, ClickHouse or
DuckDB on another machine then run SQL over them.

  --case FILE       a case made by "waybill reports --case"
  --parquet DIR     folder to write into; made where there is none, else it must be empty`,
  examples: [
    'waybill export --case acme.waybill --parquet acme/',
    'duckdb -c "SELECT class, sum(messages) FROM \'acme/rows/**/*.parquet\' GROUP BY ALL"',
  ],
  options: {
    case: { type: 'string' },
    parquet: { type: 'string' },
    stix: { type: 'string' },
    misp: { type: 'string' },
    csv: { type: 'string' },
  },
  async run(args, io) {
    rejectPositionals(args);
    for (const later of ['stix', 'misp', 'csv'])
      if (args.values[later] !== undefined) throw new UsageError(`--${later} is not built yet in this version.`);
    const shownCase = requiredOption(args, 'case');
    const shownFolder = textOption(args, 'parquet');
    if (shownFolder === null) throw new UsageError('--parquet is missing.');
    const file = resolve(io.directory, shownCase);
    const folder = resolve(io.directory, shownFolder);
    try {
      // Opening a case that is not there would make one.
      await stat(file);
    } catch (fault) {
      await reportRefused([{ path: shownCase, error: fileRefusal(fault, shownCase) }], io);
      return 1;
    }
    try {
      await mkdir(folder, { recursive: true });
      if ((await readdir(folder)).length > 0) throw new UsageError(`The folder ${shownFolder} is not empty.`);
    } catch (fault) {
      if (fault instanceof UsageError) throw fault;
      await reportRefused([{ path: shownFolder, error: fileRefusal(fault, shownFolder) }], io);
      return 1;
    }
    const opened = await openCase(file);
    if (!opened.ok) {
      await reportRefused([{ path: shownCase, error: opened.error }], io);
      return 1;
    }
    try {
      const store = await createReportStore(opened.value, contextOf({ declared: [], operators: [] }));
      if (!(await store.isJudged())) await store.judge();
      await writeParquet(opened.value, folder);
      await writeFile(join(folder, 'schema.json'), `${JSON.stringify(exportSchema, null, 2)}\n`);
      const [count] = await opened.value.all(
        'SELECT count(*)::INTEGER AS reports, (SELECT count(*)::DOUBLE FROM record) AS records FROM report',
      );
      await io.stdout.write(`${Number(count?.reports)} reports with ${Number(count?.records)} rows written to ${shownFolder}\n`);
      return 0;
    } finally {
      opened.value.close();
    }
  },
});
