import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isWritable, openCaptureFile } from '../../../electron/capture/snapshot-file.ts';
import { rrSet } from '../../../shared/dns/rr-set.ts';
import { folder, snapshotText } from '../evidence.ts';

const text = rrSet('a.example', 'TXT', ['v=spf1 -all'], { timeFirst: 1, timeLast: 1, source: '192.0.2.53' });
const gone = rrSet('b.example', 'TXT', [], { rcode: 'NXDOMAIN', timeFirst: 2, timeLast: 2, source: '192.0.2.53' });
const failed = rrSet('c.example', 'TXT', [], { rcode: 'SERVFAIL', timeFirst: 3, timeLast: 3, source: '192.0.2.53' });

async function open(path: string) {
  const opened = await openCaptureFile(path, 'out.ndjson');
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

describe('the file of a capture', () => {
  it('is a snapshot from its first line on, and holds each answer once it is appended', async () => {
    const path = join(folder({}), 'out.ndjson');
    const file = await open(path);
    expect(readFileSync(path, 'utf8')).toBe('{"snapshot":"waybill/dns/1","complete":false}\n');
    await file.append([text, gone]);
    expect(readFileSync(path, 'utf8').split('\n').slice(1)).toEqual([
      '{"rrname":"a.example","rrtype":"TXT","rdata":["v=spf1 -all"],"time_first":1,"time_last":1,"source":"192.0.2.53"}',
      '{"rrname":"b.example","rrtype":"TXT","rcode":"NXDOMAIN","rdata":[],"time_first":2,"time_last":2,"source":"192.0.2.53"}',
      '',
    ]);
    await file.close();
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  it('is continued: its answers stay, its failures go', async () => {
    const path = join(folder({}), 'out.ndjson');
    const first = await open(path);
    await first.append([text, failed, gone]);
    await first.close();
    const second = await open(path);
    expect(second.before.rrsets).toEqual([text, gone]);
    await second.append([{ ...failed, rcode: 'NOERROR', records: ['late'] }]);
    await second.close();
    expect((await open(path)).before.rrsets.map(({ name }) => name)).toEqual(['a.example', 'b.example', 'c.example']);
  });

  it('survives a last line that was cut off', async () => {
    const path = join(
      folder({
        'out.ndjson':
          '{"snapshot":"waybill/dns/1","complete":false}\n{"rrname":"a.example","rrtype":"TXT","rdata":["x"]}\n{"rrname":"b.exa',
      }),
      'out.ndjson',
    );
    const file = await open(path);
    await file.append([gone]);
    await file.close();
    expect((await open(path)).before.rrsets.map(({ name }) => name)).toEqual(['a.example', 'b.example']);
  });

  it.each([
    ['no snapshot', 'Dear diary', 'snapshot-damaged'],
    ['a whole world', snapshotText, 'bad-request'],
    ['of another format', 'a.example.\t300\tIN\tMX\t10 mail.a.example.\n', 'bad-request'],
  ])('is not touched where it is %s', async (_what, content, code) => {
    const path = join(folder({ 'out.ndjson': content }), 'out.ndjson');
    const opened = await openCaptureFile(path, 'out.ndjson');
    expect(opened.ok ? null : opened.error.code).toBe(code);
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('cannot be written where there is no folder', async () => {
    expect(await isWritable(join(folder({}), 'nowhere', 'out.ndjson'))).toBe(false);
    expect(await isWritable(join(folder({}), 'out.ndjson'))).toBe(true);
  });
});
