/** `waybill dns convert`: any DNS snapshot in, the native format out. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { serializeSnapshot } from '../../../shared/dns/snapshot.ts';
import { fileRefusal } from '../../engine/walk.ts';
import { readSnapshots, reportRefused } from '../snapshots.ts';
import { defineVerb, requiredOption, UsageError } from '../verb.ts';

export default defineVerb({
  name: 'dns',
  summary: 'convert DNS snapshots to the native format',
  usage: ['dns convert FILE... -o FILE'],
  help: `
Reads DNS snapshots of any known format (native and passive-DNS NDJSON, BIND zone files,
the text of dig, mailauth's DNS cache, the YAML of the SPF suites) and writes them as one
file of the native format, one RRset a line. Where files disagree, the later one wins.

  -o, --output FILE    where to write; - is standard output`,
  examples: ['waybill dns convert answers.txt zone.db -o snapshot.ndjson', 'waybill dns convert - -o - < answers.txt'],
  options: { output: { type: 'string', short: 'o' } },
  async run(args, io) {
    const [subject, ...paths] = args.positionals;
    if (subject !== 'convert')
      throw new UsageError(subject === undefined ? 'Say what to do: dns convert.' : `There is no “dns ${subject}”.`);
    if (paths.length === 0) throw new UsageError('A FILE is missing.');
    const output = requiredOption(args, 'output');
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
    return refused.length > 0 ? 1 : 0;
  },
});
