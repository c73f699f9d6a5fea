import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownBuffer, readFileWithin } from '../../../electron/engine/read-file.ts';
import { folder } from '../evidence.ts';

describe('reading a file', () => {
  it.each([0, 1, 65_536, 100_001])('gives all of its %i bytes in a buffer of their own', async (size) => {
    const bytes = new Uint8Array(size).map((_, index) => index % 251);
    const read = await readFileWithin(join(folder({ file: bytes }), 'file'), 'file');
    expect(read.ok && Buffer.from(read.value).equals(bytes)).toBe(true);
    expect(read.ok && read.value.buffer.byteLength).toBe(size);
  });

  it('refuses what is larger than the limit and takes what is just as large', async () => {
    const file = join(folder({ file: new Uint8Array(2 * 1024 * 1024 + 1) }), 'file');
    expect(await readFileWithin(file, 'shown', 2 * 1024 * 1024)).toEqual({
      ok: false,
      error: { code: 'too-large', message: 'It is larger than 2 MiB.', evidence: 'shown' },
    });
    expect(await readFileWithin(file, 'shown', 2 * 1024 * 1024 + 1)).toMatchObject({ ok: true });
  });

  it('refuses what is missing, and folders', async () => {
    const root = folder({});
    expect(await readFileWithin(join(root, 'missing'), 'm')).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await readFileWithin(root, 'r')).toMatchObject({ ok: false, error: { code: 'not-readable' } });
  });

  it.skipIf(process.platform === 'win32')('reads a pipe to its end, and no further than the limit', async () => {
    const root = folder({});
    for (const [name, limit, expected] of [
      ['short', 1024 * 1024, { ok: true }],
      ['long', 100_000, { ok: false, error: { code: 'too-large' } }],
    ] as const) {
      const pipe = join(root, name);
      execFileSync('mkfifo', [pipe]);
      const writer = createWriteStream(pipe);
      writer.on('error', () => undefined);
      writer.end(Buffer.alloc(200_000, 'x'));
      const read = await readFileWithin(pipe, name, limit);
      expect(read).toMatchObject(expected);
      if (read.ok) expect(read.value.length).toBe(200_000);
    }
  });
});

describe('a buffer of its own', () => {
  it('copies a view, and leaves alone what stands by itself', () => {
    const whole = new Uint8Array([1, 2, 3, 4]);
    expect(ownBuffer(whole)).toBe(whole);
    const view = ownBuffer(whole.subarray(1, 3));
    expect([...view]).toEqual([2, 3]);
    expect(view.buffer.byteLength).toBe(2);
    expect(Buffer.isBuffer(ownBuffer(Buffer.from('pooled')))).toBe(false);
  });
});
