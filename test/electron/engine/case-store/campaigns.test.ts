import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { streamCampaigns, summariseCampaigns } from '../../../../electron/engine/case-store/campaigns.ts';
import { csvTables } from '../../../../electron/engine/case-store/csv-tables.ts';
import type { Database } from '../../../../electron/engine/case-store/database.ts';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import { createReportStore } from '../../../../electron/engine/case-store/report-store.ts';
import { contextOf } from '../../../../electron/engine/report-ingest/classify-context.ts';
import { readXml, reportXml, rowXml } from '../../../shared/reports/samples.ts';

let database: Database;

const clean = (ip = '40.107.117.56') => rowXml({ ip, count: 60, dkim: 'alpha.example s1 pass', evaluated: 'pass pass' });
const spoof = (ip: string, count: number) => rowXml({ ip, count, dkim: 'bravo.onmicrosoft.com selector1 pass' });

beforeEach(async () => {
  const opened = await openCase(':memory:');
  if (!opened.ok) throw new Error(opened.error.message);
  database = opened.value;
  const store = await createReportStore(database, contextOf({ declared: [], operators: [] }));
  await store.add(readXml(reportXml(clean() + spoof('40.107.117.56', 40) + spoof('40.107.117.57', 2), { id: 'r-1' })));
  await store.add(readXml(reportXml(spoof('40.107.117.56', 5), { id: 'r-2', begin: 1_796_083_200, reporter: '=cmd|x!A1' })));
  await store.add(readXml(reportXml(spoof('40.107.117.56', 7), { id: 'r-3' }).replace(/<begin>\d+/, '<begin>never')));
  await store.add(readXml(reportXml(spoof('40.107.117.58', 0), { id: 'r-4' })));
  await store.commit();
  await store.judge();
});
afterEach(() => database.close());

const lines = async (file: string) => {
  const table = csvTables.find((each) => each.file === file);
  let text = '';
  for await (const piece of table?.lines(database) ?? []) text += piece;
  return text.split('\r\n');
};

describe('the suspect campaigns of a case', () => {
  it('are put together by From domain, operator and tenant, with what each address did', async () => {
    const campaigns = [];
    for await (const campaign of streamCampaigns(database, (operator) => operator.toUpperCase())) campaigns.push(campaign);
    expect(campaigns).toEqual([
      {
        fromDomain: 'alpha.example',
        operator: 'exchange-online',
        operatorName: 'EXCHANGE-ONLINE',
        foreignTenant: 'bravo.onmicrosoft.com',
        messages: 47,
        rows: 3,
        first: '2026-11-01T00:00:00Z',
        last: '2026-12-01T23:59:59Z',
        reporters: ['=cmd|x!A1', 'receiver.example'],
        because: [expect.stringContaining('bravo.onmicrosoft.com')],
        sources: [
          {
            ip: '40.107.117.56',
            messages: 45,
            rows: 2,
            first: '2026-11-01T00:00:00Z',
            last: '2026-12-01T23:59:59Z',
            reporters: ['=cmd|x!A1', 'receiver.example'],
          },
          {
            ip: '40.107.117.57',
            messages: 2,
            rows: 1,
            first: '2026-11-01T00:00:00Z',
            last: '2026-11-01T23:59:59Z',
            reporters: ['receiver.example'],
          },
        ],
      },
    ]);
  });

  it('leave out what has no time or counts nothing, and say so', async () => {
    expect(await summariseCampaigns(database)).toEqual({
      campaigns: 1,
      messages: 47,
      rows: 3,
      leftOut: 2,
      first: '2026-11-01T00:00:00Z',
      last: '2026-12-01T23:59:59Z',
    });
  });

  it('are none in a case without suspects', async () => {
    await database.run('DELETE FROM judgement');
    expect(await summariseCampaigns(database)).toMatchObject({ campaigns: 0, first: null, last: null });
    for await (const campaign of streamCampaigns(database, String)) expect.unreachable(campaign.fromDomain);
  });
});

describe('a case as CSV', () => {
  it('has the columns of the Parquet export, times in ISO 8601, and runs no formula of a reporter', async () => {
    const [head, first, ...rest] = await lines('rows.csv');
    expect(head).toBe(
      'report,ordinal,reporter,begin_at,end_at,source_ip,messages,class,operator,foreign_tenant,because,header_from,organization,envelope_from,envelope_to,disposition,dkim,spf,reasons,auth_results,month,domain',
    );
    expect(first).toMatch(
      /^1,1,receiver\.example,2026-11-01T00:00:00Z,2026-11-01T23:59:59Z,40\.107\.117\.56,60,aligned-dkim,exchange-online,,/,
    );
    expect(rest.at(-1)).toBe('');
    expect(rest).toHaveLength(6);
    expect(rest[2]).toContain("2,1,'=cmd|x!A1,2026-12-01T00:00:00Z");
    expect(rest[3]).toMatch(/^3,1,receiver\.example,,/);
  });

  it('has a line for each report', async () => {
    const [head, ...rest] = await lines('reports.csv');
    expect(head).toBe('report,path,sha256,kind,dialect,reporter,report_id,begin_at,end_at,policy_domain,records,messages,head');
    expect(rest.map((line) => line.split(',')[6])).toEqual(['r-1', 'r-2', 'r-3', 'r-4', undefined]);
  });

  it('counts campaigns, what deserves attention first', async () => {
    expect(await lines('campaigns.csv')).toEqual([
      'class,header_from,operator,foreign_tenant,messages,rows,addresses,receivers,first,last',
      'cross-tenant-suspect,alpha.example,exchange-online,bravo.onmicrosoft.com,54,5,3,2,2026-11-01T00:00:00Z,2026-12-01T23:59:59Z',
      'aligned-dkim,alpha.example,exchange-online,,60,1,1,1,2026-11-01T00:00:00Z,2026-11-01T23:59:59Z',
      '',
    ]);
  });
});
