import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readReports } from '../../../shared/reports/open.ts';
import { zipOf } from '../../helpers/archives.ts';
import { utf8 } from '../../helpers/message-text.ts';
import { reportXml, rowXml } from './samples.ts';

const xml = (id = 'r-1') => utf8(reportXml(rowXml({}), { id }));

async function opened(path: string, bytes: Uint8Array, limits: Parameters<typeof readReports>[2] = {}): Promise<string[]> {
  const list: string[] = [];
  for await (const item of readReports(path, bytes, limits)) {
    if (item.kind === 'report') list.push(`${item.report.evidence.path} ${item.report.reportId}`);
    else list.push(`${item.path} ${item.kind === 'note' ? item.note.code : item.refusal.code}`);
  }
  return list;
}

describe('opening inputs', () => {
  it('names members behind an exclamation mark', async () => {
    const inner = zipOf([{ name: 'deep/b.xml', content: xml('r-2') }]);
    const outer = zipOf([
      { name: 'a.xml', content: xml('r-1') },
      { name: 'inner.zip', content: inner },
      { name: 'c.xml.gz', content: gzipSync(xml('r-3')) },
    ]);
    expect(await opened('in/reports.zip', outer)).toEqual([
      'in/reports.zip!a.xml r-1',
      'in/reports.zip!inner.zip!deep/b.xml r-2',
      'in/reports.zip!c.xml.gz!c.xml r-3',
    ]);
  });

  it('gives the hash and size of the report itself, not of its wrapping', async () => {
    for await (const item of readReports('a.xml.gz', gzipSync(xml()))) {
      expect(item.kind === 'report' && item.report.evidence.bytes).toBe(xml().length);
    }
  });

  it('goes on behind what cannot be read', async () => {
    const zip = zipOf([
      { name: 'secret.xml', content: xml(), flags: 0x0801 },
      { name: 'empty.xml', content: new Uint8Array(0) },
      { name: 'other.pdf', content: utf8('%PDF-1.7') },
      { name: 'good.xml', content: xml() },
    ]);
    expect(await opened('z.zip', zip)).toEqual([
      'z.zip!secret.xml archive-encrypted',
      'z.zip!empty.xml empty',
      'z.zip!other.pdf no-report',
      'z.zip!good.xml r-1',
    ]);
  });

  it.each([
    [{ depth: 1 }, ['z.zip!a.xml r-1', 'z.zip!n.zip archive-too-deep']],
    [{ members: 1 }, ['z.zip!a.xml r-1', 'z.zip!n.zip archive-too-many-members']],
    [{ memberBytes: 100 }, ['z.zip!a.xml too-large', 'z.zip!n.zip too-large']],
    [{ totalBytes: 1_000 }, ['z.zip!a.xml r-1', 'z.zip!n.zip too-large']],
  ])('holds the limits %j', async (limits, expected) => {
    const zip = zipOf([
      { name: 'a.xml', content: xml() },
      { name: 'n.zip', content: zipOf([{ name: 'b.xml', content: xml('r-2') }]) },
    ]);
    expect(await opened('z.zip', zip, limits)).toEqual(expected);
  });

  it('has no limit on how well a report is compressed', async () => {
    const rows = rowXml({}).repeat(20_000);
    const packed = gzipSync(utf8(reportXml(rows)), { level: 9 });
    expect(rows.length / packed.length > 100).toBe(true);
    expect(await opened('r.xml.gz', packed)).toEqual(['r.xml.gz!r.xml r-1']);
  });

  it.each([
    ['a.xml', utf8('')],
    ['a.xml', utf8('\n')],
    ['a.zip', zipOf([])],
  ])('%s without anything in it is refused', async (path, bytes) => {
    expect((await opened(path, bytes))[0]).toMatch(/ empty$/);
  });
});
