import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvCellSql } from '../../../../electron/engine/case-store/csv-tables.ts';
import { openDatabase } from '../../../../electron/engine/case-store/database.ts';
import { csvLine } from '../../../../shared/text/csv.ts';

it('makes the same cells as the code that writes CSV without a case', async () => {
  const opened = await openDatabase(':memory:');
  if (!opened.ok) throw new Error(opened.error.message);
  const database = opened.value;
  const piece = fc.oneof(
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      '＋',
      '－',
      '＠',
      '"',
      ',',
      ' ',
      '\t',
      '\u00a0',
      '\u2003',
      '\u3000',
      '\ufeff',
      '\u0085',
      '\u009f',
      '\r\n',
      "'",
      '\u2028',
      '\\',
      'é',
      '😀',
    ),
    fc.string({ maxLength: 4 }),
  );
  // A zero ends a text on its way into the database, not in it.
  const texts = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join('').replaceAll('\0', ''));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(texts, fc.constant(null)), { minLength: 1, maxLength: 20 }), async (cells) => {
      // A byte order mark at the beginning of a text is lost on its way out of the database, so something stands before it.
      const values = cells.map((_, index) => `($${index + 1}::VARCHAR, ${index})`).join(', ');
      const rows = await database.all(`SELECT 'x' || ${csvCellSql('t')} AS cell FROM (VALUES ${values}) AS v(t, i) ORDER BY i`, cells);
      expect(rows.map(({ cell }) => cell)).toEqual(cells.map((cell) => `x${csvLine([cell]).slice(0, -2)}`));
    }),
    { numRuns: 150 },
  );
  database.close();
});
