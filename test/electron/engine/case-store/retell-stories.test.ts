import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import { createReportStore } from '../../../../electron/engine/case-store/report-store.ts';
import { retellStories } from '../../../../electron/engine/case-store/retell-stories.ts';
import { contextOf } from '../../../../electron/engine/report-ingest/classify-context.ts';
import { readWholeReport } from '../../../../shared/reports/read.ts';
import { reportXml, rowXml } from '../../../shared/reports/samples.ts';
import { folder } from '../../evidence.ts';

async function opened() {
  const outcome = await openCase(join(folder({}), 'a.waybill'), { threads: 1 });
  if (!outcome.ok) throw new Error(outcome.error.message);
  onTestFinished(() => outcome.value.close());
  return outcome.value;
}

const context = contextOf({ declared: [], operators: [] });
/** As if nobody were known: what a catalogue without operators says. */
const nobody: typeof context = { ...context, infrastructure: { ...context.infrastructure, attribute: () => null } };

const text = reportXml(
  ['203.0.113.20', '40.107.117.56', '203.0.113.21', '209.85.220.41']
    .map((ip, index) => rowXml({ ip, count: index + 1, dkim: 'bravo.onmicrosoft.com selector1 pass' }))
    .join(''),
);

describe('telling the rows of a case anew', () => {
  it('gives each address the operator that is known now, and takes it away again', async () => {
    const read = readWholeReport(new TextEncoder().encode(text), 'a.xml');
    if (!read.ok) throw new Error(read.error.message);
    const rowsBy = async (by: typeof context, told: typeof context) => {
      const database = await opened();
      const store = await createReportStore(database, by);
      await store.add(read.value);
      await store.commit();
      await retellStories(database, told);
      const again = await createReportStore(database, told);
      await again.judge();
      return (await again.read(1))?.records;
    };
    const known = await rowsBy(context, context);
    expect(known?.map(({ operator }) => operator)).toEqual([null, 'exchange-online', null, 'google']);
    expect(await rowsBy(nobody, context)).toEqual(known);
    const unknown = await rowsBy(nobody, nobody);
    expect(unknown?.map(({ operator }) => operator)).toEqual([null, null, null, null]);
    expect(await rowsBy(context, nobody)).toEqual(unknown);
  });

  it('does nothing to an empty case', async () => {
    const database = await opened();
    await retellStories(database, context);
    expect(await database.all('SELECT * FROM story')).toEqual([]);
  });
});
