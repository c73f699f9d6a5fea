import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type CliIo, readAll, sinkOf, textStyle } from '../../../electron/cli/io.ts';

const io = (env: Record<string, string>, isTerminal: boolean): CliIo => {
  const sink = { ...sinkOf(new PassThrough()), isTerminal, columns: isTerminal ? 80 : null };
  return { stdin: new PassThrough(), stdout: sink, stderr: sink, env, directory: '/', worker: null, version: '1' };
};

describe('output', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
  ])('with %j on a terminal %s is coloured: %s', (env, isTerminal, expected) => {
    expect(textStyle(io(env, isTerminal)).colour).toBe(expected);
  });

  it('is as wide as the terminal, and 100 columns in a pipe', () => {
    expect([textStyle(io({}, true)).columns, textStyle(io({}, false)).columns]).toEqual([80, 100]);
  });

  it('ends quietly when its reader goes away', async () => {
    const stream = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const sink = sinkOf(stream);
    expect(sink.isClosed()).toBe(false);
    await sink.write('first');
    await new Promise((resolve) => setImmediate(resolve));
    expect(sink.isClosed()).toBe(true);
    await sink.write('second');
  });

  it('waits for a slow reader', async () => {
    const stream = new PassThrough({ highWaterMark: 4 });
    const sink = sinkOf(stream);
    let written = false;
    const writing = sink.write('more than four').then(() => {
      written = true;
    });
    stream.write('and more');
    await new Promise((resolve) => setImmediate(resolve));
    stream.resume();
    await writing;
    expect(written).toBe(true);
  });
});

describe('standard input', () => {
  it('is read whole, up to a limit', async () => {
    const chunks = async function* () {
      yield Buffer.from('abc');
      yield Buffer.from('def');
    };
    expect(await readAll(chunks(), 6)).toEqual(new TextEncoder().encode('abcdef'));
    expect(await readAll(chunks(), 5)).toBeNull();
  });
});
