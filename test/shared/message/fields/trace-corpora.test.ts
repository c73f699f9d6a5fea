import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HeaderField } from '../../../../shared/facts/message.ts';
import { parseAuthenticationResults } from '../../../../shared/message/fields/authentication-results.ts';
import { parseReceived, type ReceivedField } from '../../../../shared/message/fields/received.ts';
import { parseReceivedSpf } from '../../../../shared/message/fields/received-spf.ts';
import { parseTagList } from '../../../../shared/message/fields/tag-list.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';
import { corporaPath, hasCorpora } from '../../../helpers/corpora.ts';

interface Found {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly field: HeaderField;
}

function readFields(): readonly Found[] {
  return readdirSync(`${corporaPath}messages`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:json|md|tsv)$|^(?:README|LICENSE)/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort()
    .flatMap((file) => {
      const bytes = readFileSync(file);
      return scanMessage(bytes).headers.map((field) => ({ file, bytes, field }));
    });
}

const textOf = ({ bytes }: Found, start: number, end: number): string => Buffer.from(bytes.subarray(start, end)).toString('latin1');

describe.skipIf(!hasCorpora)('trace fields of real messages (needs ../shared/corpora)', () => {
  const fields = hasCorpora ? readFields() : [];
  const received: readonly (Found & { readonly line: ReceivedField })[] = fields
    .filter(({ field }) => field.key === 'received')
    .map((found) => ({ ...found, line: parseReceived(found.field) }));
  /** The collectors of phishing_pot replaced their own addresses by this, inside addresses and host names too. */
  const isRedacted = (found: Found): boolean => found.field.value.includes('phishing@pot');

  it('reads at least 97 of 100 Received lines in a dialect, and at least 9 of 10 in one of a product', () => {
    const counts = new Map<string, number>();
    for (const { line } of received) counts.set(line.dialect ?? 'none', (counts.get(line.dialect ?? 'none') ?? 0) + 1);
    const byDialect = JSON.stringify(Object.fromEntries([...counts].sort(([, one], [, other]) => other - one)));
    expect(received.length, byDialect).toBeGreaterThan(3000);
    expect((counts.get('none') ?? 0) / received.length, byDialect).toBeLessThan(0.03);
    expect(((counts.get('rfc5321') ?? 0) + (counts.get('none') ?? 0)) / received.length, byDialect).toBeLessThan(0.1);
    for (const dialect of [
      'exchange-online',
      'exchange',
      'google',
      'postfix',
      'exim',
      'sendmail',
      'qmail',
      'sendgrid',
      'yahoo',
      'amavis',
      'powermta',
    ]) {
      expect(counts.get(dialect) ?? 0, `${dialect} in ${byDialect}`).toBeGreaterThanOrEqual(10);
    }
  });

  it('finds both ends and the time in every Exchange line that is not redacted', () => {
    const lines = received.filter((found) => (found.line.dialect ?? '').startsWith('exchange') && !isRedacted(found));
    expect(lines.length).toBeGreaterThan(2000);
    const incomplete = lines.filter(({ line }) => line.from.ip === null || line.from.helo === null || line.by === null || line.at === null);
    expect(incomplete.map(({ file, field }) => `${file}: ${field.value}`)).toEqual([]);
  });

  it('finds an address wherever a product prints one in brackets behind the name', () => {
    const shape = /^from\s+\S+\s+\(\S+ \[(?:IPv6:)?([0-9a-f.:]+)\]\)/i;
    const lines = received.filter((found) => shape.test(found.field.value) && !isRedacted(found));
    expect(lines.length).toBeGreaterThan(200);
    const missed = lines.filter(({ line }) => line.from.ip === null);
    expect(missed.map(({ field }) => field.value)).toEqual([]);
  });

  it('reads the time of all but a few lines', () => {
    const without = received.filter(({ line }) => line.at === null);
    expect(without.length / received.length, without.map(({ field }) => field.value).join('\n')).toBeLessThan(0.005);
  });

  it('reads every results field, and each result stands at its bytes', () => {
    let results = 0;
    for (const found of fields.filter(({ field }) => /^(?:arc-|x-ms-exchange-)?authentication-results(?:-original)?$/.test(field.key))) {
      const read = parseAuthenticationResults(found.field);
      for (const result of read.results) {
        const text = textOf(found, result.span.start, result.span.end);
        expect(text.toLowerCase().replace(/\s/g, '').startsWith(`${result.method}=${result.result}`), `${found.file}: ${text}`).toBe(true);
        expect(text).not.toMatch(/;\s*$|^\s/);
        results += 1;
      }
      if (found.field.key.startsWith('arc-')) expect(read.instance, found.file).toBeGreaterThan(0);
      // Every `method=result` at the start or behind a semicolon is a result, comments apart.
      const plain = found.field.value.replace(/\([^()]*\)/g, '').replace(/\([^()]*\)/g, '');
      const expected = plain.match(/(?:^|;)\s*[a-z][a-z-]*=[a-z]/gi) ?? [];
      expect(read.results.length, `${found.file}: ${found.field.value}`).toBe(
        expected.filter((text) => !/[;\s]from=|^from=/i.test(text)).length,
      );
    }
    expect(results).toBeGreaterThan(4000);
  });

  it('names the connecting address wherever Microsoft or Google recorded one', () => {
    const lines = fields.filter(
      (found) =>
        /authentication-results$/.test(found.field.key) &&
        /sender ip is\s+[0-9a-f]|designates? [0-9a-f]/i.test(found.field.value) &&
        !isRedacted(found),
    );
    expect(lines.length).toBeGreaterThan(500);
    expect(lines.filter(({ field }) => parseAuthenticationResults(field).senderIp === null).map(({ field }) => field.value)).toEqual([]);
  });

  it('reads every Received-SPF field', () => {
    const lines = fields.filter(({ field }) => field.key === 'received-spf');
    expect(lines.length).toBeGreaterThan(600);
    const results = new Set(lines.map(({ field }) => parseReceivedSpf(field).result));
    expect([...results].sort()).toEqual(['fail', 'neutral', 'none', 'pass', 'permerror', 'softfail']);
    const withIp = lines.filter((found) => /client-ip=[0-9a-f]+[.:]/i.test(found.field.value) && !isRedacted(found));
    expect(withIp.filter(({ field }) => parseReceivedSpf(field).clientIp === null).map(({ field }) => field.value)).toEqual([]);
    // Microsoft names the domain it checked in the comment.
    const named = lines.filter(({ field }) => / domain of \S+\.\S+ designates /.test(field.value));
    expect(named.filter(({ field }) => parseReceivedSpf(field).domain === null).map(({ field }) => field.value)).toEqual([]);
  });

  it('finds the tags of every signature and seal', () => {
    // One bounce quotes a signature up to `...`.
    const lines = fields.filter(
      ({ field }) => !field.value.endsWith('...') && /^(?:dkim-signature|arc-seal|arc-message-signature)$/.test(field.key),
    );
    expect(lines.length).toBeGreaterThan(1000);
    const poor = lines.filter(({ field }) => !['d', 's', 'b'].every((tag) => parseTagList(field.value).has(tag)));
    expect(poor.map(({ file, field }) => `${file}: ${field.value}`)).toEqual([]);
  });
});
