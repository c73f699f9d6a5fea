/** `waybill dns`: any DNS snapshot in, the native format out; or what snapshots are made of, and where they contradict each other. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { snapshotReport } from '../../../shared/dns/report.ts';
import type { SnapshotFile } from '../../../shared/dns/rr-set.ts';
import { serializeSnapshot } from '../../../shared/dns/snapshot.ts';
import { renderSnapshotReport } from '../../../shared/text/render-snapshot-report.ts';
import { fileRefusal } from '../../engine/walk.ts';
import { type CliIo, textStyle } from '../io.ts';
import { momentOf } from '../moment.ts';
import { readSnapshots, reportRefused } from '../snapshots.ts';
import { type Arguments, defineVerb, type ExitCode, flag, requiredOption, textOption, UsageError } from '../verb.ts';

const subjects = { convert, report } as const;

export default defineVerb({
  name: 'dns',
  summary: 'convert DNS snapshots to the native format, or say what they hold',
  usage: ['dns convert FILE... -o FILE', 'dns report FILE... [--at TIME] [--json]'],
  help: `
Reads DNS snapshots of any known format (native and passive-DNS NDJSON, BIND zone files,
the text of dig, mailauth's DNS cache, the YAML of the SPF suites).

convert writes them as one file of the native format, one RRset a line. Where files disagree,
the later one wins among answers for the same time; how many disagree is noted on standard error.

report says of each file how much it holds, for which time and whether it is a whole world, and
lists every question on which files contradict each other, with who says what and which answer
is used. Answers of different times are changes, not contradictions.

  -o, --output FILE    where to write; - is standard output
  --at TIME            which answer is used at this time (ISO 8601, or seconds since 1970);
                       without it, the newest
  --json               the report as one JSON object; times are seconds since 1970`,
  examples: [
    'waybill dns convert answers.txt zone.db -o snapshot.ndjson',
    'waybill dns convert - -o - < answers.txt',
    'waybill dns report answers.txt zone.db',
  ],
  options: { output: { type: 'string', short: 'o' }, at: { type: 'string' }, json: { type: 'boolean' } },
  async run(args, io) {
    const [subject, ...paths] = args.positionals;
    if (subject !== 'convert' && subject !== 'report')
      throw new UsageError(subject === undefined ? 'Say what to do: dns convert or dns report.' : `There is no “dns ${subject}”.`);
    if (paths.length === 0) throw new UsageError('A FILE is missing.');
    return await subjects[subject](paths, args, io);
  },
});

async function convert(paths: readonly string[], args: Arguments, io: CliIo): Promise<ExitCode> {
  const output = requiredOption(args, 'output');
  if (args.values.at !== undefined || args.values.json !== undefined) throw new UsageError('--at and --json belong to dns report.');
  const { files, refused } = await readSnapshots(paths, io);
  await reportRefused(refused, io);
  if (files.length === 0) return 1;
  const text = serializeSnapshot(files);
  if (output === '-') {
    await io.stdout.write(text);
  } else {
    try {
      await writeFile(resolve(io.directory, output), text);
    } catch (error) {
      await reportRefused([{ path: output, error: { ...fileRefusal(error, output), message: 'It cannot be written.' } }], io);
      return 1;
    }
  }
  await noteConflicts(files, io);
  return refused.length > 0 ? 1 : 0;
}

async function report(paths: readonly string[], args: Arguments, io: CliIo): Promise<ExitCode> {
  if (args.values.output !== undefined) throw new UsageError('dns report writes to standard output.');
  const time = momentOf(textOption(args, 'at'));
  const { files, refused } = await readSnapshots(paths, io);
  await reportRefused(refused, io);
  if (files.length === 0) return 1;
  const found = snapshotReport(files, time);
  await io.stdout.write(flag(args, 'json') ? `${JSON.stringify(found, null, 2)}\n` : renderSnapshotReport(found, textStyle(io)));
  return refused.length > 0 ? 1 : 0;
}

async function noteConflicts(files: readonly SnapshotFile[], io: CliIo): Promise<void> {
  const { conflicts } = files.length < 2 ? { conflicts: [] } : snapshotReport(files, momentOf(null));
  if (conflicts.length === 0) return;
  const amount = conflicts.length === 1 ? '1 question is' : `${conflicts.length} questions are`;
  await io.stderr.write(`waybill: ${amount} answered differently by different files; “waybill dns report” lists who says what.\n`);
}
