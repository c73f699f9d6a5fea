import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corporaPath, hasCorpora } from '../../../helpers/corpora.ts';
import { folder, message, snapshotText } from '../../evidence.ts';
import { run } from '../run.ts';

const sample = new URL('../../../sample-case/', import.meta.url);
const sampleNames = ['1-new-bank-details.eml', '2-shipping-schedule.eml', 'dns.ndjson'];
const sampleFiles = () => Object.fromEntries(sampleNames.map((name) => [name, readFileSync(new URL(name, sample))]));

async function report(directory: string, argv: readonly string[], file = 'report.html') {
  const { code, out, err } = await run(['analyze', ...argv, '--html', file], { directory });
  return { code, out, err, page: existsSync(join(directory, file)) ? readFileSync(join(directory, file), 'utf8') : '' };
}

const textOf = (page: string) =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

/** Every tag of the page is one of ours, closed in order, and loads nothing. */
function expectSound(page: string): void {
  expect(page.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
  expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`);
  const body = page.replace(/<style>[\s\S]*?<\/style>/, '<style></style>');
  expect(body).not.toMatch(/<(?:script|img|iframe|link|object|embed|base|form|video|audio|source)\b/i);
  const tags = (body.match(/<[a-z][^>]*>/gi) ?? []).join('\n');
  expect(tags).not.toMatch(/\son[a-z]+=/i);
  expect(tags.match(/\b(?:src|href|action|srcset|data|background)="(?!#m\d+")[^"]*"/g)).toBeNull();
  expect(page).not.toMatch(/url\(|@import|expression\(/i);
  const empty = new Set(['meta', 'br', 'rect']);
  const open: string[] = [];
  for (const [, slash, name = ''] of body.matchAll(/<(\/?)([a-z0-9]+)(?:\s[^<>]*)?>/g)) {
    if (empty.has(name)) continue;
    if (slash === '') open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
  // What is no tag holds no bracket.
  expect(body.replace('<!doctype html>', '').replaceAll(/<\/?[a-z0-9]+(?:\s(?:[^<>"]|"[^"<>]*")*)?\/?>/g, '')).not.toMatch(/[<>]/);
}

describe('waybill analyze --html', () => {
  it('writes one page with every verdict, reason and quoted byte of the sample case', async () => {
    const directory = folder(sampleFiles());
    const argv = ['1-new-bank-details.eml', '2-shipping-schedule.eml', '--dns', 'dns.ndjson'];
    const { code, out, err, page } = await report(directory, argv);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^2 messages \(.*\) written to report\.html\n$/);
    expectSound(page);
    const text = textOf(page);
    const { lines } = await run(['analyze', ...argv, '--ndjson'], { directory });
    for (const analysis of lines) {
      const bytes = readFileSync(join(directory, analysis.evidence.path));
      expect(text).toContain(analysis.evidence.sha256);
      expect(text).toContain(analysis.verdict.sentence);
      for (const reason of analysis.verdict.reasons) {
        expect(text).toContain(reason.text);
        for (const { header, start, end } of reason.places) {
          expect(text).toContain(`bytes ${start.toLocaleString('en')}–${end.toLocaleString('en')}`);
          expect(text).toContain(`header ${header} `);
          expect(text).toContain(bytes.subarray(start, end).toString('utf8').replaceAll(/\s+/g, ' ').trim());
        }
      }
      for (const { spf } of analysis.replays) expect(text).toContain(spf.domain);
      for (const { domain } of analysis.dkim) expect(text).toContain(`d=${domain}`);
    }
    const { createHash } = await import('node:crypto');
    expect(text).toContain(
      createHash('sha256')
        .update(readFileSync(join(directory, 'dns.ndjson')))
        .digest('hex'),
    );
    expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('gives the same bytes every time, and takes no page of its own for evidence', async () => {
    const directory = folder({ 'a.eml': message(), 'b.eml': message({ subject: 'Second' }), 'dns.ndjson': snapshotText });
    const first = await report(directory, ['.', '--dns', 'dns.ndjson']);
    const second = await report(directory, ['.', '--dns', 'dns.ndjson']);
    expect([first.code, second.code, second.err]).toEqual([0, 0, '']);
    expect(second.page).toBe(first.page);
    expect(first.page).toContain('Second');
  });

  it('lists what could not be read, and ends with 1', async () => {
    const { code, err, page } = await report(folder({ '1.eml': message(), '2.eml': '' }), ['1.eml', '2.eml', 'none.eml']);
    expect(code).toBe(1);
    expect(err).toContain('none.eml: There is no such file. (not-found)');
    expectSound(page);
    expect(textOf(page)).toContain('2 could not be read');
    expect(textOf(page)).toContain('No DNS snapshot was at hand');
  });

  it('does not write over evidence or over a file that it did not write', async () => {
    const directory = folder({ 'a.eml': message(), 'notes.html': '<p>mine</p>' });
    expect((await report(directory, ['a.eml'], 'notes.html')).code).toBe(2);
    expect(readFileSync(join(directory, 'notes.html'), 'utf8')).toBe('<p>mine</p>');
    expect((await report(directory, ['a.eml'], 'a.eml')).code).toBe(2);
    const nowhere = await report(directory, ['a.eml'], 'no/such/folder.html');
    expect([nowhere.code, nowhere.err]).toEqual([1, 'waybill: no/such/folder.html: It cannot be written. (not-found)\n']);
  });

  it('judges by what the case taught, with --learn', async () => {
    const directory = folder(sampleFiles());
    const { page } = await report(directory, ['1-new-bank-details.eml', '2-shipping-schedule.eml', '--dns', 'dns.ndjson', '--learn']);
    expect(textOf(page)).toContain('judged as one case');
  });

  it('stays sound, whatever a message says', async () => {
    const nasty = fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=http://x.example/>',
      "' onmouseover='x",
      '</title></style></head>',
      '=?utf-8?q?=3Cscript=3E=E2=80=AE?=',
      '\u202egnp.exe',
      '&#x3c;script&#x3e;',
      '\u0000\u001b]0;x\u0007',
      '<!-- -->',
      'javascript:alert(1)',
    );
    const value = fc
      .array(fc.oneof(nasty, fc.string({ maxLength: 12 })), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join(' ').replaceAll(/[\r\n]/g, ' '));
    await fc.assert(
      fc.asyncProperty(value, value, value, async (subject, from, body) => {
        const text = new TextDecoder().decode(message({ subject, from, body }));
        const extra = `X-Nasty: ${subject}\r\nDKIM-Signature: v=1; d=${from}; s=${subject}; b=x\r\nAuthentication-Results: ${subject}; spf=${from}\r\n`;
        const { page } = await report(folder({ 'a.eml': extra + text }), ['a.eml']);
        expectSound(page);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get through.
        expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000\u001b]/);
      }),
      { numRuns: 25 },
    );
  });
});

describe.skipIf(!hasCorpora)('pages of real mail (needs ../shared/corpora)', () => {
  it('are sound', async () => {
    const found = readdirSync(corporaPath, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.eml'))
      .sort();
    expect(found.length).toBeGreaterThan(100);
    // One in some dozens, spread over all collections.
    const chosen = found.filter((_, index) => index % Math.ceil(found.length / 60) === 0);
    const { page, code } = await report(
      folder({}),
      chosen.map((name) => `${corporaPath}${name}`),
    );
    expect([0, 1]).toContain(code);
    expectSound(page);
  });
});
