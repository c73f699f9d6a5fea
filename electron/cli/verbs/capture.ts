/** `waybill capture`: asks a resolver for all DNS records that the analysis of messages needs, and writes them as one snapshot. The only verb that uses a network. */

import { resolve } from 'node:path';
import type { RrSet, SnapshotFile } from '../../../shared/dns/rr-set.ts';
import { formatQuestion } from '../../../shared/facts/dns.ts';
import { mergeSheets, type QuestionSheet } from '../../../shared/question-sheet.ts';
import { printable } from '../../../shared/text/printable.ts';
import { type CaptureResult, capture } from '../../capture/capture.ts';
import { findResolver, type ResolverAddress } from '../../capture/dns-client.ts';
import { createProgressLine } from '../../capture/progress-line.ts';
import { parseResolverOption } from '../../capture/resolver-option.ts';
import { isWritable, openCaptureFile } from '../../capture/snapshot-file.ts';
import { type Analyst, createAnalyst } from '../../engine/analyst.ts';
import { largestFile } from '../../engine/read-file.ts';
import type { CliIo } from '../io.ts';
import { holdStandardInput } from '../learn.ts';
import { collectSheets } from '../question-sheets.ts';
import { readSnapshots, reportRefused } from '../snapshots.ts';
import { findInputs, requirePaths } from '../sources.ts';
import { readSuffixes, suffixHelp, suffixOptions } from '../suffix-option.ts';
import { defineVerb, listOption, requiredOption, textOption, UsageError } from '../verb.ts';

const standard = { timeout: 3, tries: 3, parallel: 16 } as const;

export default defineVerb({
  name: 'capture',
  summary: 'ask a resolver for the DNS records that messages need (uses the network)',
  usage: ['capture PATH... --resolver HOST[:PORT] -o FILE [--dns FILE]... [--psl FILE]'],
  help: `
Asks for everything that the analysis of the messages needs, follows includes and redirects
until nothing is open, and writes one snapshot: records, and also that a name does not exist
or that a server failed, each with its time. Run it on a connected machine and carry the file
to the one that analyses. Whoever runs the domains' servers can see that their names are asked.

  --resolver HOST[:PORT]   recursive resolver to ask, over UDP and where need be TCP
  -o, --output FILE        snapshot to write; an existing one is continued: what it answers is
                           not asked again, what had failed is
  --dns FILE               DNS snapshot whose answers need not be asked; may be repeated
${suffixHelp(27)}
  --timeout SECONDS        for the first attempt (${standard.timeout}); each further one waits twice as long
  --tries N                attempts for one question (${standard.tries})
  --parallel N             questions at the same time (${standard.parallel})

Ctrl-C stops it; what was answered is kept, and the same command goes on from there.`,
  examples: [
    'waybill capture mails/ --resolver 192.0.2.53 -o snapshot.ndjson',
    'waybill analyze mails/ --dns snapshot.ndjson    # on the machine without a network',
  ],
  options: {
    resolver: { type: 'string' },
    output: { type: 'string', short: 'o' },
    dns: { type: 'string', multiple: true },
    ...suffixOptions,
    timeout: { type: 'string' },
    tries: { type: 'string' },
    parallel: { type: 'string' },
  },
  async run(args, outside) {
    const paths = requirePaths(args.positionals);
    const option = parseResolverOption(requiredOption(args, 'resolver'));
    if (option === null)
      throw new UsageError('--resolver is an address or a name, and a port behind a colon: 192.0.2.53:53, [2001:db8::53]:53.');
    const output = requiredOption(args, 'output');
    const path = resolve(outside.directory, output);
    const limits = {
      timeout: 1_000 * numberOption(args, 'timeout', standard.timeout, 0.05, 600),
      attempts: numberOption(args, 'tries', standard.tries, 1, 20),
    };
    const parallel = numberOption(args, 'parallel', standard.parallel, 1, 1_000);
    const io = paths.includes('-') ? await holdStandardInput(outside, largestFile) : outside;
    const known = await readSnapshots(listOption(args, 'dns'), io);
    const suffixes = await readSuffixes(args, io);
    await reportRefused([...known.refused, ...suffixes.refused], io);
    const address = await findAddress(option.host, option.port);
    if (address === null) return await fail(io, `The name of the resolver is not known: ${printable(option.host)}.`);
    if (!(await isWritable(path))) return await fail(io, `${printable(output)}: It cannot be written.`);
    const opened = await openCaptureFile(path, output);
    if (!opened.ok) {
      await reportRefused([{ path: output, error: opened.error }], io);
      return 1;
    }
    const file = opened.value;
    const analyst = createAnalyst(io.worker, (stack) => void io.stderr.write(`${stack}\n`));
    analyst.setGrounds({ suffixes: suffixes.rules });
    const inputs = openInputs(paths, io, analyst, [...known.files, file.before]);
    const line = createProgressLine(io.stderr);
    const stop = new AbortController();
    const interrupt = (): void => stop.abort();
    process.once('SIGINT', interrupt);
    try {
      const result = await capture({
        resolver: address,
        limits,
        parallel,
        openQuestions: inputs.openQuestions,
        keep: file.append,
        progress: line.draw,
        now: () => Math.floor(Date.now() / 1_000),
        signal: stop.signal,
      });
      line.clear();
      await report(result, stop.signal.aborted, output, io);
      const isUnusable = result.asked > 0 && result.failed.length === result.asked;
      return isUnusable || stop.signal.aborted || result.open.length + inputs.refused() + known.refused.length + suffixes.refused.length > 0
        ? 1
        : 0;
    } finally {
      process.removeListener('SIGINT', interrupt);
      await file.close();
      await analyst.dispose();
    }
  },
});

interface Inputs {
  openQuestions(answers: readonly RrSet[]): Promise<QuestionSheet>;
  /** Inputs that could not be read. */
  refused(): number;
}

/** The messages, read anew in each round: only those with something open, so that memory stays flat. */
function openInputs(paths: readonly string[], io: CliIo, analyst: Analyst, held: readonly SnapshotFile[]): Inputs {
  let waiting: Set<string> | null = null;
  let refused = 0;
  return {
    refused: () => refused,
    async openQuestions(answers) {
      const fresh: SnapshotFile = { name: 'capture', format: 'native', rrsets: answers, complete: false, origins: [], notes: [] };
      analyst.setSnapshot([...held, fresh]);
      const sheets: QuestionSheet[] = [];
      const still = new Set<string>();
      const isFirst = waiting === null;
      const wanted = waiting;
      for await (const { path, outcome } of collectSheets(findInputs(paths, io), analyst, (each) => wanted === null || wanted.has(each))) {
        if (outcome.ok) {
          if (outcome.value.now.length > 0) {
            still.add(path);
            sheets.push(outcome.value);
          }
        } else if (isFirst) {
          refused += 1;
          await reportRefused([{ path, error: outcome.error }], io);
        }
      }
      waiting = still;
      return mergeSheets(sheets);
    },
  };
}

function numberOption(args: Parameters<typeof textOption>[0], name: string, standardValue: number, least: number, most: number): number {
  const text = textOption(args, name);
  if (text === null) return standardValue;
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most) || (name !== 'timeout' && !Number.isInteger(value))) {
    throw new UsageError(`--${name} is a number from ${least} to ${most}.`);
  }
  return value;
}

/** Null where the system does not know the name. */
async function findAddress(host: string, port: number): Promise<ResolverAddress | null> {
  try {
    return await findResolver(host, port);
  } catch (error) {
    // getaddrinfo's word for all of its failures.
    if (error instanceof Error && 'syscall' in error && error.syscall === 'getaddrinfo') return null;
    throw error;
  }
}

async function fail(io: CliIo, sentence: string): Promise<1> {
  await io.stderr.write(`waybill: ${sentence}\n`);
  return 1;
}

async function report({ asked, failed, rounds, open }: CaptureResult, isStopped: boolean, output: string, io: CliIo): Promise<void> {
  for (const { question, rcode } of failed) await io.stderr.write(`waybill: ${printable(formatQuestion(question))}: ${rcode}\n`);
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const done = `${count(asked, 'question')} in ${count(rounds, 'round')}, ${failed.length} without an answer: ${printable(output)}`;
  await io.stderr.write(`waybill: ${done}\n`);
  if (asked > 0 && failed.length === asked) await io.stderr.write('waybill: the resolver answered nothing: is it the right one?\n');
  if (isStopped) await io.stderr.write('waybill: stopped; the same command goes on from here.\n');
  else if (open.length > 0) await io.stderr.write(`waybill: ${count(open.length, 'question')} stay open: no answer settles them.\n`);
}
