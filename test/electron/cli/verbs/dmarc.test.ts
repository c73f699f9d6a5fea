import { describe, expect, it } from 'vitest';
import { folder, snapshotText } from '../../evidence.ts';
import { run } from '../run.ts';

const ask = (...argv: string[]) => run(['dmarc', '--dns', 'dns.ndjson', ...argv], { directory: folder({ 'dns.ndjson': snapshotText }) });

describe('waybill dmarc', () => {
  it.each([
    [['--from', 'alpha.example', '--spf', 'alpha.example'], 'pass', ['spf']],
    [['--from', 'news.alpha.example', '--dkim', 'other.example', '--dkim', 'mail.alpha.example'], 'pass', ['dkim']],
    [['--from', 'alpha.example', '--spf', 'bravo.example', '--dkim', 'bravo.example'], 'fail', []],
    [['--from', 'alpha.example'], 'fail', []],
    [['--from', 'bravo.example', '--spf', 'bravo.example'], 'none', []],
  ])('%j is %s', async (argv, result, by) => {
    const { code, out } = await ask(...argv, '--json');
    expect(code).toBe(0);
    const { rfc9989, rfc7489 } = JSON.parse(out);
    expect([rfc9989.result, rfc7489.result]).toEqual([result, result]);
    if (result === 'pass') expect([rfc9989.by, rfc7489.by]).toEqual([by, by]);
  });

  it('tells people both readings', async () => {
    const { out } = await ask('--from', 'alpha.example', '--spf', 'alpha.example');
    expect(out).toMatch(/^DMARC of alpha\.example\n/);
    expect(out).toMatch(/RFC 9989 \(tree walk\) {2}pass/);
    expect(out).toMatch(/RFC 7489 \(public suffix list\) {2}pass/);
  });

  it('lists what the snapshot does not answer', async () => {
    const directory = folder({ 'dns.ndjson': '{"rrname":"x.example","rrtype":"A","rdata":["192.0.2.1"]}\n' });
    const { out } = await run(['dmarc', '--dns', 'dns.ndjson', '--from', 'alpha.example', '--json'], { directory });
    expect(JSON.parse(out).rfc9989).toMatchObject({ result: 'unknown', missing: expect.arrayContaining(['_dmarc.alpha.example TXT']) });
  });

  it('gives 1 where its DNS cannot be read', async () => {
    expect(await run(['dmarc', '--dns', 'none', '--from', 'a.example'], { directory: folder({}) })).toMatchObject({ code: 1, out: '' });
  });
});
