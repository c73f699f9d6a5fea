/** Saves a view of the reports as a file, under the present filter. */
import type { ExportedView } from '../../shared/report-calls.ts';
import { withoutDays } from '../report-filter.ts';
import { reportWords } from '../report-words.ts';
import { useWaybill } from '../store.ts';
import { theClient } from './current-client.ts';
import { saveText } from './file-saver.ts';
import { notify } from './notices.ts';

const mimeTypes = { csv: 'text/csv', json: 'application/json' } as const;

/** Asks the engine for all lines of a view and hands them to the reader as a file; says so where there were more than a file takes. */
export async function saveReportView(view: ExportedView, format: 'csv' | 'json'): Promise<void> {
  const { filter } = useWaybill.getState().reports;
  // The time line shows all days, whichever are lit.
  const outcome = await theClient().calls['reports.export']({ view, format, filter: view === 'time-line' ? withoutDays(filter) : filter });
  if (!outcome.ok) {
    notify(outcome.error.message, 'failed');
    return;
  }
  const { name, text, truncated } = outcome.value;
  saveText(name, mimeTypes[format], text);
  if (truncated) notify(reportWords.truncated(name), 'failed');
}
