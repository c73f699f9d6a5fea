import { describe, expect, it } from 'vitest';
import { groupId, groupLines, headlineNotes, headlineOf, itemAt, periodWords } from '../../renderer/report-selectors.ts';
import { emptyListing, type Listing, pageSize } from '../../renderer/report-state.ts';
import { rowClasses } from '../../shared/facts/report.ts';
import type { ReportTotals, RowGroup } from '../../shared/report-calls.ts';

type Counts = Partial<Record<(typeof rowClasses)[number], number>>;

function totals(
  counts: Counts,
  days: { first: string | null; last: string | null } = { first: '2026-11-02', last: '2026-11-28' },
): ReportTotals {
  const messagesByClass = rowClasses.map((each) => counts[each] ?? 0);
  const rowsByClass = messagesByClass.map((amount): number => (amount > 0 ? 1 : 0));
  const messages = messagesByClass.reduce((sum, amount) => sum + amount, 0);
  return { reports: 4, rows: rowsByClass.reduce((sum, rows) => sum + rows, 0), messages, ...days, rowsByClass, messagesByClass };
}

const sentence = (...input: Parameters<typeof headlineOf>): string =>
  headlineOf(...input)
    .map(({ text }) => text)
    .join('');

const suspects = { tenants: ['evil.example'], tenantCount: 2, organizationCount: 3, reporterCount: 4 };

describe('the headline', () => {
  it.each([
    [
      'suspects with a tenant',
      sentence(totals({ 'cross-tenant-suspect': 41, 'aligned-dkim': 12_304 }), suspects),
      '41 of 12,345 messages in November 2026 passed SPF through a shared pool with another tenant’s signature: 2 foreign tenants, 3 domains used, seen by 4 receivers.',
    ],
    [
      'suspects that miss the usual signature',
      sentence(totals({ 'cross-tenant-suspect': 1 }), { tenants: [], tenantCount: 0, organizationCount: 1, reporterCount: 1 }),
      '1 of 1 message in November 2026 passed SPF through a shared pool without the domain’s usual signature: 1 domain used, seen by 1 receiver.',
    ],
    [
      'exposure alone, which is no suspicion',
      sentence(totals({ 'aligned-spf-shared-pool-only': 3_210, 'aligned-dkim': 90 }), null),
      'No row is suspect. But 3,210 of 3,300 messages in November 2026 passed by a shared pool alone, and nothing tells which of its tenants sent them: exposure.',
    ],
    [
      'unauthorised messages alone',
      sentence(totals({ unauthorised: 5, 'aligned-dkim': 5 }), null),
      'No row is suspect. 5 of 10 messages in November 2026 came with nothing that speaks for their From domain.',
    ],
    [
      'nothing to see',
      sentence(totals({ 'aligned-dkim': 10 }, { first: null, last: null }), null),
      'No row is suspect among 10 messages, and none passed by a shared pool alone.',
    ],
    ['no row at all', sentence(totals({}), null), 'There is no row to judge here.'],
  ])('says %s', (_name, said, expected) => {
    expect(said).toBe(expected);
  });

  it('puts below what the sentence leaves out', () => {
    const all = totals({ 'cross-tenant-suspect': 1, 'aligned-spf-shared-pool-only': 2, unauthorised: 3, unknown: 4 });
    expect(headlineNotes(all)).toEqual([
      '2 passed by a shared pool alone (exposure)',
      '3 unauthorised',
      '4 cannot be told',
      '4 rows of 4 reports',
    ]);
  });

  it.each([
    ['2026-11-03', '2026-11-03', 'on 3 Nov 2026'],
    ['2026-11-01', '2026-11-30', 'in November 2026'],
    ['2026-09-03', '2026-11-24', 'from 3 Sep 2026 to 24 Nov 2026'],
    [null, null, ''],
  ])('names the time from %s to %s', (first, last, words) => {
    expect(periodWords(first, last)).toBe(words);
  });
});

const group = (key: string | null): RowGroup => ({
  key,
  label: key,
  operator: null,
  reports: 1,
  rows: 1,
  messages: 1,
  messagesByClass: rowClasses.map(() => 0),
  first: null,
  last: null,
});

describe('a table of groups', () => {
  const listing: Listing<RowGroup> = {
    ...emptyListing,
    total: pageSize + 2,
    pages: new Map([[0, Array.from({ length: pageSize }, (_each, index) => group(`op-${index}`))]]),
  };
  const under = [
    { by: 'tenant' as const, total: 5, groups: [group('a.example'), group(null)] },
    { by: 'source' as const, total: 1, groups: [group('192.0.2.1')] },
  ];
  const id = groupId('operator', 'op-1');
  const lines = groupLines('operator', listing, new Set([id]), new Map([[id, under]]), 1_000_000);
  const words = (index: number): string => {
    const line = lines.lineAt(index);
    if (line === undefined) return 'nothing';
    if (line.kind === 'group') return `${line.position} ${line.group?.key ?? 'not here yet'}`;
    if (line.kind === 'more') return `${line.amount} more by ${line.by}`;
    return line.kind === 'child' ? `${line.by} ${line.group.key}` : 'waiting';
  };

  it('puts what is unfolded between its groups, and leaves out groups without a name there', () => {
    expect([0, 1, 2, 3, 4, 5].map(words)).toEqual([
      '0 op-0',
      '1 op-1',
      'tenant a.example',
      '3 more by tenant',
      'source 192.0.2.1',
      '2 op-2',
    ]);
    expect(lines.total).toBe(pageSize + 2 + 3);
  });

  it('knows the position of each line, so that its page can be loaded', () => {
    expect([0, 1, 2, 4, 5, pageSize + 4].map(lines.positionAt)).toEqual([0, 1, 1, 1, 2, pageSize + 1]);
    expect(words(pageSize + 4)).toBe(`${pageSize + 1} not here yet`);
    expect(words(pageSize + 5)).toBe('nothing');
  });

  it('waits for what stands under a group', () => {
    const waiting = groupLines('operator', listing, new Set([id]), new Map(), 1_000_000);
    expect(waiting.lineAt(2)).toEqual({ kind: 'waiting', parent: id });
  });

  it('ends where a list can be drawn no longer', () => {
    expect(groupLines('operator', listing, new Set(), new Map(), 10).total).toBe(10);
  });

  it('gives the items of pages that are here', () => {
    expect([itemAt(listing, 0)?.key, itemAt(listing, pageSize)]).toEqual(['op-0', undefined]);
  });
});
