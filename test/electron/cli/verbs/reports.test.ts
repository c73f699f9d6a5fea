import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ReportSchema } from '../../../../shared/report-schema.ts';
import { reportXml, rowXml } from '../../../shared/reports/samples.ts';
import { folder } from '../../evidence.ts';
import { run } from '../run.ts';

const clean = rowXml({ ip: '40.107.117.56', count: 60, dkim: 'alpha.example s1 pass', evaluated: 'pass pass' });
const spoof = rowXml({ ip: '40.107.117.56', count: 40, dkim: 'bravo.onmicrosoft.com selector1 pass' });
const files = {
  'in/1.xml': reportXml(clean, { id: 'r-1' }),
  'in/2.xml.gz': gzipSync(reportXml(spoof, { id: 'r-2', begin: 1_793_577_600 })),
  'in/3-again.xml': reportXml(clean, { id: 'r-1' }),
  'in/4-empty.xml': '',
  'in/5-prose.txt': 'No report.',
};
const ask = (...argv: string[]) => run(['reports', ...argv], { directory: folder(files) });

describe('waybill reports', () => {
  it('--ndjson prints one report a line, in order, with errors in their places and notes on standard error', async () => {
    const { code, lines, err } = await ask('in', '--ndjson');
    expect(code).toBe(1);
    expect(lines.map(({ schema, evidence }) => [schema, evidence.path])).toEqual([
      ['waybill/report/1', 'in/1.xml'],
      ['waybill/report/1', 'in/2.xml.gz!2.xml'],
      ['waybill/report/1', 'in/3-again.xml'],
      ['waybill/error/1', 'in/4-empty.xml'],
    ]);
    expect(lines[3].error.code).toBe('empty');
    expect(err).toBe('waybill: in/5-prose.txt: This is no report. (no-report)\n');
    for (const report of lines.slice(0, 3)) expect(ReportSchema.safeParse(report).error).toBeUndefined();
  });

  it('judges a row by the rows of all other reports', async () => {
    const { lines } = await ask('in/2.xml.gz', 'in/1.xml', '--ndjson');
    expect(lines[0].records[0]).toMatchObject({
      class: 'cross-tenant-suspect',
      operator: 'exchange-online',
      foreignTenant: 'bravo.onmicrosoft.com',
    });
    const { lines: alone } = await ask('in/2.xml.gz', '--ndjson');
    expect(alone[0].records[0].class).toBe('aligned-spf-shared-pool-only');
  });

  it('counts a duplicate once', async () => {
    const { lines } = await ask('in', '--ndjson', '--summary');
    expect(lines[2]).toMatchObject({ duplicateOf: 'in/1.xml', messageCount: 60 });
    expect((await ask('in')).out).toContain('3 reports, 100 messages; 1 seen before and not counted again');
  });

  it('--summary leaves the rows out', async () => {
    const { lines, code } = await ask('in/1.xml', '--ndjson', '--summary');
    expect([code, lines[0].records, lines[0].recordCount]).toEqual([0, undefined, 1]);
  });

  it('--json prints the object itself where there is one, else an array', async () => {
    expect(JSON.parse((await ask('in/1.xml', '--json')).out).reportId).toBe('r-1');
    expect(JSON.parse((await ask('in', '--json')).out)).toHaveLength(4);
    expect((await ask('in/5-prose.txt', '--json')).out).toBe('[]\n');
  });

  it('--csv prints a line a row, or a line a report', async () => {
    const { out } = await ask('in/1.xml', 'in/2.xml.gz', '--csv');
    const [head, first, second, ...rest] = out.split('\r\n');
    expect(head).toMatch(
      /^path,kind,dialect,reporter,report_id,begin,end,policy_domain,duplicate_of,class,operator,foreign_tenant,source_ip,count,/,
    );
    expect(first).toContain(',aligned-dkim,exchange-online,,40.107.117.56,60,');
    expect(second).toContain(',cross-tenant-suspect,exchange-online,bravo.onmicrosoft.com,40.107.117.56,40,');
    expect(rest).toEqual(['']);
    const summary = (await ask('in/1.xml', '--csv', '--summary')).out.split('\r\n');
    expect(summary[1]).toBe(
      'in/1.xml,aggregate,rfc7489,receiver.example,r-1,2026-11-01T00:00:00Z,2026-11-01T23:59:59Z,alpha.example,,reject,reject,1,60,',
    );
  });

  it('--csv gives a spreadsheet nothing to run', async () => {
    const directory = folder({ 'x.xml': reportXml(spoof, { reporter: '=HYPERLINK("x", "y")'.replaceAll('"', '&quot;') }) });
    const { out } = await run(['reports', 'x.xml', '--csv'], { directory });
    expect(out).toContain(`"'=HYPERLINK(""x"", ""y"")"`);
  });

  it('tells people the groups, most important first, and why', async () => {
    const { out } = await ask('in');
    const lines = out.split('\n');
    expect(lines[1]).toMatch(/^ {6}40 {2}suspect +alpha\.example +exchange-online +bravo\.onmicrosoft\.com +1 +2026-11-02/);
    expect(lines[2]).toMatch(/^ {6}60 {2}own DKIM/);
    expect(out).toContain('Suspect: SPF passed for alpha.example through a shared pool of');
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  it('lists the reports for people with --summary', async () => {
    expect((await ask('in/1.xml', '--summary')).out).toMatch(/2026-11-01 +receiver\.example +aggregate +alpha\.example +reject +1 +60/);
  });

  it('reads standard input', async () => {
    const { lines } = await run(['reports', '-', '--ndjson'], { stdin: gzipSync(reportXml(clean)) });
    expect(lines[0].evidence.path).toBe('-!-');
  });

  it('uses a tenant directory', async () => {
    const directory = folder({
      ...files,
      'tenants.ndjson': '{"domain":"alpha.example","operator":"exchange-online","kind":"dkim-domain","value":"bravo.onmicrosoft.com"}\n',
    });
    const { lines } = await run(['reports', 'in', '--tenants', 'tenants.ndjson', '--ndjson'], { directory });
    expect(lines[1].records[0]).toMatchObject({ class: 'aligned-spf-shared-pool-only', foreignTenant: null });
  });

  it.each([
    [['--json', '--csv', 'in'], /Choose one/],
    [[], /PATH is missing/],
  ])('%j is a usage error', async (argv, message) => {
    const { code, err } = await ask(...argv);
    expect([code, message.test(err)]).toEqual([2, true]);
  });

  it('says what is not there', async () => {
    const { code, lines } = await ask('nowhere', '--ndjson');
    expect([code, lines[0].error.code]).toEqual([1, 'not-found']);
  });

  it('stops when its reader goes', async () => {
    const { code } = await run(['reports', 'in/1.xml', 'in/2.xml.gz', '--ndjson'], { directory: folder(files), closeAfter: 10 });
    expect(code).toBe(0);
  });
});
