import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../electron/engine/case-store/database.ts';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import { createReportStore, type ReportStore } from '../../../../electron/engine/case-store/report-store.ts';
import { alignWith } from '../../../../shared/authentication/alignment.ts';
import type { ReadReport } from '../../../../shared/facts/report.ts';
import { nothingKnown } from '../../../../shared/facts/tenant-knowledge.ts';
import { createInfrastructure } from '../../../../shared/infrastructure/match.ts';
import { ReportSchema } from '../../../../shared/report-schema.ts';
import { createRowJudge } from '../../../../shared/reports/classify.ts';
import { generateReport, generateReportBytes } from '../../../bench/report-generator.ts';
import { readXml, reportXml, rowXml, type SampleReport } from '../../../shared/reports/samples.ts';

const infrastructure = createInfrastructure();
const context = {
  infrastructure,
  knowledge: nothingKnown,
  align: (from: string, domain: string) => alignWith([from], domain, infrastructure).aligned,
};

let folder: string;
let opened: Database[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-case-'));
  opened = [];
});
afterEach(() => {
  for (const database of opened) database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openAt(file: string): Promise<{ database: Database; store: ReportStore }> {
  const outcome = await openCase(file, { threads: 2 });
  if (!outcome.ok) throw new Error(outcome.error.message);
  opened.push(outcome.value);
  return { database: outcome.value, store: await createReportStore(outcome.value, context) };
}

function closeAll(): void {
  for (const database of opened) database.close();
  opened = [];
}

const clean = rowXml({ ip: '40.107.117.56', count: 60, dkim: 'alpha.example s1 pass', evaluated: 'pass pass' });
const spoof = rowXml({
  ip: '40.107.117.56',
  count: 40,
  dkim: 'bravo.onmicrosoft.com selector1 pass',
  reason: '<reason><type>other</type><comment>x</comment></reason>',
});
const odd = rowXml({ ip: 'nowhere', count: 1, spf: '' });

function report(rows: string, options: SampleReport & { path?: string } = {}): ReadReport {
  const read = readXml(reportXml(rows, options));
  return { ...read, evidence: { ...read.evidence, path: options.path ?? 'a.xml' } };
}

describe('the reports of a case', () => {
  it('come back as they were read, judged by all rows of the case', async () => {
    const { store } = await openAt(join(folder, 'a.case'));
    const first = report(spoof + odd, { id: 'r-1' });
    const second = report(clean, { id: 'r-2', begin: 1_793_577_600 });
    expect(await store.add(first)).toEqual({ id: 1, duplicateOf: null });
    expect(await store.add(second)).toEqual({ id: 2, duplicateOf: null });
    await store.judge();
    const judge = createRowJudge(context);
    for (const [index, each] of [first, second].entries()) for (const record of each.records) judge.observe(record, each, index + 1);
    const expected = [first, second].map((each) => ({
      schema: 'waybill/report/1',
      ...each,
      records: each.records.map((record) => ({ ...record, ...judge.judge(record, each) })),
    }));
    expect([await store.read(1), await store.read(2)]).toEqual(expected);
    expect(expected[0]?.records[0]?.class).toBe('cross-tenant-suspect');
    expect(ReportSchema.safeParse(await store.read(1)).success).toBe(true);
    expect([await store.list(), (await store.read(2, false))?.records, await store.read(9)]).toEqual([[1, 2], undefined, null]);
  });

  it('are still there when the case is opened again, and are judged anew by what came later', async () => {
    const file = join(folder, 'a.case');
    const before = await openAt(file);
    await before.store.add(report(spoof, { id: 'r-1' }));
    await before.store.judge();
    expect((await before.store.read(1))?.records?.[0]?.class).toBe('aligned-spf-shared-pool-only');
    closeAll();
    const { store } = await openAt(file);
    await store.add(report(clean, { id: 'r-2' }));
    await store.judge();
    expect((await store.read(1))?.records?.[0]?.class).toBe('cross-tenant-suspect');
  });

  it.each<[string, ReadReport]>([
    ['the same bytes under another name', report(clean, { path: 'copy.xml' })],
    ['the same report with other bytes', { ...report(clean), evidence: { path: 'b.xml', sha256: 'f'.repeat(64), bytes: 1 } }],
  ])('%s are added once', async (_title, again) => {
    const file = join(folder, 'a.case');
    const { store } = await openAt(file);
    await store.add(report(clean));
    expect(await store.add(again)).toEqual({ id: 1, duplicateOf: 'a.xml' });
    await store.commit();
    closeAll();
    const later = await openAt(file);
    expect(await later.store.add(again)).toEqual({ id: 1, duplicateOf: 'a.xml' });
    expect(await later.store.list()).toEqual([1]);
    expect(await later.database.all('SELECT count(*)::INTEGER AS n FROM record')).toEqual([{ n: 1 }]);
  });

  it('the same id with other rows is another report', async () => {
    const { store } = await openAt(join(folder, 'a.case'));
    await store.add(report(clean));
    expect(await store.add(report(clean + spoof))).toEqual({ id: 2, duplicateOf: null });
  });

  it('a stream gives the same as the whole', async () => {
    const { store } = await openAt(join(folder, 'a.case'));
    expect(await store.addStream('big.xml', generateReport(3_000))).toEqual({ ok: true, value: { id: 1, duplicateOf: null } });
    await store.judge();
    const streamed = await store.read(1);
    expect([streamed?.recordCount, streamed?.records?.length, streamed?.evidence.path]).toEqual([3_000, 3_000, 'big.xml']);
    expect(await store.addStream('again.xml', [generateReportBytes(3_000)])).toEqual({
      ok: true,
      value: { id: 1, duplicateOf: 'big.xml' },
    });
  });

  it('what is no report leaves nothing behind', async () => {
    const { store, database } = await openAt(join(folder, 'a.case'));
    await store.add(report(clean));
    expect(await store.addStream('x.xml', [Buffer.from('<html/>')])).toMatchObject({ ok: false, error: { code: 'not-a-message' } });
    await store.add(report(spoof, { id: 'r-2' }));
    await store.judge();
    expect(await store.list()).toEqual([1, 2]);
    expect(await database.all('SELECT count(*)::INTEGER AS n FROM record')).toEqual([{ n: 2 }]);
    expect((await store.read(2))?.records?.[0]?.sourceIp).toBe('40.107.117.56');
  });

  it('a process that is killed at any moment leaves whole reports only, and adding them again completes the case', async () => {
    const file = join(folder, 'a.case');
    const { store } = await openAt(file);
    const all = Array.from({ length: 6 }, (_, index) => report(clean.repeat(2_100), { id: `r-${index}`, path: `${index}.xml` }));
    const copies: string[] = [];
    /** What the disk holds now is what a killed process leaves. */
    const photograph = (): void => {
      const copy = join(folder, `copy-${copies.length}.case`);
      copyFileSync(file, copy);
      if (existsSync(`${file}.wal`)) copyFileSync(`${file}.wal`, `${copy}.wal`);
      copies.push(copy);
    };
    async function* slowly(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
      for (let start = 0; start < bytes.length; start += 700_000) {
        yield bytes.subarray(start, start + 700_000);
        photograph();
      }
    }
    photograph();
    for (const [index, each] of all.entries()) {
      await store.add(each);
      photograph();
      if (index % 2 === 1) {
        await store.commit();
        photograph();
      }
    }
    await store.addStream('stream.xml', slowly(generateReportBytes(3_000)));
    photograph();
    const seen = new Set<number>();
    for (const copy of copies) {
      const reopened = await openAt(copy);
      const counted = await reopened.database.all(
        'SELECT p.record_count AS said, count(r.ordinal)::INTEGER AS held, count(s.id)::INTEGER AS told FROM report p LEFT JOIN record r ON r.report = p.id LEFT JOIN story s ON s.id = r.story GROUP BY p.id, p.record_count',
      );
      expect(counted.filter(({ said, held, told }) => said !== held || held !== told)).toEqual([]);
      expect(await reopened.database.all('SELECT count(*)::INTEGER AS n FROM record WHERE report NOT IN (SELECT id FROM report)')).toEqual([
        { n: 0 },
      ]);
      seen.add(counted.length);
      for (const each of all) await reopened.store.add(each);
      await reopened.store.commit();
      expect((await reopened.store.list()).length).toBe(counted.length <= 6 ? 6 : 7);
      reopened.database.close();
      opened.pop();
    }
    expect([...seen].sort()).toEqual([0, 2, 4, 6, 7]);
  });
});
