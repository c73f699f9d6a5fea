import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, linesOf } from '../../../electron/cli/lines.ts';

async function split(chunks: readonly string[], limit = 1_000): Promise<Line[]> {
  const lines: Line[] = [];
  const source = (async function* () {
    for (const chunk of chunks) yield new TextEncoder().encode(chunk);
  })();
  for await (const line of linesOf(source, limit)) lines.push(line);
  return lines;
}

describe('lines of a stream', () => {
  it.each([
    ['nothing', [], []],
    ['an empty line', ['\n'], ['']],
    ['no final line end', ['a\nb'], ['a', 'b']],
    ['CRLF, also across chunks', ['a\r', '\nb\r\n'], ['a', 'b']],
    ['characters across chunks', ['a', 'b\nc', '\n'], ['ab', 'c']],
  ])('%s', async (_, chunks, expected) => {
    expect(await split(chunks)).toEqual(expected.map((text, index) => ({ number: index + 1, text })));
  });

  it('gives null for a line that is too long, and the next ones as ever', async () => {
    expect(await split(['a\n', 'x'.repeat(30), 'x'.repeat(30), '\nb\n'], 50)).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: null },
      { number: 3, text: 'b' },
    ]);
  });

  it('gives the same lines however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n') })), async (chunks) => {
        expect(await split(chunks)).toEqual(await split([chunks.join('')]));
      }),
    );
  });
});
