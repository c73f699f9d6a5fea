import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BundleSchema, looseEnds } from '../../../shared/export/stix/stix-schema.ts';
import { reportXml, rowXml } from '../../../shared/reports/samples.ts';
import { folder } from '../../evidence.ts';
import { run } from '../run.ts';

const clean = rowXml({ ip: '40.107.117.56', count: 60, dkim: 'alpha.example s1 pass', evaluated: 'pass pass' });
const spoof = rowXml({ ip: '40.107.117.56', count: 40, dkim: 'bravo.onmicrosoft.com selector1 pass' });

describe('a case on the command line', () => {
  const make = () =>
    folder({
      'in/1.xml': reportXml(clean, { id: 'r-1' }),
      'in/2.xml': reportXml(spoof, { id: 'r-2' }),
      'in/3.txt': 'No report.',
      'in/4.xml': '',
    });

  it('grows over several runs, and each row is judged by all of it', async () => {
    const directory = make();
    const first = await run(['reports', 'in/2.xml', '--case', 'a.case', '--ndjson'], { directory });
    expect([first.code, first.lines[0].records[0].class]).toEqual([0, 'aligned-spf-shared-pool-only']);
    const second = await run(['reports', 'in', '--case', 'a.case', '--ndjson'], { directory });
    expect(second.code).toBe(1);
    expect(
      second.lines.map(({ schema, evidence, duplicateOf, records }) => [schema, evidence.path, duplicateOf, records?.[0].class]),
    ).toEqual([
      ['waybill/report/1', 'in/1.xml', null, 'aligned-dkim'],
      ['waybill/report/1', 'in/2.xml', 'in/2.xml', 'cross-tenant-suspect'],
      ['waybill/error/1', 'in/4.xml', undefined, undefined],
    ]);
    expect(second.err).toContain('in/3.txt');
  });

  it('gives the same objects as without a case', async () => {
    const directory = make();
    const plain = await run(['reports', 'in', '--ndjson'], { directory });
    const stored = await run(['reports', 'in', '--ndjson', '--case', 'a.case'], { directory });
    expect(stored.lines).toEqual(plain.lines);
    expect((await run(['reports', 'in', '--ndjson', '--summary', '--case', 'a.case'], { directory })).lines[0].records).toBeUndefined();
  });

  it('is written as Parquet with a schema', async () => {
    const directory = make();
    await run(['reports', 'in', '--case', 'a.case'], { directory });
    const { code, out } = await run(['export', '--case', 'a.case', '--parquet', 'out'], { directory });
    expect([code, out]).toEqual([0, '2 reports with 2 rows written to out\n']);
    expect(existsSync(join(directory, 'out', 'rows', 'month=2026-11', 'domain=alpha.example'))).toBe(true);
    expect(JSON.parse(readFileSync(join(directory, 'out', 'schema.json'), 'utf8')).tables.rows.partitions).toEqual(['month', 'domain']);
    expect((await run(['export', '--case', 'a.case', '--parquet', 'out'], { directory })).code).toBe(2);
  });

  it.each([
    [['export', '--case', 'missing.case', '--parquet', 'out'], 1, /no such file/],
    [['export', '--case', 'in/3.txt', '--parquet', 'out'], 1, /case-damaged/],
    [['export', '--parquet', 'out'], 2, /--case is missing/],
    [['export', '--case', 'a.case'], 2, /Say in which form: --parquet DIR, --csv DIR, --stix FILE or --misp FILE/],
    [['export', '--case', 'a.case', '--stix', 'x', '--csv', 'y'], 2, /Choose one of --parquet, --csv, --stix and --misp/],
    [['export', '--case', 'a.case', '--stix', './a.case'], 2, /would write over the case/],
    [['export', '--case', 'missing.case', '--stix', 'x'], 1, /no such file/],
    [['reports', 'in/1.xml', '--case', 'in/3.txt'], 1, /case-damaged/],
  ])('%j ends with %d', async (argv, code, message) => {
    const result = await run(argv, { directory: make() });
    expect([result.code, message.test(result.err)]).toEqual([code, true]);
  });

  it('is written as CSV, with the campaigns', async () => {
    const directory = make();
    await run(['reports', 'in', '--case', 'a.case'], { directory });
    const { code, out } = await run(['export', '--case', 'a.case', '--csv', 'out'], { directory });
    expect([code, out]).toEqual([0, '2 reports with 2 rows written to out\n']);
    expect(readdirSync(join(directory, 'out'))).toEqual(['campaigns.csv', 'reports.csv', 'rows.csv']);
    expect(readFileSync(join(directory, 'out', 'campaigns.csv'), 'utf8')).toContain(
      'cross-tenant-suspect,alpha.example,exchange-online,bravo.onmicrosoft.com,40,1,1,1,',
    );
  });

  it.each([
    ['stix', (text: string) => looseEnds(BundleSchema.parse(JSON.parse(text))).length],
    ['misp', (text: string) => JSON.parse(text).Event.Object.length - 2],
  ])('is written as %s, the same bytes every time', async (form, check) => {
    const directory = make();
    await run(['reports', 'in', '--case', 'a.case'], { directory });
    const write = async (file: string) => {
      const { code, out, err } = await run(['export', '--case', 'a.case', `--${form}`, file], { directory });
      expect([code, out, err]).toEqual([0, `1 campaign in reports (1 row, 40 messages), 0 analysed messages written to ${file}\n`, '']);
      return readFileSync(join(directory, file), 'utf8');
    };
    const first = await write('a.json');
    expect(await write('b.json')).toBe(first);
    expect(first).toContain('bravo.onmicrosoft.com');
    expect(check(first)).toBe(0);
    expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('says where it cannot write, and leaves nothing behind', async () => {
    const directory = make();
    await run(['reports', 'in', '--case', 'a.case'], { directory });
    const { code, err } = await run(['export', '--case', 'a.case', '--stix', 'none/x.json'], { directory });
    expect([code, err]).toEqual([1, 'waybill: none/x.json: It cannot be written. (not-found)\n']);
    expect((await run(['export', '--case', 'a.case', '--misp', 'in'], { directory })).code).toBe(1);
    expect(existsSync(join(directory, 'in.part'))).toBe(false);
  });

  it('does not make a case by looking for it', async () => {
    const directory = make();
    await run(['export', '--case', 'missing.case', '--parquet', 'out'], { directory });
    expect(existsSync(join(directory, 'missing.case'))).toBe(false);
  });
});
