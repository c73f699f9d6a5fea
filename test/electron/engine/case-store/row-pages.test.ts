import { describe, expect, it } from 'vitest';
import { createReportQueries } from '../../../../electron/engine/case-store/report-queries.ts';
import { emptyCase, open } from './sample-rows.ts';

describe('pages far down a long list', () => {
  it('go on where the pages before them end, also among equals', async () => {
    const database = await emptyCase();
    // 25,000 rows in 50 reports, with few different numbers of messages, so that nearly all are equal to others.
    await database.run(
      `INSERT INTO report SELECT i::INTEGER, 'p', i, 1, 'aggregate', 'd', 'r', 'x', NULL, '2026-11-0' || (1 + i % 9) || 'T00:00:00Z', NULL, NULL, 500, 1, '{"notes":[]}' FROM range(1, 51) t(i)`,
    );
    await database.run(
      `INSERT INTO story (id, reasons, auth_results, facts) SELECT i::INTEGER, '[]', '{"dkim":[],"spf":[]}', '{}' FROM range(1, 3) t(i)`,
    );
    await database.run("INSERT INTO judgement VALUES (1, 'r', 'unauthorised', NULL, NULL), (2, 'r', 'aligned-dkim', NULL, NULL)");
    await database.run(
      'INSERT INTO record SELECT (1 + i // 500)::INTEGER, (1 + i % 500)::INTEGER, NULL, i % 4, (1 + i % 2)::INTEGER FROM range(25000) t(i)',
    );
    const queries = createReportQueries(database, { operatorName: (id) => id });
    for (const sort of ['attention', 'messages', 'begin', 'source'] as const) {
      const page = async (offset: number, limit: number) => {
        const { rows, total } = await queries.rows({ filter: open, sort, offset, limit });
        return { names: rows.map(({ report, ordinal }) => `${report}.${ordinal}`), total };
      };
      // One that is found by keeping the first 20,000, and two that are found by sorting all keys.
      const before = await page(19_000, 1_000);
      const across = await page(19_500, 1_000);
      const behind = await page(20_000, 500);
      expect(across.names).toEqual([...before.names.slice(500), ...behind.names]);
      expect([before.total, across.total, across.names.length]).toEqual([25_000, 25_000, 1_000]);
      expect((await page(24_900, 1_000)).names).toHaveLength(100);
      expect(await page(25_000, 10)).toEqual({ names: [], total: 25_000 });
    }
    queries.close();
    database.close();
  });
});
