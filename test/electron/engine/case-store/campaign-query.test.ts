import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../electron/engine/case-store/database.ts';
import { createReportQueries, type ReportQueries } from '../../../../electron/engine/case-store/report-queries.ts';
import { type RowClass, rowClasses } from '../../../../shared/facts/report.ts';
import { Campaign, campaignTies, type ReportRow } from '../../../../shared/report-calls.ts';
import { tieOf } from '../../../../shared/reports/campaign.ts';
import type { MessageTraits } from '../../../../shared/reports/message-traits.ts';
import { empty, emptyCase, fill, open, type SampleReport, type SampleRow } from './sample-rows.ts';

const evil = 'evil.onmicrosoft.com';
const spoof: MessageTraits = {
  fromDomains: ['alpha.example'],
  organizations: ['alpha.example'],
  mailFromDomain: 'alpha.example',
  addresses: ['40.107.1.2'],
  operator: 'microsoft',
  recipientDomains: ['recv.example'],
  signatures: [evil],
  signers: [evil],
  tenants: [evil],
  at: '2026-11-12T10:00:00Z',
};
const operatorName = (id: string): string => (id === 'microsoft' ? 'Microsoft 365' : id);

let database: Database;
let queries: ReportQueries;
beforeEach(async () => {
  database = await emptyCase();
  queries = createReportQueries(database, { operatorName });
});
afterEach(() => {
  queries.close();
  database.close();
});

const suspect: SampleRow = {
  class: 'cross-tenant-suspect',
  sourceIp: '40.107.1.2',
  operator: 'microsoft',
  foreignTenant: evil,
  signers: [evil],
};
const policy = { domain: 'alpha.example' };
const campaign: readonly SampleReport[] = [
  { id: 1, reporter: 'google.com', begin: '2026-11-12', policy, rows: [{ ...suspect, count: 12 }] },
  {
    id: 2,
    reporter: 'yahoo.com',
    begin: '2026-11-02',
    policy,
    rows: [{ ...suspect, count: 20, headerFrom: 'bravo.example', sourceIp: '40.107.9.9' }],
  },
  {
    id: 3,
    reporter: 'google.com',
    begin: '2026-11-15',
    policy,
    rows: [
      { ...suspect, count: 8, headerFrom: 'charlie.example' },
      { ...suspect, count: 5, foreignTenant: null, signers: [] },
      { class: 'aligned-spf-shared-pool-only', sourceIp: '40.107.7.7', operator: 'microsoft', count: 900 },
      { class: 'aligned-dkim', sourceIp: '40.107.1.2', count: 7, signers: ['alpha.example'] },
    ],
  },
  { id: 4, reporter: 'late.example', begin: '2026-12-31', policy, rows: [{ ...suspect, count: 1_000 }] },
];

describe('the campaign of a message', () => {
  it('is told as far as receivers saw it', async () => {
    await fill(database, campaign);
    const told = Campaign.parse(await queries.campaign(spoof));
    expect(told.sentence).toBe(
      '40 messages in 3 reports of 2 receivers carry the signature of evil.onmicrosoft.com since 2026-11-02, in the name of 3 domains; google.com may have counted this very message (1 of 12 messages from 40.107.1.2).',
    );
    expect(told.covered).toBe(true);
    expect(
      told.ties.map(({ tie, totals, reporters, fromDomains }) => [tie, totals.messages, totals.reports, reporters, fromDomains]),
    ).toEqual([
      ['this-message', 12, 1, 1, 1],
      ['same-tenant', 28, 2, 2, 2],
      ['same-source', 5, 1, 1, 1],
      ['same-pool', 900, 1, 1, 1],
    ]);
    expect(told.reporters).toEqual([
      { reporter: 'google.com', messages: 25, first: '2026-11-12', last: '2026-11-15' },
      { reporter: 'yahoo.com', messages: 20, first: '2026-11-02', last: '2026-11-02' },
    ]);
    expect(told.fromDomains).toEqual([
      { domain: 'bravo.example', messages: 20 },
      { domain: 'alpha.example', messages: 17 },
      { domain: 'charlie.example', messages: 8 },
    ]);
    expect(told.days).toEqual([
      { at: '2026-11-02', messages: 20 },
      { at: '2026-11-12', messages: 12 },
      { at: '2026-11-15', messages: 13 },
    ]);
    expect(told.traits).toEqual([
      { name: 'foreign tenant', value: evil },
      { name: 'source', value: '40.107.1.2' },
      { name: 'shared pool of', value: 'Microsoft 365' },
      { name: 'From domain', value: 'alpha.example' },
      { name: 'MAIL FROM domain', value: 'alpha.example' },
      { name: 'recipient domain', value: 'recv.example' },
      { name: 'checked at', value: '2026-11-12T10:00:00Z' },
    ]);
  });

  it.each<[string, readonly SampleReport[], Partial<MessageTraits>, string, boolean]>([
    ['in an empty case', [], {}, 'No report of this case covers alpha.example on 2026-11-12; silence says nothing.', false],
    [
      'where the reports are of other days',
      [{ id: 1, begin: '2026-01-01', policy, rows: [suspect] }],
      {},
      'No report of this case covers alpha.example on 2026-11-12; silence says nothing.',
      false,
    ],
    [
      'where the reports of the day are of another domain',
      [{ id: 1, begin: '2026-11-12', policy: { domain: 'bravo.example' }, rows: [{ headerFrom: 'bravo.example' }] }],
      {},
      'No report of this case covers alpha.example on 2026-11-12; silence says nothing.',
      false,
    ],
    [
      'where a receiver covers the day and saw nothing of it',
      [{ id: 1, begin: '2026-11-12', policy, rows: [{ class: 'aligned-dkim', sourceIp: '203.0.113.1', signers: ['alpha.example'] }] }],
      {},
      'The reports of 1 receiver cover alpha.example on 2026-11-12 and show no other message of this sender; receivers that do not report may have seen more.',
      true,
    ],
    [
      'where only the pool is the same',
      [
        {
          id: 1,
          begin: '2026-11-13',
          rows: [{ class: 'aligned-spf-shared-pool-only', sourceIp: '40.107.7.7', operator: 'microsoft', count: 1 }],
        },
      ],
      {},
      'No report of this case covers alpha.example on 2026-11-12; silence says nothing. 1 message in 1 report of 1 receiver passed for alpha.example through the shared pool of Microsoft 365 since 2026-11-13: whose tenants sent them, the reports do not show.',
      false,
    ],
    [
      'where the address alone is the same',
      [
        {
          id: 1,
          begin: '2026-11-13',
          rows: [{ class: 'unauthorised', sourceIp: '40.107.1.2', count: 3, headerFrom: 'x.alpha.example', organization: 'alpha.example' }],
        },
      ],
      { tenants: [] },
      '3 messages in 1 report of 1 receiver came from 40.107.1.2 in the name of alpha.example since 2026-11-13. No report of this case covers alpha.example on 2026-11-12; silence says nothing.',
      false,
    ],
    [
      'where the message has no time',
      [{ id: 1, begin: '2020-01-01', rows: [{ ...suspect, count: 1 }] }],
      { at: null },
      '1 message in 1 report of 1 receiver carries the signature of evil.onmicrosoft.com since 2020-01-01, in the name of 1 domain. The message has no usable time, so no report can be said to cover it; silence says nothing.',
      false,
    ],
  ])('%s', async (_title, reports, traits, sentence, covered) => {
    await fill(database, reports);
    const told = Campaign.parse(await queries.campaign({ ...spoof, ...traits }));
    expect([told.sentence, told.covered]).toEqual([sentence, covered]);
  });

  it('is found by a tenant as the report writes it', async () => {
    await fill(database, [
      { id: 1, begin: '2026-11-01', rows: [{ ...suspect, headerFrom: 'x.example', foreignTenant: 'EVIL.OnMicrosoft.com' }] },
    ]);
    const [tie] = (await queries.campaign(spoof)).ties;
    expect([tie?.tie, tie?.filter.tenants]).toEqual(['same-tenant', ['EVIL.OnMicrosoft.com']]);
  });
});

describe('for any rows', () => {
  const pick = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
  const row = fc.record({
    class: pick<RowClass>(rowClasses),
    sourceIp: pick([null, '40.107.1.2', '40.107.9.9']),
    count: fc.option(fc.nat(9), { freq: 5 }),
    headerFrom: pick([null, 'alpha.example', 'alpha.example', 'news.alpha.example', 'bravo.example']),
    envelopeFrom: pick([null, '', 'alpha.example', 'other.example']),
    envelopeTo: pick([null, 'recv.example', 'else.example']),
    operator: pick([null, 'microsoft', 'google']),
    foreignTenant: pick([null, evil, 'EVIL.onmicrosoft.com', 'other.example']),
    signers: fc.subarray([evil, 'alpha.example']),
  });
  const reports = fc
    .array(
      fc.record({
        reporter: pick([null, 'google.com', 'yahoo.com']),
        begin: pick([null, '2026-10-10', '2026-11-01', '2026-11-11', '2026-11-12', '2026-11-12', '2026-11-20', '2026-12-20']),
        rows: fc.array(row, { maxLength: 8 }),
      }),
      { maxLength: 8 },
    )
    .map((list) =>
      list.map(
        (report, place): SampleReport => ({
          ...report,
          id: place + 1,
          rows: report.rows.map((each) => ({
            ...each,
            organization: each.headerFrom === 'news.alpha.example' ? 'alpha.example' : each.headerFrom,
          })),
        }),
      ),
    );
  const traits = fc.record({
    fromDomains: pick([['alpha.example'], ['news.alpha.example', 'bravo.example'], []]),
    organizations: pick([['alpha.example'], ['alpha.example', 'bravo.example'], []]),
    mailFromDomain: pick([null, '', 'alpha.example']),
    addresses: pick([['40.107.1.2'], ['40.107.1.2', '40.107.9.9'], []]),
    operator: pick([null, 'microsoft']),
    recipientDomains: pick([[], ['recv.example']]),
    signatures: pick([[], [evil], [evil, 'alpha.example']]),
    signers: pick([[], [evil]]),
    tenants: pick([[], [evil]]),
    at: pick([null, '2026-11-12T10:00:00Z', '2026-11-12T00:30:00Z']),
  });

  const nameOf = ({ report, ordinal }: ReportRow): string => `${report}.${ordinal}`;

  it('the ties are those that the rows have one by one, and each filter shows at least its rows', async () => {
    await fc.assert(
      fc.asyncProperty(reports, fc.array(traits, { minLength: 1, maxLength: 4 }), async (list, messages) => {
        await empty(database);
        queries.refresh();
        await fill(database, list);
        const { rows } = await queries.rows({ filter: open, sort: 'begin', offset: 0, limit: 1_000 });
        for (const message of messages) {
          const told = Campaign.parse(await queries.campaign(message));
          for (const tie of campaignTies) {
            const expected = rows.filter((each) => tieOf(message, each)?.tie === tie);
            const found = told.ties.find((each) => each.tie === tie);
            expect([found?.totals.rows ?? 0, found?.totals.messages ?? 0, found?.totals.reports ?? 0]).toEqual([
              expected.length,
              expected.reduce((sum, { record }) => sum + (record.count ?? 0), 0),
              new Set(expected.map(({ report }) => report)).size,
            ]);
            if (found === undefined) continue;
            expect([found.reporters, found.fromDomains]).toEqual([
              new Set(expected.map(({ reporter }) => reporter)).size,
              new Set(expected.map(({ record }) => record.headerFrom)).size,
            ]);
            const shown = await queries.rows({ filter: found.filter, sort: 'begin', offset: 0, limit: 1_000 });
            const names = new Set(shown.rows.map(nameOf));
            expect(expected.map(nameOf).filter((name) => !names.has(name))).toEqual([]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
