import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { bundledSuffixList } from '../../../shared/names/public-suffix-bundled.ts';
import { describeSuffixList } from '../../../shared/names/public-suffix-choice.ts';
import { bundledListVersion } from '../../../shared/names/public-suffix-version.ts';

it('states the installed version; after an update look up which list the new one holds, and change the date with it', () => {
  const installed = createRequire(import.meta.url)('tldts/package.json') as { version: string };
  expect(installed.version).toBe(bundledListVersion.version);
});

it('is called by its package and date', () => {
  expect(describeSuffixList(bundledSuffixList)).toBe('tldts 7.5.5, public suffix list of 2026-11-19');
});
