import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../electron/engine/case-store/database.ts';
import { createReportQueries, type ReportQueries } from '../../../../electron/engine/case-store/report-queries.ts';
import { type RowClass, rowClasses } from '../../../../shared/facts/report.ts';
import { contains, parseIp, parseNetwork } from '../../../../shared/names/ip-network.ts';
import { ReportTotals, type RowFilter, type RowGrouping, reportCalls, rowGroupings, TimeLine } from '../../../../shared/report-calls.ts';
import { complete, empty, emptyCase, fill, open, type SampleReport } from './sample-rows.ts';

const operatorName = (id: string): string => (id === 'microsoft' ? 'Microsoft 365' : id);

let database: Database;
let queries: ReportQueries;
const opened: Database[] = [];

beforeEach(async () => {
  database = await emptyCase();
  opened.push(database);
  queries = createReportQueries(database, { operatorName });
});
afterEach(() => queries.close());
afterAll(() => {
  for (const each of opened) each.close();
});

const hostile = `O'Brien "%_" ;-- \n é`;

const reports: readonly SampleReport[] = [
  {
    id: 1,
    reporter: 'google.com',
    begin: '2026-11-02',
    policy: { domain: 'alpha.example', p: 'none' },
    rows: [
      {
        class: 'cross-tenant-suspect',
        sourceIp: '40.107.1.2',
        count: 40,
        operator: 'microsoft',
        foreignTenant: 'evil.onmicrosoft.com',
        signers: ['evil.onmicrosoft.com'],
        envelopeTo: 'gmail.com',
        because: 'SPF passed.',
      },
      { class: 'aligned-dkim', sourceIp: '203.0.113.9', count: 500, signers: ['alpha.example'], envelopeFrom: 'bounce.alpha.example' },
      { class: 'unknown', sourceIp: null, count: null, headerFrom: null, organization: null },
    ],
  },
  {
    id: 2,
    reporter: null,
    begin: '2026-11-04',
    notes: 3,
    policy: { domain: 'alpha.example', p: 'reject' },
    rows: [
      { class: 'unauthorised', sourceIp: '2001:db8::5', count: 7, headerFrom: 'news.alpha.example', organization: 'alpha.example' },
      {
        class: 'third-party',
        sourceIp: '203.0.113.77',
        count: 2,
        headerFrom: 'bravo.example',
        operator: 'amazon-ses',
        envelopeTo: hostile,
      },
    ],
  },
  {
    id: 3,
    reporter: hostile,
    begin: null,
    rows: [{ class: 'aligned-spf-own-space', sourceIp: '203.0.113.200', count: 3, headerFrom: hostile, operator: 'microsoft' }],
  },
  { id: 4, reporter: 'google.com', begin: '2026-11-05', kind: 'tls', rows: [] },
];

describe('an empty case', () => {
  it('has no rows, and every answer fits the contract', async () => {
    expect(await queries.totals({ filter: open })).toEqual({
      reports: 0,
      rows: 0,
      messages: 0,
      first: null,
      last: null,
      rowsByClass: [0, 0, 0, 0, 0, 0, 0, 0],
      messagesByClass: [0, 0, 0, 0, 0, 0, 0, 0],
    });
    expect(await queries.timeLine({ filter: open })).toEqual({ unit: 'day', buckets: [] });
    for (const by of rowGroupings) {
      expect(await queries.groups({ by, filter: open, sort: 'attention', offset: 0, limit: 10 })).toEqual({ total: 0, groups: [] });
    }
    expect(await queries.policies({ filter: open })).toEqual({ policies: [] });
    expect(await queries.list({ filter: open, sort: 'begin', offset: 0, limit: 10 })).toEqual({ total: 0, reports: [] });
    expect(await queries.rows({ filter: open, sort: 'attention', offset: 0, limit: 10 })).toEqual({ total: 0, rows: [] });
    expect(await queries.row(1, 1)).toBeNull();
  });
});

describe('the whole case', () => {
  beforeEach(() => fill(database, reports));

  it('is summed up', async () => {
    expect(ReportTotals.parse(await queries.totals({ filter: open }))).toEqual({
      reports: 4,
      rows: 6,
      messages: 552,
      first: '2026-11-02',
      last: '2026-11-05',
      rowsByClass: [1, 1, 0, 1, 0, 1, 1, 1],
      messagesByClass: [40, 7, 0, 2, 0, 0, 3, 500],
    });
  });

  it('is drawn on a line without gaps; reports without a begin are on none', async () => {
    const none = [0, 0, 0, 0, 0, 0, 0, 0];
    expect(TimeLine.parse(await queries.timeLine({ filter: open }))).toEqual({
      unit: 'day',
      buckets: [
        { at: '2026-11-02', messages: [40, 0, 0, 0, 0, 0, 0, 500] },
        { at: '2026-11-03', messages: none },
        { at: '2026-11-04', messages: [0, 7, 0, 2, 0, 0, 0, 0] },
      ],
    });
  });

  it('lists its reports', async () => {
    const { total, reports: lines } = await queries.list({ filter: open, sort: 'attention', offset: 0, limit: 2 });
    expect(total).toBe(4);
    expect(lines).toEqual([
      {
        id: 1,
        path: 'folder/1.xml',
        kind: 'aggregate',
        dialect: 'rfc7489',
        reporter: 'google.com',
        reportId: 'r-1',
        begin: '2026-11-02T00:00:00Z',
        end: '2026-11-02T23:59:59Z',
        domain: 'alpha.example',
        rows: 3,
        messages: 540,
        suspects: 1,
        notes: 0,
      },
      expect.objectContaining({ id: 2, rows: 2, messages: 9, suspects: 0, notes: 3 }),
    ]);
  });

  it.each([
    ['begin', [4, 2, 1, 3]],
    ['messages', [1, 2, 3, 4]],
    // “O'Brien” comes before “google.com”, and nobody comes last.
    ['reporter', [3, 4, 1, 2]],
    ['notes', [2, 4, 1, 3]],
  ] as const)('lists its reports by %s', async (sort, ids) => {
    const { reports: lines } = await queries.list({ filter: open, sort, offset: 0, limit: 10 });
    expect(lines.map(({ id }) => id)).toEqual(ids);
  });

  it('gives each row as it stands in its report', async () => {
    const { total, rows } = await queries.rows({ filter: open, sort: 'attention', offset: 0, limit: 1 });
    expect(total).toBe(6);
    expect(rows).toEqual([
      {
        report: 1,
        ordinal: 1,
        reporter: 'google.com',
        begin: '2026-11-02T00:00:00Z',
        end: '2026-11-02T23:59:59Z',
        policyDomain: 'alpha.example',
        record: {
          sourceIp: '40.107.1.2',
          count: 40,
          disposition: 'none',
          dkim: 'fail',
          spf: 'pass',
          reasons: [],
          headerFrom: 'alpha.example',
          envelopeFrom: null,
          envelopeTo: 'gmail.com',
          authResults: { dkim: [{ domain: 'evil.onmicrosoft.com', selector: 's', result: 'pass', humanResult: null }], spf: [] },
          class: 'cross-tenant-suspect',
          operator: 'microsoft',
          foreignTenant: 'evil.onmicrosoft.com',
          because: 'SPF passed.',
        },
      },
    ]);
    expect(await queries.row(1, 1)).toEqual(rows[0]);
    expect([await queries.row(1, 4), await queries.row(1, 0), await queries.row(4, 1), await queries.row(9, 1)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([
    ['attention', ['1.1', '2.1', '2.2', '1.3', '3.1', '1.2']],
    ['messages', ['1.2', '1.1', '2.1', '3.1', '2.2', '1.3']],
    ['begin', ['2.1', '2.2', '1.1', '1.2', '1.3', '3.1']],
    ['source', ['1.1', '1.2', '2.2', '3.1', '2.1', '1.3']],
  ] as const)('sorts its rows by %s, on every page', async (sort, expected) => {
    const pages = await Promise.all([0, 2, 4, 6].map((offset) => queries.rows({ filter: open, sort, offset, limit: 2 })));
    expect(pages.flatMap(({ rows }) => rows.map(({ report, ordinal }) => `${report}.${ordinal}`))).toEqual(expected);
  });

  it('puts rows together by operator', async () => {
    const reply = await queries.groups({ by: 'operator', filter: open, sort: 'attention', offset: 0, limit: 10 });
    expect(reply).toEqual({
      total: 3,
      groups: [
        {
          key: 'microsoft',
          label: 'Microsoft 365',
          operator: 'microsoft',
          reports: 2,
          rows: 2,
          messages: 43,
          messagesByClass: [40, 0, 0, 0, 0, 0, 3, 0],
          // The other report names no day.
          first: '2026-11-02',
          last: '2026-11-02',
        },
        {
          key: null,
          label: null,
          operator: null,
          reports: 2,
          rows: 3,
          messages: 507,
          messagesByClass: [0, 7, 0, 0, 0, 0, 0, 500],
          first: '2026-11-02',
          last: '2026-11-04',
        },
        expect.objectContaining({ key: 'amazon-ses', label: 'amazon-ses', messages: 2 }),
      ],
    });
    expect(reportCalls['reports.groups'].reply.parse(reply)).toEqual(reply);
  });

  it.each<[RowGrouping, readonly (string | null)[]]>([
    ['operator', ['amazon-ses', 'microsoft', null]],
    ['tenant', ['evil.onmicrosoft.com', null]],
    ['source', ['40.107.1.2', '203.0.113.9', '203.0.113.77', '203.0.113.200', '2001:db8::5', null]],
    ['reporter', [hostile, 'google.com', null]],
    ['organization', [hostile, 'alpha.example', 'bravo.example', null]],
    ['from-domain', [hostile, 'alpha.example', 'bravo.example', 'news.alpha.example', null]],
  ])('has groups by %s, keyed as they are stored', async (by, keys) => {
    const { groups, total } = await queries.groups({ by, filter: open, sort: 'key', offset: 0, limit: 100 });
    expect(groups.map(({ key }) => key)).toEqual(keys);
    const page = await queries.groups({ by, filter: open, sort: 'key', offset: 1, limit: 1 });
    expect([page.total, page.groups.map(({ key }) => key)]).toEqual([total, keys.slice(1, 2)]);
  });

  it('reads the case anew when it has changed', async () => {
    expect((await queries.totals({ filter: open })).rows).toBe(6);
    await fill(
      database,
      [{ id: 5, rows: [{ headerFrom: 'new.example', because: 'another story' }] }].map((each) => ({ ...each, rows: [] })),
    );
    queries.refresh();
    expect(await queries.totals({ filter: open })).toMatchObject({ reports: 5, rows: 6 });
  });

  it('reads it once after the other when it changes while it is read', async () => {
    const asked = Array.from({ length: 4 }, () => {
      queries.refresh();
      return queries.totals({ filter: open });
    });
    expect((await Promise.all(asked)).map(({ rows }) => rows)).toEqual([6, 6, 6, 6]);
  });
});

describe('questions that come while the case changes', () => {
  it('are answered one way or the other, and the last by what holds then', async () => {
    await fill(database, reports);
    const early = queries.totals({ filter: open });
    queries.refresh();
    const late = queries.totals({ filter: open });
    queries.refresh();
    const [one, other, last] = await Promise.all([early, late, queries.totals({ filter: open })]);
    expect([one, other]).toEqual([last, last]);
  });
});

describe('a filter', () => {
  beforeEach(() => fill(database, reports));

  it.each<[string, Partial<RowFilter>, string]>([
    ['the first day', { from: '2026-11-04' }, '2.1 2.2'],
    ['the last day', { to: '2026-11-03' }, '1.1 1.2 1.3'],
    ['both days', { from: '2026-11-02', to: '2026-11-02' }, '1.1 1.2 1.3'],
    ['days in the wrong order', { from: '2026-11-05', to: '2026-11-01' }, ''],
    ['a day that the calendar does not have', { from: '2026-13-45' }, ''],
    ['classes', { classes: ['third-party', 'unknown'] }, '1.3 2.2'],
    ['an organization', { organizations: ['alpha.example'] }, '1.1 1.2 2.1'],
    ['no organization', { organizations: [null] }, '1.3'],
    ['a From domain', { fromDomains: ['alpha.example'] }, '1.1 1.2'],
    ['a hostile From domain', { fromDomains: [hostile] }, '3.1'],
    ['an operator or none', { operators: ['amazon-ses', null] }, '1.2 1.3 2.1 2.2'],
    ['a tenant', { tenants: ['evil.onmicrosoft.com'] }, '1.1'],
    ['no tenant', { tenants: [null], classes: ['cross-tenant-suspect'] }, ''],
    ['a reporter', { reporters: ['google.com'] }, '1.1 1.2 1.3'],
    ['reports that name no reporter', { reporters: [null] }, '2.1 2.2'],
    ['an address', { sources: ['203.0.113.9'] }, '1.2'],
    ['an address in another way of writing', { sources: ['2001:0DB8::0005'] }, '2.1'],
    ['a network', { sources: ['203.0.113.0/25'] }, '1.2 2.2'],
    ['networks of both versions', { sources: ['2001:db8::/32', '40.0.0.0/8'] }, '1.1 2.1'],
    ['what is no address', { sources: ['nonsense', "'; DROP TABLE record; --"] }, ''],
    ['a receiver domain', { envelopeTo: ['gmail.com', hostile] }, '1.1 2.2'],
    ['reports', { reports: [3, 2, 99, -1] }, '2.1 2.2 3.1'],
    ['a name that nobody has', { fromDomains: ['%'] }, ''],
    ['text in a From domain', { text: 'NEWS.' }, '2.1'],
    ['text in an address', { text: '203.0.113.2' }, '3.1'],
    ['text in a signing domain', { text: 'onmicrosoft' }, '1.1'],
    ['text in a MAIL FROM domain', { text: 'bounce' }, '1.2'],
    ['text in the name of an operator', { text: 'soft 365' }, '1.1 3.1'],
    ['text in the id of an operator', { text: 'amazon-s' }, '2.2'],
    ['text in a reporter', { text: ' Google ' }, '1.1 1.2 1.3'],
    ['text in a policy domain', { text: 'pha.exa', reports: [2] }, '2.1 2.2'],
    ['text with the signs of SQL', { text: `'Brien "%_" ;--` }, '2.2 3.1'],
    ['a wildcard, taken as it stands', { text: '%' }, '2.2 3.1'],
    ['an underscore, taken as it stands', { text: 'a_p' }, ''],
    ['other letters, in any case', { text: 'É' }, '2.2 3.1'],
    ['several fields, which narrow together', { operators: ['microsoft'], from: '2026-11-01' }, '1.1'],
  ])('by %s', async (_title, part, expected) => {
    const filter = { ...open, ...part };
    const { rows, total } = await queries.rows({ filter, sort: 'begin', offset: 0, limit: 100 });
    const found = rows.map(({ report, ordinal }) => `${report}.${ordinal}`).sort();
    expect([found.join(' '), total]).toEqual([expected, found.length]);
    expect((await queries.totals({ filter })).rows).toBe(total);
  });

  it.each<[string, Partial<RowFilter>, readonly number[]]>([
    ['nothing', {}, [1, 2, 3, 4]],
    ['days', { from: '2026-11-04' }, [2, 4]],
    ['reporters', { reporters: ['google.com'] }, [1, 4]],
    ['text', { text: 'google' }, [1, 4]],
    ['anything of rows', { classes: [...rowClasses] }, [1, 2, 3]],
  ])('leaves reports without rows where it asks for %s', async (_title, part, ids) => {
    const filter = { ...open, ...part };
    const { reports: lines, total } = await queries.list({ filter, sort: 'begin', offset: 0, limit: 100 });
    expect(lines.map(({ id }) => id).sort()).toEqual(ids);
    expect([total, (await queries.totals({ filter })).reports]).toEqual([ids.length, ids.length]);
  });
});

describe('the time line', () => {
  const at = (id: number, begin: string, count = 1): SampleReport => ({ id, begin, rows: [{ count }] });

  it.each<[string, readonly string[], string, readonly string[]]>([
    ['weeks from Monday on', ['2025-09-03', '2026-11-02'], 'week', ['2025-09-01', '2026-11-02']],
    ['months', ['2010-05-31', '2026-11-02'], 'month', ['2010-05-01', '2026-11-01']],
  ])('is drawn in %s where it is long', async (_title, days, unit, ends) => {
    await fill(
      database,
      days.map((day, place) => at(place + 1, day)),
    );
    const line = await queries.timeLine({ filter: open });
    expect([line.unit, line.buckets[0]?.at, line.buckets.at(-1)?.at]).toEqual([unit, ...ends]);
    expect(line.buckets.length).toBeLessThanOrEqual(600);
  });

  it('leaves out invented centuries, and keeps the years with most messages', async () => {
    await fill(database, [at(1, '0001-01-01'), at(2, '2026-10-01', 5), at(3, '2026-11-02', 5), at(4, '9999-12-31')]);
    const line = await queries.timeLine({ filter: open });
    expect(line.buckets.filter(({ messages }) => messages.some((count) => count > 0)).map((bucket) => bucket.at)).toEqual([
      '2026-10-01',
      '2026-11-01',
    ]);
  });
});

describe('policies', () => {
  const seen = (id: number, begin: string | null, p: string, reporter = 'google.com', domain = 'alpha.example'): SampleReport => ({
    id,
    begin,
    reporter,
    policy: { domain, p, pct: 100 },
    rows: [{ count: 2 }],
  });
  const spans = async (): Promise<string[]> =>
    (await queries.policies({ filter: open })).policies.map(
      ({ domain, p, first, last, reports: many, messages }) => `${domain} ${p} ${first} ${last} ${many} ${messages}`,
    );

  it('hold until they change, also over days without reports', async () => {
    await fill(database, [
      seen(1, '2026-11-01', 'none'),
      seen(2, '2026-11-09', 'none'),
      seen(3, '2026-11-10', 'reject'),
      seen(4, '2026-11-12', 'none'),
      seen(5, '2026-11-12', 'reject', 'google.com', 'aaa.example'),
    ]);
    expect(await spans()).toEqual([
      'aaa.example reject 2026-11-12 2026-11-12 1 2',
      'alpha.example none 2026-11-01 2026-11-09 2 4',
      'alpha.example reject 2026-11-10 2026-11-10 1 2',
      'alpha.example none 2026-11-12 2026-11-12 1 2',
    ]);
  });

  it('are not torn apart by receivers that notice a change at different times', async () => {
    await fill(database, [
      seen(1, '2026-11-01', 'none', 'one.example'),
      seen(2, '2026-11-01', 'none', 'two.example'),
      seen(3, '2026-11-02', 'reject', 'one.example'),
      seen(4, '2026-11-02', 'none', 'two.example'),
      seen(5, '2026-11-03', 'reject', 'one.example'),
      seen(6, '2026-11-03', 'reject', 'two.example'),
    ]);
    expect(await spans()).toEqual(['alpha.example none 2026-11-01 2026-11-02 3 6', 'alpha.example reject 2026-11-02 2026-11-03 3 6']);
  });

  it('of reports without a begin stand apart', async () => {
    await fill(database, [seen(1, null, 'none'), seen(2, '2026-11-02', 'none')]);
    expect(await spans()).toEqual(['alpha.example none null null 1 2', 'alpha.example none 2026-11-02 2026-11-02 1 2']);
  });
});

describe('for any rows and any filter', () => {
  const domains = [null, 'alpha.example', 'bravo.example', 'news.alpha.example'];
  const addresses = [null, '40.107.1.2', '203.0.113.9', '203.0.113.77', '2001:db8::5'];
  const pick = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
  const row = fc.record({
    class: pick<RowClass>(rowClasses),
    sourceIp: pick(addresses),
    count: fc.option(fc.nat(50), { freq: 9 }),
    headerFrom: pick(domains),
    envelopeTo: pick([null, 'gmail.com', 'x.example']),
    operator: pick([null, 'microsoft', 'amazon-ses']),
    foreignTenant: pick([null, 'evil.onmicrosoft.com']),
    signers: fc.subarray(['evil.onmicrosoft.com', 'alpha.example']),
  });
  const sampleCase = fc
    .array(
      fc.record({
        reporter: pick([null, 'google.com', 'yahoo']),
        begin: pick([null, '2026-10-30', '2026-11-02', '2026-11-03']),
        rows: fc.array(row, { maxLength: 8 }),
      }),
      { maxLength: 6 },
    )
    .map((list) => list.map((report, place): SampleReport => ({ ...report, id: place + 1, policy: { domain: 'policy.example' } })));
  const some = <Value>(values: readonly Value[]) =>
    fc.oneof({ weight: 3, arbitrary: fc.constant<Value[]>([]) }, fc.array(pick(values), { maxLength: 2 }));
  const anyFilter: fc.Arbitrary<RowFilter> = fc.record({
    from: pick([null, null, '2026-11-01', '2026-11-03']),
    to: pick([null, null, '2026-11-02']),
    classes: some<RowClass>(rowClasses),
    organizations: some(domains),
    fromDomains: some(['alpha.example', 'bravo.example']),
    operators: some([null, 'microsoft']),
    tenants: some([null, 'evil.onmicrosoft.com']),
    reporters: some([null, 'google.com']),
    sources: some(['203.0.113.0/24', '40.107.1.2', '2001:db8::/32']),
    envelopeTo: some(['gmail.com']),
    reports: some([1, 2, 3]),
    text: pick(['', '', '', 'alpha', '113.7', 'goo', 'evil', 'soft', 'policy']),
  });

  const isInNetwork = (ip: string, text: string): boolean => {
    const address = parseIp(ip);
    const network = parseNetwork(text);
    return address !== null && network !== null && contains(network, address);
  };
  const allows = <Value>(wanted: readonly Value[], value: Value): boolean => wanted.length === 0 || wanted.includes(value);

  /** The same by a plain loop. */
  function wantedRows(list: readonly SampleReport[], filter: RowFilter) {
    return list.flatMap((report) =>
      report.rows.flatMap((each, place) => {
        const full = complete(each);
        const day = report.begin ?? null;
        const reporter = report.reporter ?? null;
        const texts = [
          full.headerFrom,
          full.organization,
          full.envelopeTo,
          full.foreignTenant,
          full.operator,
          full.operator === null ? null : operatorName(full.operator),
          full.sourceIp,
          reporter,
          report.policy?.domain ?? null,
          ...full.signers,
        ];
        const isWanted =
          (filter.from === null || (day !== null && day >= filter.from)) &&
          (filter.to === null || (day !== null && day <= filter.to)) &&
          allows(filter.classes, full.class) &&
          allows(filter.organizations, full.organization) &&
          (filter.fromDomains.length === 0 || (full.headerFrom !== null && filter.fromDomains.includes(full.headerFrom))) &&
          allows(filter.operators, full.operator) &&
          allows(filter.tenants, full.foreignTenant) &&
          allows(filter.reporters, reporter) &&
          (filter.sources.length === 0 || filter.sources.some((text) => full.sourceIp !== null && isInNetwork(full.sourceIp, text))) &&
          (filter.envelopeTo.length === 0 || (full.envelopeTo !== null && filter.envelopeTo.includes(full.envelopeTo))) &&
          allows(filter.reports, report.id) &&
          (filter.text === '' || texts.some((text) => text?.toLowerCase().includes(filter.text) === true));
        return isWanted ? [{ report: report.id, ordinal: place + 1, day, reporter, ...full }] : [];
      }),
    );
  }
  const keyOf: Readonly<Record<RowGrouping, keyof ReturnType<typeof wantedRows>[number]>> = {
    operator: 'operator',
    tenant: 'foreignTenant',
    source: 'sourceIp',
    reporter: 'reporter',
    organization: 'organization',
    'from-domain': 'headerFrom',
  };
  const sumBy = (list: ReturnType<typeof wantedRows>, value: (count: number) => number): number[] =>
    rowClasses.map((name) => list.filter((each) => each.class === name).reduce((sum, { count }) => sum + value(count ?? 0), 0));
  const firstDay = (list: ReturnType<typeof wantedRows>): string | null =>
    list
      .flatMap(({ day }) => day ?? [])
      .sort()
      .at(0) ?? null;

  it('the answers are those of a plain loop over the rows', async () => {
    await fc.assert(
      fc.asyncProperty(sampleCase, fc.array(anyFilter, { minLength: 1, maxLength: 6 }), async (list, filters) => {
        await empty(database);
        queries.refresh();
        await fill(database, list);
        for (const filter of filters) {
          const wanted = wantedRows(list, filter);
          const totals = await queries.totals({ filter });
          expect([totals.rows, totals.rowsByClass, totals.messagesByClass]).toEqual([
            wanted.length,
            sumBy(wanted, () => 1),
            sumBy(wanted, (count) => count),
          ]);
          const line = await queries.timeLine({ filter });
          const onLine = wanted.filter(({ day }) => day !== null);
          expect(rowClasses.map((_, place) => line.buckets.reduce((sum, { messages }) => sum + (messages[place] ?? 0), 0))).toEqual(
            sumBy(onLine, (count) => count),
          );
          const rows = await queries.rows({ filter, sort: 'attention', offset: 0, limit: 1_000 });
          expect(rows.rows.map(({ report, ordinal }) => `${report}.${ordinal}`).sort()).toEqual(
            wanted.map(({ report, ordinal }) => `${report}.${ordinal}`).sort(),
          );
          for (const by of rowGroupings) {
            const { groups, total } = await queries.groups({ by, filter, sort: 'messages', offset: 0, limit: 1_000 });
            const expected = new Map<unknown, ReturnType<typeof wantedRows>>();
            for (const each of wanted) expected.set(each[keyOf[by]], [...(expected.get(each[keyOf[by]]) ?? []), each]);
            expect(total).toBe(expected.size);
            for (const group of groups) {
              const rowsOfGroup = expected.get(group.key) ?? [];
              const operators = new Set(rowsOfGroup.map(({ operator }) => operator));
              expect(group).toMatchObject({
                rows: rowsOfGroup.length,
                reports: new Set(rowsOfGroup.map(({ report }) => report)).size,
                messagesByClass: sumBy(rowsOfGroup, (count) => count),
                operator: operators.size === 1 ? [...operators][0] : null,
                first: firstDay(rowsOfGroup),
              });
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
