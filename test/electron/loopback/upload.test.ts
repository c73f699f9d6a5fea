import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUpload } from '../../../electron/loopback/upload.ts';
import { succeed } from '../../../shared/outcome.ts';

const limits = { bytesAFile: 1_000, bytesInAll: 3_000, files: 3 };

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const bodyOf = (...files: { name: string; bytes: Uint8Array }[]): Buffer =>
  Buffer.concat(files.flatMap(({ name, bytes }) => [Buffer.from(`${JSON.stringify({ name, size: bytes.length })}\n`), bytes]));

const read = (body: string | Uint8Array, size = 7) => readUpload(inPieces(Buffer.from(body as string), size), limits);

describe('readUpload', () => {
  it('gives back what was sent, however the body was cut', async () => {
    const file = fc.record({ name: fc.string({ maxLength: 40, unit: 'grapheme' }), bytes: fc.uint8Array({ maxLength: 90 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 3 }), fc.integer({ min: 1, max: 60 }), async (files, size) => {
        expect(await read(bodyOf(...files), size)).toEqual(
          succeed(files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }))),
        );
      }),
    );
  });

  it('reads an empty body as no files', async () => {
    expect(await read('')).toEqual(succeed([]));
  });

  it.each([
    ['a heading that is not JSON', 'name\n'],
    ['a heading with more fields', '{"name":"a","size":0,"path":"/etc/passwd"}\n'],
    ['a heading without a size', '{"name":"a"}\n'],
    ['a negative size', '{"name":"a","size":-1}\n'],
    ['a size that is no number', '{"name":"a","size":"1"}\na'],
    ['an end in the heading', '{"name":"a"'],
    ['an end in the file', '{"name":"a","size":5}\nabc'],
    ['an end before the file', '{"name":"a","size":5}\n'],
    ['a heading without end', 'x'.repeat(30_000)],
  ])('refuses %s', async (_what, body) => {
    expect(await readUpload(inPieces(Buffer.from(body), 11), { ...limits, bytesInAll: 100_000 })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
  });

  it.each([
    ['a file over the limit, on the word of its heading', '{"name":"a","size":1001}\n'],
    ['more bytes in all than the limit', bodyOf(...['a', 'b', 'c'].map((name) => ({ name, bytes: new Uint8Array(999) })))],
    ['more files than the limit', bodyOf(...['a', 'b', 'c', 'd'].map((name) => ({ name, bytes: new Uint8Array(1) })))],
  ])('refuses %s', async (_what, body) => {
    expect(await read(body)).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });
});
