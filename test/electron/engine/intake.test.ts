import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSources, type Input, openSource } from '../../../electron/engine/intake.ts';
import { folder, gzip, message, snapshotText, zip } from '../evidence.ts';

async function found(inputs: readonly Input[]): Promise<string[]> {
  const list: string[] = [];
  for await (const source of findSources(inputs)) {
    for await (const each of openSource(source)) {
      list.push(
        each.kind === 'refused'
          ? `${each.path}: ${each.error.code}${each.evidence === null ? '' : ` (${each.evidence.bytes})`}`
          : `${each.path}: ${each.kind}`,
      );
    }
  }
  return list;
}

describe('intake', () => {
  it('finds messages and snapshots in files, folders and containers, in order', async () => {
    const root = folder({
      '1.eml': message(),
      '2.zip': zip({ 'a.eml': message(), 'inner.zip': zip({ 'b.eml': message() }), 'dns.ndjson': Buffer.from(snapshotText) }),
      '3.eml.gz': gzip(message()),
      '4.mbox': Buffer.concat([
        Buffer.from('From alice@alpha.example Wed Mar 11 08:14:13 2026\n'),
        message(),
        Buffer.from('\nFrom bob@bravo.example Wed Mar 11 08:14:14 2026\n'),
        message(),
      ]),
      '5.ndjson': snapshotText,
      '6.dat': '// ===BEGIN ICANN DOMAINS===\ncom\n',
    });
    const all = await found([{ path: root, shownAs: 'case' }]);
    expect(all.slice(0, 4)).toEqual([
      'case/1.eml: message',
      'case/2.zip!a.eml: message',
      'case/2.zip!inner.zip!b.eml: message',
      'case/2.zip!dns.ndjson: snapshot',
    ]);
    expect(all[4]).toMatch(/^case\/3\.eml\.gz!.+: message$/);
    expect(all.slice(5)).toEqual(['case/4.mbox!1: message', 'case/4.mbox!2: message', 'case/5.ndjson: snapshot', 'case/6.dat: suffixes']);
  });

  it('lets a damaged archive, an empty file and a picture stop nothing', async () => {
    const damaged = zip({ 'a.eml': message(), 'b.eml': message() });
    const root = folder({
      '1.zip': damaged.subarray(0, damaged.length - 60),
      '2.eml': '',
      '3.png': Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
      '4.eml': message(),
    });
    const all = await found([
      { path: join(root, 'missing'), shownAs: 'missing' },
      { path: root, shownAs: 'case' },
    ]);
    expect(all[0]).toBe('missing: not-found');
    expect(all.some((line) => line.startsWith('case/1.zip') && line.includes('archive-damaged'))).toBe(true);
    expect(all.slice(-3)).toEqual(['case/2.eml: empty (0)', 'case/3.png: not-a-message (12)', 'case/4.eml: message']);
  });

  it('takes uploaded bytes under their name', async () => {
    const inputs = [
      { name: 'dropped.eml', bytes: message() },
      { name: '', bytes: zip({ 'a.eml': message() }) },
    ];
    expect(await found(inputs)).toEqual(['dropped.eml: message', 'unnamed!a.eml: message']);
  });

  it('refuses a report, which is no message', async () => {
    const report = '<?xml version="1.0"?>\n<feedback><report_metadata><org_name>r.example</org_name></report_metadata></feedback>';
    expect(await found([{ name: 'r.xml', bytes: Buffer.from(report) }])).toEqual([`r.xml: not-a-message (${report.length})`]);
  });
});
