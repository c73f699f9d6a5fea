/** `analyze --html`: one page for all messages. The messages wait in a file beside it until their index is known, so that memory stays flat. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type PageEntry, type PageGround, pageFoot, pageHead, pageMessage } from '../../shared/export/html/page.ts';
import { type VerdictKind, verdictKinds } from '../../shared/facts/verdict.ts';
import { verdictWords } from '../../shared/text/verdict-words.ts';
import { readFileWithin } from '../engine/read-file.ts';
import type { CliIo } from './io.ts';
import { openOutput } from './output-file.ts';
import type { Printer } from './printers.ts';
import { reportRefused } from './snapshots.ts';
import { type Arguments, flag, UsageError } from './verb.ts';

/** What is written while the messages are read, and in the end. */
export function outputFiles(shown: string): readonly string[] {
  return [shown, `${shown}.part`, `${waitingName(shown)}.part`];
}

function waitingName(shown: string): string {
  return `${shown}.messages`;
}

export interface HtmlPrinter extends Printer {
  /** Removes what is half written; nothing after `end`. */
  discard(): Promise<void>;
}

/** The printer, or null where the page cannot be written: that was said on standard error. `grounds` are the files that are judged by. */
export async function printHtml(args: Arguments, shown: string, grounds: readonly PageGround[], io: CliIo): Promise<HtmlPrinter | null> {
  const waiting = await openOutput(waitingName(shown), io.directory);
  const page = await openOutput(shown, io.directory);
  if (!waiting.ok || !page.ok) {
    if (waiting.ok) await waiting.value.discard();
    if (!page.ok) await reportRefused([{ path: shown, error: page.error }], io);
    return null;
  }
  const entries: PageEntry[] = [];
  const kinds: VerdictKind[] = [];
  return {
    task: { kind: 'html' },
    async judged({ text, entry }) {
      if (entry === null) return;
      entries.push(entry);
      kinds.push(entry.verdict);
      await waiting.value.write(pageMessage(entries.length, text));
    },
    async refused(path, evidence, error) {
      entries.push({ kind: 'refused', path, sha256: evidence?.sha256 ?? null, code: error.code, message: error.message });
      await reportRefused([{ path, error }], io);
    },
    async end() {
      const { version } = io;
      const remarks = flag(args, 'learn')
        ? ['The messages were judged as one case (--learn): what is certain in one was taken to be known for the others.']
        : [];
      await page.value.write(pageHead({ version, grounds, entries, remarks }));
      for await (const chunk of waiting.value.readBack()) await page.value.write(chunk);
      await page.value.write(pageFoot({ version }));
      await page.value.finish();
      await waiting.value.discard();
      const listed = verdictKinds.flatMap((kind) => {
        const count = kinds.filter((each) => each === kind).length;
        return count === 0 ? [] : [`${count} ${verdictWords[kind].label.toLowerCase()}`];
      });
      const what = kinds.length === 1 ? '1 message' : `${kinds.length} messages`;
      await io.stdout.write(`${what}${listed.length === 0 ? '' : ` (${listed.join(', ')})`} written to ${shown}\n`);
    },
    async discard() {
      await waiting.value.discard();
      await page.value.discard();
    },
  };
}

/** A slip of the keyboard must not write over what is being examined. */
export async function refuseEvidence(paths: readonly string[], shown: string, io: CliIo): Promise<void> {
  const target = resolve(io.directory, shown);
  for (const path of paths) {
    if (path !== '-' && resolve(io.directory, path) === target) throw new UsageError(`--html ${shown} would write over the evidence.`);
  }
  const found = await stat(target).catch(() => null);
  if (found === null) return;
  if (!found.isFile()) throw new UsageError(`--html ${shown} is no file.`);
  const head = await readFileWithin(target, shown);
  const isPage =
    head.ok && Buffer.from(head.value.subarray(0, 2_000)).toString('latin1').includes('<meta name="generator" content="Waybill ');
  if (found.size > 0 && !isPage) throw new UsageError(`${shown} exists and is no report of Waybill: name another file.`);
}
