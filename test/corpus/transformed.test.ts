import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Detail } from '../../shared/facts/detail.ts';
import { hasCorpora } from '../helpers/corpora.ts';
import { analyzeBytes, analyzeFile, type Label, messagesPath, readLabels } from './corpus.ts';
import { isReceiverResults, isStamp, moveFields, pasteFields, removeFields } from './transform.ts';

const labels: readonly Label[] = hasCorpora ? readLabels() : [];
const bytesOf = (file: string): Buffer => readFileSync(join(messagesPath, file));
const verdictOf = ({ analysis: { verdict } }: Detail): string => `${verdict.kind} ${verdict.confidence}`;
const passedExchange = ({ analysis }: Detail): boolean => analysis.verdict.operator === 'exchange-online';

/** Where a verdict may move when evidence is taken away: never towards an accusation, never towards a clean bill. */
const weaker: ReadonlySet<string> = new Set(['shared-pass-unattributed', 'misaligned-sender', 'indeterminate']);

async function changed(files: readonly string[], transform: (bytes: Buffer, before: Detail) => Buffer | null): Promise<readonly string[]> {
  const different: string[] = [];
  for (const file of files) {
    const before = await analyzeFile(file);
    const bytes = transform(bytesOf(file), before);
    if (bytes === null) continue;
    const after = await analyzeBytes(file, bytes);
    if (verdictOf(after) !== verdictOf(before)) different.push(`${file}: ${verdictOf(before)} → ${verdictOf(after)}`);
  }
  return different;
}

describe.skipIf(!hasCorpora)('real messages with stamps pasted, moved and removed (needs ../shared/corpora)', () => {
  const files = labels.map((label) => label.file);
  const donors = ['laundered', 'foreign-tenant', 'own-tenant', 'forwarded'].map(
    (name) => labels.find((label) => label.class === name)?.file ?? '',
  );

  it.each(donors)(
    'pasting the stamps of %s into messages that never touched the service changes no verdict',
    async (donor) => {
      const bytes = bytesOf(donor);
      const stamps = (await analyzeFile(donor)).source.filter((field, _, all) => isStamp(field, all));
      expect(stamps.length).toBeGreaterThan(3);
      const pasted = await changed(files, (target, before) =>
        passedExchange(before)
          ? null
          : pasteFields(
              target,
              before,
              stamps.map((field) => bytes.subarray(field.span.start, field.span.end)),
            ),
      );
      expect(pasted).toEqual([]);
    },
    120_000,
  );

  it.each(donors)(
    'pasting the receiver’s results of %s below the boundary of any message changes no verdict',
    async (donor) => {
      const bytes = bytesOf(donor);
      const results = (await analyzeFile(donor)).source.filter((field, _, all) => isReceiverResults(field, all));
      expect(results.length).toBeGreaterThan(0);
      const pasted = await changed(files, (target, before) =>
        pasteFields(
          target,
          before,
          results.map((field) => bytes.subarray(field.span.start, field.span.end)),
        ),
      );
      expect(pasted).toEqual([]);
    },
    120_000,
  );

  it('moving the stamps to the very end of the header changes no verdict', async () => {
    expect(await changed(files, (bytes, before) => (passedExchange(before) ? moveFields(bytes, before, isStamp) : null))).toEqual([]);
  }, 120_000);

  it.each([
    ['every stamp', isStamp],
    ['the ARC sets', (field: { name: string }) => /^arc-/i.test(field.name)],
    ['the accepted-domain check', (field: { name: string }) => /^x-ms-exchange-senderadcheck$/i.test(field.name)],
    ['the receiver’s Authentication-Results', isReceiverResults],
    [
      'the receiver’s results and its Received-SPF',
      (field: { name: string }) => /^(authentication-results|received-spf)$/i.test(field.name),
    ],
  ] as const)(
    'removing %s moves a verdict only towards less',
    async (_, selected) => {
      const wrong: string[] = [];
      for (const file of files) {
        const before = await analyzeFile(file);
        const after = await analyzeBytes(file, removeFields(bytesOf(file), before, selected));
        const { kind } = after.analysis.verdict;
        if (kind !== before.analysis.verdict.kind && !weaker.has(kind)) wrong.push(`${file}: ${verdictOf(before)} → ${verdictOf(after)}`);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});
