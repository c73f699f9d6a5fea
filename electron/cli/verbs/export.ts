/** `waybill export`: what a case holds, in forms that other tools read. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { openCase } from '../../engine/case-store/open-case.ts';
import { createReportStore } from '../../engine/case-store/report-store.ts';
import { contextOf } from '../../engine/report-ingest/classify-context.ts';
import { fileRefusal } from '../../engine/walk.ts';
import { caseExports } from '../case-exports.ts';
import { exportQuestions } from '../export-questions.ts';
import { reportRefused } from '../snapshots.ts';
import { defineVerb, rejectPositionals, requiredOption, textOption, UsageError } from '../verb.ts';

export default defineVerb({
  name: 'export',
  summary: 'write a case as Parquet, CSV, STIX or MISP',
  usage: ['export --case FILE (--parquet DIR | --csv DIR | --stix FILE | --misp FILE)'],
  help: `
  --case FILE       a case made by "waybill reports --case"
  --parquet DIR     the rows of all reports with their classes, as Parquet files by month and domain,
                    a table of the reports, and schema.json, which says what every column means
  --csv DIR         the same columns as rows.csv and reports.csv, and campaigns.csv: messages, rows,
                    receivers and days by From domain, operator, foreign tenant and class (RFC 4180;
                    texts that a spreadsheet would run begin with ')
  --stix FILE       what is suspect as a STIX 2.1 bundle: the campaigns of the reports (class
                    cross-tenant-suspect), and the messages of the case whose verdict is
                    cross-tenant-spoof or laundered-pass
  --misp FILE       the same as a MISP event

A DIR is made where there is none, else it must be empty. The same case gives the same rows, and
as CSV, STIX and MISP the same bytes.

STIX and MISP: what to look for is the signing domain of the foreign tenant together with the From
domain. The addresses of a shared pool are written down as observed, never as an indicator: every
customer of the service sends from them, the victim too. Ids are made from the content, so that a
second export of the same case changes nothing, and no marking or distribution is set for you.

Questions for the Parquet export, as DuckDB reads them in its folder; Spark, Trino and ClickHouse run
the same SQL over their own name for these files:

${exportQuestions.map(({ title, sql }) => `  -- ${title}\n${sql.replace(/^/gm, '  ')}`).join('\n\n')}`,
  examples: [
    'waybill export --case acme.waybill --parquet acme/',
    'waybill export --case acme.waybill --stix acme.stix.json',
    'duckdb -c "SELECT class, sum(messages) FROM \'acme/rows/**/*.parquet\' GROUP BY ALL"',
  ],
  options: {
    case: { type: 'string' },
    parquet: { type: 'string' },
    csv: { type: 'string' },
    stix: { type: 'string' },
    misp: { type: 'string' },
  },
  async run(args, io) {
    rejectPositionals(args);
    const shownCase = requiredOption(args, 'case');
    const asked = caseExports.flatMap((form) => {
      const shown = textOption(args, form.option);
      return shown === null ? [] : [{ form, shown }];
    });
    const [only, ...more] = asked;
    if (only === undefined) throw new UsageError('Say in which form: --parquet DIR, --csv DIR, --stix FILE or --misp FILE.');
    if (more.length > 0) throw new UsageError('Choose one of --parquet, --csv, --stix and --misp.');
    const { form, shown } = only;
    const file = resolve(io.directory, shownCase);
    if (file === resolve(io.directory, shown)) throw new UsageError(`--${form.option} ${shown} would write over the case.`);
    try {
      // Opening a case that is not there would make one.
      await stat(file);
    } catch (fault) {
      await reportRefused([{ path: shownCase, error: fileRefusal(fault, shownCase) }], io);
      return 1;
    }
    const prepared = await form.prepare(shown, io);
    if (!prepared.ok) {
      await reportRefused([{ path: shown, error: prepared.error }], io);
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
      const { nameOf } = createInfrastructure();
      const written = await form.write(opened.value, shown, io, nameOf);
      if (!written.ok) {
        await reportRefused([{ path: shown, error: written.error }], io);
        return 1;
      }
      await io.stdout.write(written.value);
      return 0;
    } finally {
      opened.value.close();
    }
  },
});
