/** `waybill analyze`: the verdict on every message in the PATHs, for people or for pipelines. */
import { resolve } from 'node:path';
import { createAnalyst } from '../../engine/analyst.ts';
import { mapInOrder } from '../../engine/concurrent.ts';
import type { Found, FoundReport } from '../../engine/intake.ts';
import { largestFile } from '../../engine/read-file.ts';
import { groundsHelp, groundsOptions, readGrounds } from '../grounds.ts';
import { outputFiles, printHtml, refuseEvidence } from '../html-printer.ts';
import type { CliIo } from '../io.ts';
import { judgeFound } from '../judge-found.ts';
import { holdStandardInput, learnFromAll } from '../learn.ts';
import { type Printer, printJson, printLines, printText } from '../printers.ts';
import { findInputs, requirePaths } from '../sources.ts';
import { type Arguments, defineVerb, type ExitCode, flag, textOption, UsageError } from '../verb.ts';

export default defineVerb({
  name: 'analyze',
  summary: 'who really sent this message, and why we say so',
  usage: [
    `analyze PATH... [--dns FILE]... [--tenants FILE]... [--operators FILE]... [--psl FILE] [--baseline]
               [--learn] [--json | --ndjson | --html FILE]`,
  ],
  help: `
Replays SPF, DKIM, ARC and DMARC for every message in PATH, in the order given, and reaches
a verdict. Without a DNS snapshot, what the receiver and the operator recorded stands in for
the replay, and the verdict says so.

${groundsHelp}
  --learn           judge the messages as one case: a message whose aligned signature verified
                    teaches which tenants are its domain's own, and the others are judged by it.
                    Prints nothing before all inputs were read, and reads them twice; the verdicts
                    do not depend on the order of the inputs. Without it, no message influences
                    another.
  --ndjson          one analysis a line, in input order (schema: waybill schema)
  --json            one indented analysis where the input is a single message, else an array of them
  --html FILE       one page for all messages, to read, print and hand on: every reason with the
                    bytes that it quotes, the route, all checks, the hashes of the evidence and of
                    the files it was judged by. No script, nothing loaded from elsewhere. The same
                    input gives the same page

Without --json, --ndjson and --html the output is text for people, in colour on a terminal
(NO_COLOR and FORCE_COLOR are respected). An input that cannot be read gives an object of
schema waybill/error/1 in its place, never stops the rest, and makes the exit code 1.`,
  examples: [
    'waybill analyze suspect.eml --dns answers.txt',
    'waybill analyze mails/ --dns answers.txt --html report.html',
    'waybill analyze evidence.zip mailbox.mbox --ndjson > verdicts.ndjson',
    'waybill analyze mails/ --ndjson | jq -r \'select(.verdict.kind == "cross-tenant-spoof") | .evidence.path\'',
    'waybill analyze mails/ --dns answers.txt --tenants tenants.ndjson --learn',
  ],
  options: {
    ...groundsOptions,
    learn: { type: 'boolean' },
    json: { type: 'boolean' },
    ndjson: { type: 'boolean' },
    html: { type: 'string' },
  },
  async run(args, given): Promise<ExitCode> {
    const paths = requirePaths(args.positionals);
    const page = textOption(args, 'html');
    const plain = choosePrinter(args, given);
    if (page !== null) await refuseEvidence(paths, page, given);
    const learns = flag(args, 'learn');
    const io = learns && paths.includes('-') ? await holdStandardInput(given, largestFile) : given;
    const { grounds, refused, sources, isNamed } = await readGrounds(args, io);
    const html = page === null ? null : await printHtml(args, page, sources, io);
    if (page !== null && html === null) return 1;
    const printer: Printer = html ?? plain;
    const analyst = createAnalyst(io.worker, (stack) => void io.stderr.write(`${stack}\n`));
    analyst.setGrounds(grounds);
    let failed = refused.length > 0;
    // What waits to be printed is kept small too: memory stays flat however many messages there are.
    const judgeAll = (recall: Parameters<typeof judgeFound>[1]['recall']) =>
      mapInOrder(withoutOutput(findInputs(paths, io), page, io), analyst.size * 8, (found) =>
        judgeFound(found, { task: printer.task, analyst, isNamed, recall }),
      );
    try {
      const recall = learns
        ? await learnFromAll(
            judgeAll(() => null),
            analyst,
          )
        : () => null;
      for (const { path, error } of refused) await printer.refused(path, null, error);
      for await (const result of judgeAll(recall)) {
        if (io.stdout.isClosed()) break;
        if (result.kind === 'passed-over') await io.stderr.write(result.note === null ? '' : `waybill: ${result.note}\n`);
        else if (result.kind === 'judged') await printer.judged(result.output);
        else await printer.refused(result.path, result.evidence, result.error);
        failed ||= result.kind === 'refused';
      }
      await printer.end();
    } finally {
      await html?.discard();
      await analyst.dispose();
    }
    return failed ? 1 : 0;
  },
});

/** A page that is written into the folder of the messages, or stands there from the last time, is no evidence. */
async function* withoutOutput<F extends Found | FoundReport>(found: AsyncGenerator<F>, page: string | null, io: CliIo): AsyncGenerator<F> {
  const own = page === null ? [] : outputFiles(page).map((name) => resolve(io.directory, name));
  for await (const each of found) if (!own.includes(resolve(io.directory, each.path))) yield each;
}

function choosePrinter(args: Arguments, io: CliIo): Printer {
  const formats = [flag(args, 'json'), flag(args, 'ndjson'), textOption(args, 'html') !== null].filter((isAsked) => isAsked);
  if (formats.length > 1) throw new UsageError('Choose one of --json, --ndjson and --html.');
  if (flag(args, 'ndjson')) return printLines(io);
  return flag(args, 'json') ? printJson(io) : printText(io);
}
