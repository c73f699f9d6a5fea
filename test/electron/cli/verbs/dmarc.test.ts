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

  it('goes by the public suffix list of --psl, and says by which', async () => {
    const files = { 'dns.ndjson': snapshotText, 'mine.dat': '// VERSION: 2026-08-19_x\nexample\nalpha.example\n', 'page.dat': '<html>\n' };
    const words = ['dmarc', '--dns', 'dns.ndjson', '--from', 'news.alpha.example', '--spf', 'other.alpha.example'];
    const byPsl = async (...more: string[]) =>
      JSON.parse((await run([...words, '--json', ...more], { directory: folder(files) })).out).rfc7489;
    expect(await byPsl()).toMatchObject({ result: 'pass', organizationalDomain: 'alpha.example' });
    expect(await byPsl('--psl', 'mine.dat')).toMatchObject({
      result: 'none',
      organizationalDomain: 'news.alpha.example',
      suffixList: 'mine.dat, public suffix list of 2026-08-19',
    });
    // Nothing of it is left behind in this process.
    expect(await byPsl()).toMatchObject({ organizationalDomain: 'alpha.example' });
    const { out } = await run([...words, '--psl', 'mine.dat'], { directory: folder(files) });
    expect(out).toContain('mine.dat, public suffix list of 2026-08-19');
    expect(await run([...words, '--psl', 'page.dat'], { directory: folder(files) })).toMatchObject({
      code: 1,
      out: '',
      err: 'waybill: page.dat: This is no public suffix list. (not-readable)\n',
    });
  });

  it('gives 1 where its DNS cannot be read', async () => {
    expect(await run(['dmarc', '--dns', 'none', '--from', 'a.example'], { directory: folder({}) })).toMatchObject({ code: 1, out: '' });
  });
});
