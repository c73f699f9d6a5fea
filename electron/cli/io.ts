/** What a verb may touch of the outside: its streams, its environment and where paths start. Tests hand in their own. */
import type { Writable } from 'node:stream';
import type { TextStyle } from '../../shared/text/text-style.ts';

export interface Sink {
  /** Resolves when more may be written; once the reader has gone it resolves at once and writes nothing. */
  write(text: string): Promise<void>;
  /** True once the reader has gone (`| head`): nobody wants the rest. */
  isClosed(): boolean;
  readonly isTerminal: boolean;
  readonly columns: number | null;
}

export interface CliIo {
  /** Chunks of standard input, read by whoever is given `-`. */
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly directory: string;
  /** The built worker of the engine, or null: then messages are analysed one after the other in this process. */
  readonly worker: URL | null;
  readonly version: string;
}

/** A Node stream as a sink. A closed pipe (EPIPE) ends the output quietly, as every other filter on a pipeline does. */
export function sinkOf(stream: Writable & { isTTY?: boolean; columns?: number }): Sink {
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
    closed = true;
  });
  return {
    write(text) {
      if (closed || text === '') return Promise.resolve();
      return new Promise((resolve) => stream.write(text, () => resolve()));
    },
    isClosed: () => closed,
    isTerminal: stream.isTTY === true,
    columns: stream.columns ?? null,
  };
}

/** Everything that standard input holds, up to a limit in bytes; null where it holds more. */
export async function readAll(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) return null;
    parts.push(chunk);
  }
  return new Uint8Array(Buffer.concat(parts, size));
}

/**
 * Whether to colour, in the order of the conventions people rely on: NO_COLOR (no-color.org) switches off, FORCE_COLOR on
 * (`0` off, as Node reads it), else a terminal that is not `dumb`.
 */
function wantsColour(io: CliIo): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force, TERM: terminal } = io.env;
  if (no !== undefined && no !== '') return false;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return io.stdout.isTerminal && terminal !== 'dumb';
}

/** How people are to see it: coloured where they can, as wide as their terminal, 100 columns where there is none. */
export function textStyle(io: CliIo): TextStyle {
  return { colour: wantsColour(io), columns: io.stdout.columns ?? 100 };
}
