/** `waybill questions`: what must still be asked of the DNS, as lines for `dig -f` on a connected machine. */
import { digCommand, formatDigLines } from '../../../shared/dns/questions.ts';
import { mergeSheets, type QuestionSheet } from '../../../shared/question-sheet.ts';
import { createAnalyst } from '../../engine/analyst.ts';
import { baselineHelp, baselineOptions } from '../baseline-option.ts';
import { collectSheets } from '../question-sheets.ts';
import { readSnapshots, reportRefused } from '../snapshots.ts';
import { findInputs, requirePaths } from '../sources.ts';
import { readSuffixes, suffixHelp, suffixOptions } from '../suffix-option.ts';
import { defineVerb, flag, listOption } from '../verb.ts';

export default defineVerb({
  name: 'questions',
  summary: 'list the DNS questions that are still open',
  usage: ['questions PATH... [--dns FILE]... [--psl FILE] [--baseline] [--ahead]'],
  help: `
Prints every DNS question that the analysis of the messages asks and that the snapshot
does not answer, one "NAME TYPE" a line, each once, sorted. Answers lead to further
questions (an include, a redirect): carry the answers back and ask again until it prints nothing.

  --dns FILE    DNS snapshot of any known format; may be repeated
  --ahead       also what the answers may lead to, as far as the records at hand tell:
                fewer rounds, at the price of questions that may prove needless
${suffixHelp(16)}
${baselineHelp(16)}`,
  examples: [
    'waybill questions mails/ --ahead > questions.txt',
    `${digCommand}    # on a connected machine`,
    'waybill questions mails/ --dns answers.txt',
  ],
  options: { dns: { type: 'string', multiple: true }, ahead: { type: 'boolean' }, ...suffixOptions, ...baselineOptions },
  async run(args, io) {
    const paths = requirePaths(args.positionals);
    const snapshots = await readSnapshots(listOption(args, 'dns'), io);
    const suffixes = await readSuffixes(args, io);
    await reportRefused([...snapshots.refused, ...suffixes.refused], io);
    const analyst = createAnalyst(io.worker, (stack) => void io.stderr.write(`${stack}\n`));
    analyst.setGrounds({ snapshot: snapshots.files, suffixes: suffixes.rules, baseline: flag(args, 'baseline') });
    let refused = snapshots.refused.length + suffixes.refused.length;
    const sheets: QuestionSheet[] = [];
    try {
      for await (const { path, outcome } of collectSheets(findInputs(paths, io), analyst)) {
        if (outcome.ok) sheets.push(outcome.value);
        else {
          refused += 1;
          await reportRefused([{ path, error: outcome.error }], io);
        }
      }
    } finally {
      await analyst.dispose();
    }
    const sheet = mergeSheets(sheets);
    const asksAhead = flag(args, 'ahead');
    const lines = formatDigLines(asksAhead ? [...sheet.now, ...sheet.ahead] : sheet.now);
    await io.stdout.write(lines.map((line) => `${line}\n`).join(''));
    if (io.stderr.isTerminal && sheet.now.length > 0) await io.stderr.write(describeRounds(sheet, asksAhead));
    return refused > 0 ? 1 : 0;
  },
});

function describeRounds(sheet: QuestionSheet, asksAhead: boolean): string {
  const { now, ahead } = sheet.rounds;
  const rounds = asksAhead ? ahead : now;
  const saved = !asksAhead && ahead < now ? ` With --ahead: ${sheet.ahead.length} questions more, and at most ${ahead}.` : '';
  return `waybill: ${sheet.now.length} questions are open. At most ${rounds} ${rounds === 1 ? 'round' : 'rounds'} of asking, this one included.${saved}\n`;
}
