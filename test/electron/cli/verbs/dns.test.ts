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
