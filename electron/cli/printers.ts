/** The three ways in which `analyze` prints what it found: one object a line, one JSON value, or text for people. */
import type { Evidence } from '../../shared/facts/evidence.ts';
import { type VerdictKind, verdictKinds } from '../../shared/facts/verdict.ts';
import type { Refusal } from '../../shared/outcome.ts';
import { createPaint } from '../../shared/text/paint.ts';
import { verdictWords } from '../../shared/text/verdict-words.ts';
import { errorObject } from '../engine/task.ts';
import { type CliIo, textStyle } from './io.ts';
import type { Output, OutputTask } from './judge-found.ts';
import { reportRefused } from './snapshots.ts';

export interface Printer {
  readonly task: OutputTask;
  judged(output: Output): Promise<void>;
  refused(path: string, evidence: Evidence | null, error: Refusal): Promise<void>;
  end(): Promise<void>;
}

/** NDJSON: each object is printed as soon as its turn comes. */
export function printLines(io: CliIo): Printer {
  return {
    task: { kind: 'json', indented: false },
    judged: ({ text }) => io.stdout.write(`${text}\n`),
    refused: (path, evidence, error) => io.stdout.write(`${JSON.stringify(errorObject(path, evidence, error))}\n`),
    end: () => Promise.resolve(),
  };
}

/** One value: the object itself where there is one, else an array, which is printed as it grows. */
export function printJson(io: CliIo): Printer {
  let first: string | null = null;
  let count = 0;
  const add = async (text: string): Promise<void> => {
    count += 1;
    if (count === 1) {
      first = text;
      return;
    }
    if (first !== null) await io.stdout.write(`[\n${indent(first)}`);
    first = null;
    await io.stdout.write(`,\n${indent(text)}`);
  };
  return {
    task: { kind: 'json', indented: true },
    judged: ({ text }) => add(text),
    refused: (path, evidence, error) => add(JSON.stringify(errorObject(path, evidence, error), null, 2)),
    end: () => io.stdout.write(first !== null ? `${first}\n` : count === 0 ? '[]\n' : '\n]\n'),
  };
}

/** Text: a page a message, and a count of the verdicts behind the last. Diagnostics go to standard error. */
export function printText(io: CliIo): Printer {
  const style = textStyle(io);
  const counts = new Map<VerdictKind, number>();
  let pages = 0;
  return {
    task: { kind: 'text', style },
    async judged({ text, verdict }) {
      const rule = createPaint(style.colour)('faint', '═'.repeat(Math.max(60, Math.min(120, style.columns))));
      await io.stdout.write(pages === 0 ? text : `${rule}\n\n${text}`);
      pages += 1;
      if (verdict !== null) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    },
    refused: (path, _evidence, error) => reportRefused([{ path, error }], io),
    async end() {
      if (pages < 2) return;
      const listed = verdictKinds.flatMap((kind) => {
        const count = counts.get(kind);
        return count === undefined ? [] : [`${count} ${verdictWords[kind].label.toLowerCase()}`];
      });
      await io.stdout.write(`${pages} messages: ${listed.join(', ')}\n`);
    },
  };
}

/** String values hold no line breaks in JSON, so every line may be moved. */
function indent(json: string): string {
  return json.replace(/^/gm, '  ');
}
