/**
 * Reports as they are in the wild, one folder a case: `story.md`, the inputs in the order of their names, and what must be read from them.
 * The folder is listed, so that a new case is a new folder. Re-bless with `npm run golden`, and read the diff that it prints.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { UnpackLimits } from '../../shared/intake/unpack.ts';
import { ReportSchema } from '../../shared/report-schema.ts';
import { createDuplicateFinder, withDuplicate } from '../../shared/reports/duplicates.ts';
import { readReports } from '../../shared/reports/open.ts';

const root = fileURLToPath(new URL('./reports/', import.meta.url));
const cases = readdirSync(root).sort();

async function readCase(folder: string): Promise<unknown[]> {
  const limits = existsSync(`${folder}/limits.json`)
    ? (JSON.parse(readFileSync(`${folder}/limits.json`, 'utf8')) as Partial<UnpackLimits>)
    : {};
  const duplicates = createDuplicateFinder();
  const read: unknown[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.startsWith('input'))
    .sort()) {
    for await (const opened of readReports(name, readFileSync(`${folder}/${name}`), limits)) {
      read.push(opened.kind === 'report' ? withDuplicate(opened.report, duplicates) : opened);
    }
  }
  return read;
}

describe('reports in the wild', () => {
  it('all 47 malformations of the list have a case', () => {
    const numbers = new Set(cases.map((name) => Number.parseInt(name, 10)));
    expect(Array.from({ length: 47 }, (_, index) => index + 1).filter((number) => !numbers.has(number))).toEqual([]);
  });

  it.each(cases)('%s', async (name) => {
    const folder = `${root}${name}`;
    const text = `${JSON.stringify(await readCase(folder), null, 2)}\n`;
    const file = `${folder}/expected.json`;
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (process.env.WAYBILL_BLESS === '1' && text !== before) {
      writeFileSync(file, text);
      process.stdout.write(`${name}\n${differenceOf(before, text)}\n`);
    }
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  it.each(cases)('%s gives reports of the published schema', async (name) => {
    for (const item of await readCase(`${root}${name}`)) {
      if (typeof item !== 'object' || item === null || !('records' in item) || !Array.isArray(item.records)) continue;
      const records = item.records.map((record: object) => ({
        ...record,
        class: 'unknown',
        operator: null,
        foreignTenant: null,
        because: null,
      }));
      expect(ReportSchema.safeParse({ schema: 'waybill/report/1', ...item, records }).error).toBeUndefined();
    }
  });
});

/** The lines that went and came, in the order of the file. */
function differenceOf(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const [had, has] = [new Set(old), new Set(now)];
  return [
    ...old.filter((line) => !has.has(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !had.has(line)).map((line) => `+ ${line}`),
  ].join('\n');
}
