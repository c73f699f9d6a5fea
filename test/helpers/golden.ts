/** Expected results in files: compared as text, and written anew, with the difference printed, where `npm run golden` says so. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect } from 'vitest';
import { root } from './source-files.ts';

const isBlessing = process.env.WAYBILL_BLESS === '1';

/** Compares `value`, as indented JSON, with the file. An empty or missing file is filled in by blessing only. */
export function expectGolden(value: unknown, path: string): void {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (isBlessing && text !== before) {
    process.stdout.write(`${relative(root, path)}\n${describeDifference(before, text)}\n`);
    writeFileSync(path, text);
    return;
  }
  expect(text, `${relative(root, path)} differs. If it should: npm run golden`).toBe(before);
}

/** The lines between the common beginning and the common end, three lines of it on either side. */
export function describeDifference(before: string, after: string): string {
  const old = before.split('\n');
  const now = after.split('\n');
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const context = 3;
  return [
    ...now.slice(Math.max(0, start - context), start).map((line) => `  ${line}`),
    ...old.slice(start, old.length - end).map((line) => `- ${line}`),
    ...now.slice(start, now.length - end).map((line) => `+ ${line}`),
    ...now.slice(now.length - end, now.length - end + context).map((line) => `  ${line}`),
  ].join('\n');
}
