import { describe, expect, it } from 'vitest';
import { AnalysisErrorSchema } from '../../../../shared/analysis-schema.ts';
import { folder, snapshotText } from '../../evidence.ts';
import { run } from '../run.ts';

const dns = [
  '{"rrname":"a.example","rrtype":"TXT","rdata":["v=spf1 include:pool.example exp=why.a.example -all"]}',
  '{"rrname":"pool.example","rrtype":"TXT","rdata":["v=spf1 ip4:198.51.100.0/24 -all"]}',
  '{"rrname":"why.a.example","rrtype":"TXT","rdata":["%{i} may not send for %{d}"]}',
  '{"rrname":"old.example","rrtype":"TXT","rdata":["v=spf1 ip4:192.0.2.1 -all"],"time_first":1000,"time_last":2000}',
  '{"rrname":"old.example","rrtype":"TXT","rdata":["v=spf1 -all"],"time_first":3000,"time_last":4000}',
  '',
].join('\n');
const one = (ip: string, mailFrom: string, helo = 'mail.a.example') => [
  'spf',
  '--ip',
  ip,
  '--mail-from',
  mailFrom,
  '--helo',
  helo,
  '--dns',
  'dns.ndjson',
];

describe('waybill spf', () => {
  it('gives the evaluation with its path as JSON', async () => {
    const { code, out } = await run([...one('198.51.100.7', 'u@a.example'), '--json'], { directory: folder({ 'dns.ndjson': dns }) });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      result: 'pass',
      mechanism: 'ip4:198.51.100.0/24',
      path: ['a.example', 'pool.example'],
      explanation: null,
      missing: [],
      reason: 'matched',
      query: { identity: 'mailfrom', domain: 'a.example' },
      trace: { domain: 'a.example' },
    });
  });

  it('tells people the way term by term', async () => {
    const { code, out } = await run(one('203.0.113.9', 'u@a.example'), { directory: folder({ 'dns.ndjson': dns }) });
    expect(code).toBe(0);
    expect(out).toMatch(/^SPF fail {2}/);
    expect(out).toContain('include:pool.example');
    expect(out).toContain('203.0.113.9 may not send for a.example');
  });

  it('says unknown and asks, where the snapshot does not answer', async () => {
    const { out } = await run(one('192.0.2.1', 'u@elsewhere.example'), { directory: folder({ 'dns.ndjson': dns }) });
    expect(out).toMatch(/^SPF unknown/);
    expect(out).toContain('elsewhere.example TXT');
  });

  it('reckons with bundled copies where --baseline says so, names them, and needs no file then', async () => {
    const known = '{"rrname":"b.example","rrtype":"TXT","rdata":["v=spf1 include:spf.protection.outlook.com -all"]}\n';
    const root = folder({ 'dns.ndjson': known });
    const ask = (...more: string[]) => run([...one('40.107.117.56', 'u@b.example'), '--json', ...more], { directory: root });
    const result = async (...more: string[]) => JSON.parse((await ask(...more)).out);
    expect(await result()).toMatchObject({ result: 'unknown', missing: ['spf.protection.outlook.com TXT'] });
    expect((await result()).copies).toBeUndefined();
    expect(await result('--baseline', '--at', '2025-03-01')).toMatchObject({
      result: 'pass',
      missing: [],
      copies: [{ name: 'spf.protection.outlook.com', seen: '2025-02-18', isStale: false }],
    });
    const said = async (...more: string[]) => (await ask('--baseline', ...more)).err;
    const sentence = 'waybill: a bundled copy (compared 2026-11-24) stands in for spf.protection.outlook.com (seen 2025-02-18';
    expect(await said('--at', '2025-03-01')).toBe(`${sentence}).\n`);
    expect(await said('--at', '2026-11-24')).toBe(`${sentence}, more than a year before).\n`);
    // Without a time nothing is old.
    expect(await said()).toBe(`${sentence}).\n`);
    const line = `${JSON.stringify({ id: 1, ip: '40.107.117.56', mailFrom: 'u@b.example', helo: 'h.example' })}\n`;
    const batch = async (...more: string[]) =>
      (await run(['spf', '--batch', '-', '--dns', 'dns.ndjson', '--at', '2025-03-01', ...more], { directory: root, stdin: line })).lines[0];
    expect(await batch('--baseline')).toMatchObject({ id: 1, result: 'pass', copies: [{ name: 'spf.protection.outlook.com' }] });
    expect(await batch()).not.toHaveProperty('copies');
    const bare = ['spf', '--ip', '40.107.117.56', '--mail-from', 'u@spf.protection.outlook.com', '--helo', 'h.example'];
    expect(await run([...bare, '--baseline'])).toMatchObject({ code: 0, out: expect.stringMatching(/^SPF pass/) });
    expect((await run(bare)).code).toBe(2);
  });

  it.each([
    ['1500', 'pass'],
    ['1970-01-01T00:25:00Z', 'pass'],
    ['3500', 'fail'],
    [null, 'fail'],
  ])('takes the records of the time --at %s', async (at, result) => {
    const argv = [...one('192.0.2.1', 'u@old.example'), '--json', ...(at === null ? [] : ['--at', at])];
    expect(JSON.parse((await run(argv, { directory: folder({ 'dns.ndjson': dns }) })).out).result).toBe(result);
  });

  it('gives 1 where its DNS cannot be read, and no result that would look like one', async () => {
    const { code, out, err } = await run(one('192.0.2.1', 'u@a.example'), { directory: folder({}) });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe('waybill: dns.ndjson: There is no such file. (not-found)\n');
  });
});

describe('waybill spf --batch', () => {
  const batch = ['spf', '--batch', '-', '--dns', 'dns.ndjson'];

  it('answers every line in its order, with these fields and no others', async () => {
    const stdin = [
      '{"id":1,"ip":"198.51.100.7","mailFrom":"u@a.example","helo":"mail.a.example"}',
      '{"id":"two","ip":"203.0.113.9","mailFrom":"u@a.example","helo":"x"}',
      '',
      '{"id":3,"ip":"192.0.2.1","mailFrom":"","helo":"pool.example","expected":"fail"}',
      '{"id":4,"ip":"2001:db8::1","mailFrom":"u@elsewhere.example","helo":"x"}',
    ].join('\n');
    const { code, lines, err } = await run(batch, { directory: folder({ 'dns.ndjson': dns }), stdin });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines).toEqual([
      { id: 1, result: 'pass', mechanism: 'ip4:198.51.100.0/24', path: ['a.example', 'pool.example'], explanation: null, missing: [] },
      {
        id: 'two',
        result: 'fail',
        mechanism: '-all',
        path: ['a.example'],
        explanation: '203.0.113.9 may not send for a.example',
        missing: [],
      },
      { id: 3, result: 'fail', mechanism: '-all', path: ['pool.example'], explanation: null, missing: [] },
      { id: 4, result: 'unknown', mechanism: null, path: ['elsewhere.example'], explanation: null, missing: ['elsewhere.example TXT'] },
    ]);
  });

  it('puts an error object in the place of a line that is no question, and gives 1', async () => {
    const stdin = [
      '{"id":1,"ip":"198.51.100.7","mailFrom":"u@a.example","helo":"x"}',
      'nonsense',
      '{"id":3}',
      '{"id":{"not":"ours"}}',
      '[]',
      `{"id":5,"ip":"${'1'.repeat(1_100_000)}"}`,
    ].join('\n');
    const { code, lines } = await run(batch, { directory: folder({ 'dns.ndjson': dns }), stdin });
    expect(code).toBe(1);
    expect(lines.map((line) => [line.id, line.error?.code ?? line.result])).toEqual([
      [1, 'pass'],
      [null, 'bad-request'],
      [3, 'bad-request'],
      [null, 'bad-request'],
      [null, 'bad-request'],
      [null, 'bad-request'],
    ]);
    expect(lines[1].error.message).toContain('line 2');
    expect(lines.slice(1).map((line) => AnalysisErrorSchema.safeParse(line).success)).toEqual([true, true, true, true, true]);
  });

  it('reads a file, and gives an error object where there is none', async () => {
    const directory = folder({ 'dns.ndjson': dns, 'checks.ndjson': '{"id":1,"ip":"198.51.100.7","mailFrom":"u@a.example","helo":"x"}\n' });
    expect((await run(['spf', '--batch', 'checks.ndjson', '--dns', 'dns.ndjson'], { directory })).lines).toMatchObject([
      { id: 1, result: 'pass' },
    ]);
    expect(await run(['spf', '--batch', 'none.ndjson', '--dns', 'dns.ndjson'], { directory })).toMatchObject({
      code: 1,
      lines: [{ schema: 'waybill/error/1', error: { code: 'not-found' } }],
    });
  });

  it('stops when nobody reads on', async () => {
    const stdin = '{"ip":"198.51.100.7","mailFrom":"u@a.example"}\n'.repeat(50);
    const { code, lines } = await run(batch, { directory: folder({ 'dns.ndjson': snapshotText }), stdin, closeAfter: 5 });
    expect({ code, count: lines.length }).toEqual({ code: 0, count: 1 });
  });
});
