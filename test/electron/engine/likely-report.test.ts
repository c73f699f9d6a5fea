import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLikelyReport } from '../../../electron/engine/likely-report.ts';
import { folder, message, zip } from '../evidence.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('isLikelyReport', () => {
  it.each([
    ['a.xml', true],
    ['A.XML.GZ', true],
    ['a.json', true],
    ['a.tgz', true],
    ['a.eml', false],
    ['a.eml.gz', false],
    ['a.mbox', false],
    ['a', false],
  ])('goes by the name of %s: %s', async (shownAs, expected) => {
    expect(await isLikelyReport({ kind: 'bytes', bytes: bytesOf('x'), shownAs }, true)).toBe(expected);
  });

  it('looks into archives for what comes first, into small ones only where there are few', async () => {
    const mails = zip({ 'a.eml': message() });
    const reports = zip({ 'a.xml': bytesOf('<feedback/>') });
    const root = folder({ 'mails.zip': mails, 'reports.zip': reports });
    const file = (name: string) => ({ kind: 'file', file: join(root, name), shownAs: name }) as const;
    expect(await isLikelyReport(file('mails.zip'), true)).toBe(false);
    expect(await isLikelyReport(file('mails.zip'), false)).toBe(true);
    expect(await isLikelyReport(file('reports.zip'), true)).toBe(true);
    expect(await isLikelyReport(file('none.zip'), true)).toBe(true);
    writeFileSync(join(root, 'large.zip'), Buffer.concat([mails, Buffer.alloc(300 * 1024)]));
    expect(await isLikelyReport(file('large.zip'), false)).toBe(false);
    expect(await isLikelyReport({ kind: 'bytes', bytes: new Uint8Array(mails), shownAs: 'up.zip' }, true)).toBe(false);
    expect(await isLikelyReport({ kind: 'bytes', bytes: bytesOf('PK'), shownAs: 'cut.zip' }, true)).toBe(true);
  });

  it('leaves what cannot be read to whoever says why', async () => {
    const error = { code: 'not-found', message: 'There is no such file.' } as const;
    expect(await isLikelyReport({ kind: 'refused', shownAs: 'a.xml', error }, true)).toBe(false);
  });
});
