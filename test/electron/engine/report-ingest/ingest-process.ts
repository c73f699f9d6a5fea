/** A process that adds a folder to a case in threads, for the test that kills it. Prints a line for each event. Arguments: case, worker, folder. */
import { pathToFileURL } from 'node:url';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import { createReportStore } from '../../../../electron/engine/case-store/report-store.ts';
import { findSources } from '../../../../electron/engine/intake.ts';
import { contextOf } from '../../../../electron/engine/report-ingest/classify-context.ts';
import { createReportIngest } from '../../../../electron/engine/report-ingest/ingest.ts';

const [caseFile = '', worker = '', path = ''] = process.argv.slice(2);
const opened = await openCase(caseFile);
if (!opened.ok) throw new Error(opened.error.message);
const grounds = { declared: [], operators: [] };
const store = await createReportStore(opened.value, contextOf(grounds));
const onBug = (stack: string): void => void process.stderr.write(stack);
const ingest = createReportIngest({ store, ...grounds, worker: pathToFileURL(worker), threads: 2, onBug });
let told = 0;
const onProgress = ({ records }: { readonly records: number }): void => {
  if (records > told) process.stdout.write(`${records} rows\n`);
  told = records;
};
for await (const { kind } of ingest(findSources([{ path }]), { onProgress })) process.stdout.write(`${kind}\n`);
opened.value.close();
