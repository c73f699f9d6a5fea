/** `waybill reports`: what DMARC and SMTP TLS reports say, row by row, with the rows that deserve attention marked. */
import { printable } from '../../../shared/text/printable.ts';
import { readGrounds } from '../grounds.ts';
import type { CliIo } from '../io.ts';
import { judgeReports } from '../report-inputs.ts';
import { printReportCsv, printReportJson, printReportLines, printReportText, type ReportPrinter } from '../report-printers.ts';
import { requirePaths } from '../sources.ts';
import { suffixHelp, suffixOptions } from '../suffix-option.ts';
import { type Arguments, defineVerb, type ExitCode, flag, textOption, UsageError } from '../verb.ts';

export default defineVerb({
  name: 'reports',
  summary: 'read DMARC and TLS reports, and find the cross-tenant rows',
  usage: ['reports PATH... [--case FILE] [--tenants FILE]... [--operators FILE]... [--psl FILE] [--json | --ndjson | --csv] [--summary]'],
  help: `
Reads aggregate reports (RFC 7489, RFC 9990), failure reports (RFC 6591, RFC 9991) and SMTP TLS
reports (RFC 8460) from whatever they are packed in: XML, JSON, gzip, zip, tar, mbox, e-mails, folders.
Every row gets a class; what is usual for a domain is learned from all rows first.

  cross-tenant-suspect          SPF passed through a shared pool for another tenant's mail
  unauthorised                  neither SPF nor DKIM speaks for the From domain
  aligned-spf-shared-pool-only  only the shared pool speaks for it: the domain's exposure
  third-party, forwarder        authenticated as another domain; relayed
  aligned-dkim, aligned-spf-own-space, unknown

  --case FILE       add the reports to this case, once each, and judge by everything that it holds;
                    the file is made where there is none
  --ndjson          one report a line, with its rows (schema: waybill schema report)
  --json            one indented report where there is a single one, else an array of them
  --csv             one line a row (RFC 4180; texts that a spreadsheet would run begin with ')
  --summary         reports without their rows
  --tenants FILE    directory of known tenants (waybill help analyze); may be repeated
  --operators FILE  operators of shared infrastructure; may be repeated
${suffixHelp(20)}

What deviates from the standard is read as far as it goes and noted on the report. What carries no
report is passed over with a note on standard error. An input that cannot be read gives an object
of schema waybill/error/1, never stops the rest, and makes the exit code 1.`,
  examples: [
    'waybill reports reports/',
    'waybill reports mailbox.mbox --ndjson > reports.ndjson',
    'waybill reports archive.zip --csv > rows.csv',
    'waybill reports november/ --case acme.waybill --summary',
    'waybill reports reports/ --ndjson | jq -c \'.records[] | select(.class == "cross-tenant-suspect")\'',
  ],
  options: {
    case: { type: 'string' },
    json: { type: 'boolean' },
    ndjson: { type: 'boolean' },
    csv: { type: 'boolean' },
    summary: { type: 'boolean' },
    tenants: { type: 'string', multiple: true },
    operators: { type: 'string', multiple: true },
    ...suffixOptions,
  },
  async run(args, io): Promise<ExitCode> {
    const paths = requirePaths(args.positionals);
    const printer = choosePrinter(args, io);
    const { grounds, refused } = await readGrounds(args, io);
    let failed = refused.length > 0;
    for (const { path, error } of refused) await printer.refused(path, null, error);
    const file = textOption(args, 'case');
    // The native library of the case store is loaded only by who asks for a case.
    const { addToCase } = file === null ? { addToCase: null } : await import('../report-case.ts');
    const found =
      file === null || addToCase === null ? judgeReports(paths, grounds, io) : addToCase(paths, file, grounds, io, !flag(args, 'summary'));
    for await (const one of found) {
      if (io.stdout.isClosed()) break;
      if (one.kind === 'report') await printer.report(one.report);
      else if (one.kind === 'passed-over')
        await io.stderr.write(`waybill: ${printable(`${one.path}: ${one.note.message}`)} (${one.note.code})\n`);
      else {
        failed = true;
        await printer.refused(one.path, one.evidence, one.error);
      }
    }
    await printer.end();
    return failed ? 1 : 0;
  },
});

function choosePrinter(args: Arguments, io: CliIo): ReportPrinter {
  const formats = ['json', 'ndjson', 'csv'].filter((name) => flag(args, name));
  if (formats.length > 1) throw new UsageError('Choose one of --json, --ndjson and --csv.');
  const summary = flag(args, 'summary');
  switch (formats[0]) {
    case 'ndjson':
      return printReportLines(io, summary);
    case 'json':
      return printReportJson(io, summary);
    case 'csv':
      return printReportCsv(io, summary);
    default:
      return printReportText(io, summary);
  }
}
