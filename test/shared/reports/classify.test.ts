import { describe, expect, it } from 'vitest';
import { alignWith } from '../../../shared/authentication/alignment.ts';
import type { RowJudgement } from '../../../shared/facts/report.ts';
import { nothingKnown, type TenantKnowledge } from '../../../shared/facts/tenant-knowledge.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { buildTenantKnowledge } from '../../../shared/infrastructure/tenant-directory.ts';
import { compareByAttention, createRowJudge } from '../../../shared/reports/classify.ts';
import { readXml, reportXml, rowXml, type SampleRow } from './samples.ts';

const infrastructure = createInfrastructure();
const align = (from: string, domain: string) => alignWith([from], domain, infrastructure).aligned;

/** Real ranges of the catalogue, because whose they are is the point. */
const exchange = '40.107.117.56';
const exchangeRelay = '40.95.10.1';
const google = '209.85.220.41';
const own = '203.0.113.20';

const dayOf = (index: number) => 1_793_491_200 + index * 86_400;

/** Judges rows spread over reports: one list of rows each, a day apart. */
function judge(reports: readonly (readonly SampleRow[])[], knowledge: TenantKnowledge = nothingKnown, wrap = reportXml): RowJudgement[] {
  const read = reports.map((rows, index) => readXml(wrap(rows.map(rowXml).join(''), { begin: dayOf(index), id: `r-${index}` })));
  const rowJudge = createRowJudge({ infrastructure, knowledge, align });
  for (const [ordinal, report] of read.entries()) for (const record of report.records) rowJudge.observe(record, report, ordinal);
  return read.flatMap((report) => report.records.map((record) => rowJudge.judge(record, report)));
}

const classes = (...rows: readonly SampleRow[]) => judge([rows]).map((row) => row.class);

const clean: SampleRow = { ip: exchange, count: 60, dkim: 'alpha.example s1 pass', evaluated: 'pass pass' };
const spoof: SampleRow = { ip: exchange, count: 40, dkim: 'bravo.onmicrosoft.com selector1 pass' };
const unsignedCustomer: SampleRow = { ip: exchange, count: 900, dkim: 'alphacorp.onmicrosoft.com selector1 pass' };
const stranger: SampleRow = { ip: google, count: 7, dkim: 'bravo-example.20230601.gappssmtp.com 20230601 pass' };
const refused: SampleRow = {
  ip: exchangeRelay,
  count: 12,
  spf: 'alpha.example softfail',
  evaluated: 'fail fail',
  dkim: 'bravo.onmicrosoft.com selector1 pass',
};

describe('one row alone', () => {
  it.each<[string, SampleRow, string]>([
    [
      'an aligned signature passed',
      { dkim: 'mail.alpha.example s1 pass', spf: 'bounce.test pass', evaluated: 'pass fail' },
      'aligned-dkim',
    ],
    ['an aligned signature passed from a shared pool', { ...clean }, 'aligned-dkim'],
    ['a reporter gives no detail but says that an aligned signature passed', { dkim: '', spf: '', evaluated: 'pass fail' }, 'aligned-dkim'],
    ['SPF aligned from an address of nobody in the catalogue', { ip: own }, 'aligned-spf-own-space'],
    ['SPF aligned from a shared pool, nobody signed', { ip: exchange }, 'aligned-spf-shared-pool-only'],
    ['only the operator itself signed', { ip: '54.240.1.1', dkim: 'amazonses.com s1 pass' }, 'aligned-spf-shared-pool-only'],
    ['SPF refused it', { spf: 'alpha.example fail', evaluated: 'fail fail' }, 'unauthorised'],
    ['nothing passed', { spf: 'bounce.test none', evaluated: 'fail fail' }, 'unauthorised'],
    [
      'SPF and DKIM passed for somebody else',
      { spf: 'bounce.test pass', dkim: 'mailer.test s1 pass', evaluated: 'fail fail' },
      'third-party',
    ],
    [
      'the signature broke and another MAIL FROM passed',
      { spf: 'lists.test pass', dkim: 'alpha.example s1 fail', evaluated: 'fail fail' },
      'forwarder',
    ],
    [
      'the receiver names a forwarder',
      { spf: 'alpha.example fail', evaluated: 'fail fail', reason: '<reason><type>trusted_forwarder</type></reason>' },
      'forwarder',
    ],
    [
      'the receiver trusts an ARC chain',
      { spf: 'lists.test pass', evaluated: 'fail fail', reason: '<reason><type>local_policy</type><comment>arc=pass</comment></reason>' },
      'forwarder',
    ],
    ['the From domain is no domain', { from: 'a.example, b.example' }, 'unknown'],
    ['the address is none', { ip: 'somewhere' }, 'unknown'],
    ['the HELO name passed only', { ip: exchange, spf: '', evaluated: 'fail fail' }, 'unauthorised'],
  ])('%s', (_title, row, expected) => {
    expect(classes(row)).toEqual([expected]);
  });

  it('tenants under one default domain are not each other', () => {
    const [row] = judge([
      [{ ip: exchange, from: 'alpha.onmicrosoft.com', spf: 'alpha.onmicrosoft.com pass', dkim: 'bravo.onmicrosoft.com s1 pass' }],
    ]);
    expect(row?.class).not.toBe('aligned-dkim');
  });

  it('never accuses on one row: a default signature with a strange name is the state of many customers', () => {
    expect(judge([[spoof]])).toEqual([
      {
        class: 'aligned-spf-shared-pool-only',
        operator: 'exchange-online',
        foreignTenant: null,
        because: expect.stringContaining('bravo.onmicrosoft.com is the usual one there'),
      },
    ]);
  });
});

describe.each([
  ['RFC 7489', reportXml],
  [
    'RFC 9990',
    (rows: string, options: Parameters<typeof reportXml>[1]) =>
      reportXml(rows, {
        ...options,
        root: 'feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0"',
        policy: '<domain>alpha.example</domain><p>reject</p><np>reject</np><discovery_method>treewalk</discovery_method>',
      }),
  ],
] as const)('the companion set of standards.md section 5, as %s', (_title, wrap) => {
  const rows = { i: clean, ii: spoof, iii: unsignedCustomer, iv: stranger, v: refused };

  it('ranks ii, iv, v, iii, i', () => {
    const judged = judge([Object.values(rows)], nothingKnown, wrap);
    const ranked = Object.keys(rows)
      .map((name, index) => ({ name, count: Object.values(rows)[index]?.count ?? 0, class: judged[index]?.class ?? 'unknown' }))
      .sort(compareByAttention);
    expect(ranked.map(({ name, class: rowClass }) => [name, rowClass])).toEqual([
      ['ii', 'cross-tenant-suspect'],
      ['iv', 'cross-tenant-suspect'],
      ['v', 'unauthorised'],
      ['iii', 'aligned-spf-shared-pool-only'],
      ['i', 'aligned-dkim'],
    ]);
  });

  it('names operator, foreign tenant and the evidence of the suspects', () => {
    const [, ii, iii, iv, v] = judge([Object.values(rows)], nothingKnown, wrap);
    expect(ii).toMatchObject({ operator: 'exchange-online', foreignTenant: 'bravo.onmicrosoft.com' });
    expect(ii?.because).toMatch(/^SPF passed for alpha\.example through a shared pool of .*40 of its 1000 passing messages/);
    expect(iv).toMatchObject({ operator: 'google', foreignTenant: 'bravo-example.20230601.gappssmtp.com' });
    expect(iii?.foreignTenant).toBeNull();
    expect(v).toMatchObject({ class: 'unauthorised', operator: 'exchange-online', foreignTenant: 'bravo.onmicrosoft.com' });
  });
});

describe('what is usual for a domain', () => {
  const signer = (row: SampleRow, ...reports: (readonly SampleRow[])[]) => judge([[row], ...reports])[0]?.class;
  const other: SampleRow = { ...spoof, dkim: 'contoso.onmicrosoft.com selector1 pass' };

  it('a customer who never set up a signature is exposed, not suspect, whatever its tenant is called', () => {
    expect(signer({ ...other, count: 900 }, [{ ...spoof, count: 5 }])).toBe('aligned-spf-shared-pool-only');
  });

  it('against that, another tenant stands out', () => {
    expect(signer(spoof, [{ ...other, count: 900 }])).toBe('cross-tenant-suspect');
  });

  it('a strange default signature beside the domain’s own is suspect', () => {
    expect(signer(spoof, [{ ...clean, count: 1 }])).toBe('cross-tenant-suspect');
  });

  it('also where the domain’s own signature stands on mail from elsewhere', () => {
    expect(signer(spoof, [{ ...clean, ip: own, count: 100 }])).toBe('cross-tenant-suspect');
  });

  it('a signature that a forwarding tenant kept does not speak for how the domain sends there', () => {
    const forwarded: SampleRow = {
      ip: exchange,
      count: 5,
      dkim: 'alpha.example s1 pass',
      spf: 'forwarder.test pass',
      evaluated: 'pass fail',
    };
    expect(signer({ ...unsignedCustomer, count: 20 }, [forwarded])).toBe('aligned-spf-shared-pool-only');
  });

  it('a default signature that stays for weeks beside the own one is usual', () => {
    const steady = Array.from({ length: 20 }, () => [
      { ...other, count: 30 },
      { ...clean, count: 10 },
    ]);
    expect(signer(other, ...steady)).toBe('aligned-spf-shared-pool-only');
  });

  it('a campaign of a few days is not, however large', () => {
    const flood = Array.from({ length: 3 }, () => [{ ...spoof, count: 10_000 }]);
    expect(signer(spoof, ...flood, [clean])).toBe('cross-tenant-suspect');
  });

  it('does not depend on the order of the rows', () => {
    const forwards = judge([[clean, spoof, unsignedCustomer]]).map((row) => row.class);
    const backwards = judge([[unsignedCustomer, spoof, clean]]).map((row) => row.class);
    expect(backwards.reverse()).toEqual(forwards);
  });

  it('rows without the signature that nearly all others carry are suspect, if their reporter shows signatures at all', () => {
    const bare: SampleRow = { ip: exchange, count: 2 };
    const [row] = judge([[bare, { ...clean, count: 500 }]]);
    expect(row).toEqual({
      class: 'cross-tenant-suspect',
      operator: 'exchange-online',
      foreignTenant: null,
      because: expect.stringContaining("without the domain's own signature, which 500 of its 502 passing messages there carry"),
    });
    expect(signer({ ...bare, dkim: 'alpha.example s1 fail' }, [{ ...clean, count: 500 }])).toBe('aligned-spf-shared-pool-only');
    expect(signer(bare, [{ ...clean, count: 5 }])).toBe('aligned-spf-shared-pool-only');
    expect(
      signer(bare, [
        { ...clean, count: 500 },
        { ...bare, count: 200 },
      ]),
    ).toBe('aligned-spf-shared-pool-only');
  });
});

describe('the tenant directory', () => {
  const declare = (value: string) =>
    buildTenantKnowledge(
      [
        {
          domain: 'alpha.example',
          operator: 'exchange-online',
          kind: 'dkim-domain',
          value,
          name: null,
          origin: 'declared',
          because: 'directory.ndjson, line 1',
        },
      ],
      [],
      infrastructure,
    );

  it('decides, whatever the bulk says', () => {
    expect(judge([[{ ...spoof, count: 900 }, clean]], declare('bravo.onmicrosoft.com'))[0]?.class).toBe('aligned-spf-shared-pool-only');
    const [accused] = judge([[{ ...spoof, count: 900 }]], declare('alphacorp.onmicrosoft.com'));
    expect(accused?.class).toBe('cross-tenant-suspect');
    expect(accused?.because).toContain('the tenant directory names alphacorp.onmicrosoft.com');
  });

  it('says nothing about another operator', () => {
    expect(judge([[{ ...stranger, count: 900 }]], declare('alphacorp.onmicrosoft.com'))[0]?.class).toBe('aligned-spf-shared-pool-only');
  });

  it('a tenant id cannot be compared with a signing domain, so it does not accuse', () => {
    const knowledge = buildTenantKnowledge(
      [
        {
          domain: 'alpha.example',
          operator: 'exchange-online',
          kind: 'tenant-id',
          value: 'b7e1',
          name: null,
          origin: 'declared',
          because: 'x',
        },
      ],
      [],
      infrastructure,
    );
    expect(judge([[{ ...spoof, count: 900 }]], knowledge)[0]?.class).toBe('aligned-spf-shared-pool-only');
  });

  it('messages of the case that the domain signed make a strange default signature suspect', () => {
    const knowledge = buildTenantKnowledge([], [{ tenants: [], signedDomain: 'alpha.example', message: 'a.eml' }], infrastructure);
    expect(judge([[spoof]], knowledge)[0]?.class).toBe('cross-tenant-suspect');
  });
});
