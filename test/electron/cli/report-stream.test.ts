import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openReportStream } from '../../../electron/cli/report-stream.ts';
import { generateReportBytes } from '../../bench/report-generator.ts';
import { folder } from '../evidence.ts';

async function streamed(content: string | Uint8Array): Promise<{ path: string; bytes: Buffer } | null> {
  const stream = await openReportStream(join(folder({ file: content }), 'file'), 'r.xml.gz');
  if (stream === null) return null;
  const parts: Uint8Array[] = [];
  for await (const chunk of stream.chunks) parts.push(chunk);
  return { path: stream.path, bytes: Buffer.concat(parts) };
}

describe('a large file as a stream', () => {
  const report = generateReportBytes(2_000);

  it('gives the bytes of a plain report', async () => {
    expect(await streamed(report)).toEqual({ path: 'r.xml.gz', bytes: Buffer.from(report) });
  });

  it('gives the bytes within gzip', async () => {
    expect(await streamed(gzipSync(report))).toEqual({ path: 'r.xml.gz!r.xml', bytes: Buffer.from(report) });
  });

  it('gives what came through of a gzip that is cut short', async () => {
    const packed = gzipSync(report);
    const part = await streamed(packed.subarray(0, packed.length - 2_000));
    expect(part?.bytes.length).toBeGreaterThan(headOf(report));
    expect(report.subarray(0, part?.bytes.length)).toEqual(new Uint8Array(part?.bytes ?? []));
  });

  it.each([
    ['nothing', ''],
    ['text', 'Dear all'],
    ['gzip of text', gzipSync('Dear all')],
    ['no gzip', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x01, 0x02])],
  ])('leaves %s to the usual way', async (_title, content) => {
    expect(await streamed(content)).toBeNull();
  });
});

function headOf(report: Uint8Array): number {
  return report.length / 2;
}
