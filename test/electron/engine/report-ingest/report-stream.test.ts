import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openReportStream } from '../../../../electron/engine/report-ingest/report-stream.ts';
import { generateReportBytes } from '../../../bench/report-generator.ts';
import { folder, zip } from '../../evidence.ts';

async function streamed(content: string | Uint8Array, shownAs = 'r.xml.gz') {
  const stream = await openReportStream(join(folder({ file: content }), 'file'), shownAs);
  if (stream === null) return null;
  const parts: Uint8Array[] = [];
  for await (const chunk of stream.chunks) parts.push(chunk);
  const { path, notes, isDamaged, position } = stream;
  return {
    path,
    bytes: Buffer.concat(parts),
    notes: notes.map(({ code }) => code),
    damaged: isDamaged(),
    isAllRead: position() >= Buffer.byteLength(content),
  };
}

describe('a large file as a stream', () => {
  const report = generateReportBytes(2_000);

  const sound = { bytes: Buffer.from(report), notes: [], damaged: false, isAllRead: true };

  it('gives the bytes of a plain report', async () => {
    expect(await streamed(report, 'r.xml')).toEqual({ ...sound, path: 'r.xml' });
    expect(await streamed(report)).toEqual({ ...sound, path: 'r.xml.gz', notes: ['name-contradicts-bytes'] });
  });

  it('gives the bytes within gzip', async () => {
    expect(await streamed(gzipSync(report))).toEqual({ ...sound, path: 'r.xml.gz!r.xml' });
  });

  it('gives the bytes of a report that is alone in a zip, by its name there', async () => {
    const stored = zip({ 'one!two.xml': report });
    expect(await streamed(stored, 'r.zip')).toEqual({ ...sound, path: 'r.zip!one!two.xml', isAllRead: expect.any(Boolean) });
    expect((await streamed(stored))?.notes).toEqual(['name-contradicts-bytes']);
  });

  it('finds that the bytes in a zip are not those that were packed', async () => {
    const wrong = zip({ 'r.xml': report });
    wrong.write('6', wrong.lastIndexOf('<count>') + '<count>'.length);
    expect((await streamed(wrong, 'r.zip'))?.damaged).toBe(true);
  });

  it('gives what came through of a gzip that is cut short', async () => {
    const packed = gzipSync(report);
    const part = await streamed(packed.subarray(0, packed.length - 2_000));
    expect(part?.damaged).toBe(true);
    expect(part?.bytes.length).toBeGreaterThan(headOf(report));
    expect(report.subarray(0, part?.bytes.length)).toEqual(new Uint8Array(part?.bytes ?? []));
  });

  it.each([
    ['nothing', ''],
    ['text', 'Dear all'],
    ['gzip of text', gzipSync('Dear all')],
    ['a zip of two', zip({ '1.xml': report, '2.xml': report })],
    ['a zip of text', zip({ '1.txt': Buffer.from('Dear all') })],
    ['a zip that is cut short', zip({ '1.xml': report }).subarray(0, -40)],
    ['no gzip', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x01, 0x02])],
  ])('leaves %s to the usual way', async (_title, content) => {
    expect(await streamed(content)).toBeNull();
  });
});

function headOf(report: Uint8Array): number {
  return report.length / 2;
}
