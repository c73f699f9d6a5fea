import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nothingKnown } from '../../shared/facts/tenant-knowledge.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { ReportSchema } from '../../shared/report-schema.ts';
import { createRowJudge } from '../../shared/reports/classify.ts';
import { readReports } from '../../shared/reports/open.ts';
import { corporaPath, hasCorpora } from '../helpers/corpora.ts';

const infrastructure = createInfrastructure();

async function publish(path: string, bytes: Uint8Array): Promise<unknown[]> {
  const published: unknown[] = [];
  for await (const item of readReports(path, bytes)) {
    if (item.kind !== 'report') continue;
    const { records, ...head } = item.report;
    const judge = createRowJudge({ infrastructure, knowledge: nothingKnown, align: (from, domain) => from === domain });
    for (const record of records) judge.observe(record, head, 1);
    published.push({
      schema: 'waybill/report/1',
      ...head,
      records: records.map((record) => ({ ...record, ...judge.judge(record, head) })),
    });
  }
  return published;
}

describe.skipIf(!hasCorpora)('the schema of reports (needs ../shared/corpora)', () => {
  const root = `${corporaPath}reports/`;
  const files = hasCorpora ? readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : [];

  it('fits every report of the corpora', async () => {
    let count = 0;
    for (const { parentPath, name } of files) {
      for (const report of await publish(name, readFileSync(`${parentPath}/${name}`))) {
        expect([name, ReportSchema.safeParse(report).error?.issues]).toEqual([name, undefined]);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(80);
  });
});

it('takes a report without its rows, and nothing that is not in it', async () => {
  const [report] = (await publish('x.xml', Buffer.from('<feedback><record><row/></record></feedback>'))) as [Record<string, unknown>];
  const { records: _, ...summary } = report;
  expect(ReportSchema.safeParse(summary).success).toBe(true);
  expect(ReportSchema.safeParse({ ...summary, surprise: 1 }).success).toBe(false);
  expect(ReportSchema.safeParse({ ...summary, records: undefined }).success).toBe(false);
});
