import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AnalysisSchema } from '../../shared/analysis-schema.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import { hasCorpora } from '../helpers/corpora.ts';
import { analyzeFile, formatTable, type Label, listMessages, messagesPath, readLabels } from './corpus.ts';
import { unquotedWords } from './quotes.ts';

interface Judged extends Label {
  readonly kind: string;
  readonly right: boolean;
}

describe.skipIf(!hasCorpora)('real messages without DNS (needs ../shared/corpora)', () => {
  const details = new Map<string, Detail>();
  let judged: readonly Judged[] = [];

  beforeAll(async () => {
    for (const file of listMessages()) details.set(file, await analyzeFile(file));
    judged = readLabels().map((label) => {
      const kind = details.get(label.file)?.analysis.verdict.kind ?? 'not analysed';
      return { ...label, kind, right: label.allowed.includes(kind) };
    });
    process.stdout.write(`\n${formatTable(judged)}\n`);
  }, 300_000);

  it('analyses every file without a crash', () => {
    expect(details.size).toBe(listMessages().length);
    expect(details.size).toBeGreaterThan(700);
  });

  it('never says of a message what its records forbid', () => {
    const wrong = judged.filter((row) => row.forbidden.includes(row.kind)).map((row) => `${row.class} ${row.file}: ${row.kind}`);
    expect(wrong).toEqual([]);
  });

  const classes = hasCorpora ? [...new Set(readLabels().map((label) => label.class))].sort() : [];
  it.each(classes)('says what the records allow of at least 97 in 100 messages of class %s', (name) => {
    const own = judged.filter((row) => row.class === name);
    const missed = own.filter((row) => !row.right).map((row) => `${row.file}: ${row.kind}`);
    expect(missed.length / own.length, missed.join('\n')).toBeLessThanOrEqual(0.03);
  });

  it('publishes objects that keep their schema', () => {
    for (const [file, detail] of details) {
      const parsed = AnalysisSchema.safeParse(detail.analysis);
      expect(parsed.success, `${file}: ${parsed.success ? '' : parsed.error.message}`).toBe(true);
    }
  });

  it('points every reason at bytes that hold what it quotes', () => {
    const wrong: string[] = [];
    for (const [file, detail] of details) {
      const bytes = readFileSync(join(messagesPath, file));
      for (const reason of detail.analysis.verdict.reasons) {
        const missing = unquotedWords(reason, bytes, detail.source);
        if (missing.length > 0) wrong.push(`${file} ${reason.signal}: ${missing.join(', ')} in “${reason.text}”`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('gives the same bytes for the same evidence', async () => {
    const file = readLabels()[0]?.file ?? '';
    expect(JSON.stringify((await analyzeFile(file)).analysis)).toBe(JSON.stringify(details.get(file)?.analysis));
  });
});
