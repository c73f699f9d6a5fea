import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, snapshotText } from '../../evidence.ts';
import { run } from '../run.ts';

const yaml = 'description: one\ntests: {}\nzonedata:\n  b.example:\n    - TXT: v=spf1 -all\n';

describe('waybill dns convert', () => {
  it('writes any format as native, and reads its own output back to the same bytes', async () => {
    const root = folder({ 'a.ndjson': snapshotText, 'b.yml': yaml });
    expect(await run(['dns', 'convert', 'a.ndjson', 'b.yml', '-o', 'out.ndjson'], { directory: root })).toMatchObject({ code: 0, out: '' });
    const written = readFileSync(join(root, 'out.ndjson'), 'utf8');
    expect(written).toMatch(/^\{"snapshot":"waybill\/dns\/1"/);
    expect(written).toContain('"b.example"');
    const again = await run(['dns', 'convert', 'out.ndjson', '-o', '-'], { directory: root });
    expect(again).toMatchObject({ code: 0, out: written });
  });

  it('reads standard input', async () => {
    const { code, out } = await run(['dns', 'convert', '-', '-o', '-'], { stdin: yaml });
    expect(code).toBe(0);
    expect(out).toContain('"b.example"');
  });

  it('gives 1 for what is no snapshot, and converts the rest', async () => {
    const root = folder({ 'a.ndjson': snapshotText, 'b.txt': 'Dear Sir,\n\nno snapshot.\n' });
    const { code, out, err } = await run(['dns', 'convert', 'b.txt', 'a.ndjson', '-o', '-'], { directory: root });
    expect(code).toBe(1);
    expect(out).toContain('alpha.example');
    expect(err).toBe('waybill: b.txt: This is no DNS snapshot of a known format. (snapshot-damaged)\n');
  });

  it('gives 1 where it cannot write', async () => {
    const root = folder({ 'a.ndjson': snapshotText });
    const { code, err } = await run(['dns', 'convert', 'a.ndjson', '-o', 'no/such/folder.ndjson'], { directory: root });
    expect(code).toBe(1);
    expect(err).toContain('cannot be written');
  });
});

const answer = (text: string, more: object = {}) => `${JSON.stringify({ rrname: 'a.example', rrtype: 'TXT', rdata: [text], ...more })}\n`;
const contradicting = {
  'one.ndjson': answer('v=spf1 -all', { time_first: 1_700_000_000, time_last: 1_700_086_400 }),
  'two.ndjson': answer('v=spf1 ~all', { source: 'dig @192.0.2.53' }),
  'world.ndjson': '{"snapshot":"waybill/dns/1","complete":true}\n{"rrname":"b.example","rrtype":"TXT","rdata":["x"]}\n',
};

describe('waybill dns report', () => {
  it('says what each file holds and where they contradict each other', async () => {
    const { code, out, err } = await run(['dns', 'report', ...Object.keys(contradicting)], { directory: folder(contradicting) });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')).toEqual([
      'one.ndjson',
      '  native: 1 answer, 0 absences, 0 failures; seen 2023-11-14 to 2023-11-15; what it lacks is unknown',
      'two.ndjson',
      '  native: 1 answer, 0 absences, 0 failures; without times; what it lacks is unknown',
      'world.ndjson',
      '  native: 1 answer, 0 absences, 0 failures; without times; a whole world: what it lacks does not',
      '  exist',
      '',
      '1 contradiction; > marks the answer that is used.',
      '',
      'a.example TXT',
      '  different records for the same time',
      '    one.ndjson, seen 2023-11-14 to 2023-11-15',
      '      v=spf1 -all',
      '  > dig @192.0.2.53 (two.ndjson)',
      '      v=spf1 ~all',
      '',
    ]);
  });

  it('gives the same as JSON, with the answer that is used at --at', async () => {
    const words = ['dns', 'report', 'one.ndjson', 'two.ndjson', '--json'];
    const chosen = async (...more: string[]) =>
      JSON.parse((await run([...words, ...more], { directory: folder(contradicting) })).out).conflicts.map(
        (each: { chosen: number }) => each.chosen,
      );
    expect([await chosen(), await chosen('--at', '2023-11-15')]).toEqual([[1], [0]]);
  });

  it('has nothing to say against files that agree', async () => {
    const files = { 'a.ndjson': answer('x'), 'b.ndjson': answer('x') };
    const { out } = await run(['dns', 'report', 'a.ndjson', 'b.ndjson'], { directory: folder(files) });
    expect(out).toContain('No contradictions. 1 question answered alike by several files.\n');
  });

  it('is noted when files are converted', async () => {
    const { code, err } = await run(['dns', 'convert', 'one.ndjson', 'two.ndjson', '-o', 'out'], { directory: folder(contradicting) });
    expect([code, err]).toEqual([
      0,
      'waybill: 1 question is answered differently by different files; “waybill dns report” lists who says what.\n',
    ]);
  });

  it.each([[['report']], [['report', 'one.ndjson', '-o', 'x']], [['convert', 'one.ndjson', '-o', '-', '--json']], [['forget', 'x']], [[]]])(
    '%j is a usage error',
    async (words) => {
      expect((await run(['dns', ...words], { directory: folder(contradicting) })).code).toBe(2);
    },
  );
});
