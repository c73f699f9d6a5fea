/** Runs a command line inside the test's process and catches what it prints. */

import { runCli } from '../../../electron/cli/cli.ts';
import type { CliIo, Sink } from '../../../electron/cli/io.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output as NDJSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON as a pipeline does.
  readonly lines: any[];
}

export interface RunOptions {
  readonly directory?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  readonly columns?: number;
  /** Characters of standard output after which its reader goes away. */
  readonly closeAfter?: number;
}

export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const {
    directory = process.cwd(),
    stdin = '',
    env = {},
    terminal = false,
    columns = 100,
    closeAfter = Number.POSITIVE_INFINITY,
  } = options;
  const out = catcher(terminal, columns, closeAfter);
  const err = catcher(terminal, columns, Number.POSITIVE_INFINITY);
  const io: CliIo = {
    stdin: chunks(typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
    stdout: out.sink,
    stderr: err.sink,
    env,
    directory,
    worker: null,
    version: '1.2.3',
  };
  const code = await runCli(argv, io);
  const text = out.text();
  return {
    code,
    out: text,
    err: err.text(),
    get lines() {
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    },
  };
}

function catcher(terminal: boolean, columns: number, closeAfter: number): { sink: Sink; text: () => string } {
  let text = '';
  return {
    text: () => text,
    sink: {
      write: async (more) => {
        if (text.length < closeAfter) text += more;
      },
      isClosed: () => text.length >= closeAfter,
      isTerminal: terminal,
      columns: terminal ? columns : null,
    },
  };
}

/** In small pieces, as a pipe gives them. */
async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 1_000) yield bytes.subarray(start, start + 1_000);
}
