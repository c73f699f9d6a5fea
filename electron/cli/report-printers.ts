/** The four ways in which `reports` prints what it found: one object a line, one JSON value, CSV, or a table for people. */
import type { Evidence } from '../../shared/facts/evidence.ts';
import type { Report } from '../../shared/facts/report.ts';
import type { Refusal } from '../../shared/outcome.ts';
import { createReportOverview } from '../../shared/text/report-overview.ts';
import { errorObject } from '../engine/task.ts';
import { type CliIo, textStyle } from './io.ts';
import { csvHeader, csvLines } from './report-csv.ts';
import { reportRefused } from './snapshots.ts';

export interface ReportPrinter {
  report(report: Report): Promise<void>;
  refused(path: string, evidence: Evidence | null, error: Refusal): Promise<void>;
  end(): Promise<void>;
}

/** `summary` leaves the rows out. */
export function printReportLines(io: CliIo, summary: boolean): ReportPrinter {
  return {
    report: (report) => io.stdout.write(`${JSON.stringify(shown(report, summary))}\n`),
    refused: (path, evidence, error) => io.stdout.write(`${JSON.stringify(errorObject(path, evidence, error))}\n`),
    end: () => Promise.resolve(),
  };
}

/** The object itself where there is one, else an array, which is printed as it grows. */
export function printReportJson(io: CliIo, summary: boolean): ReportPrinter {
  let first: string | null = null;
  let count = 0;
  const add = async (value: unknown): Promise<void> => {
    const text = JSON.stringify(value, null, 2);
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
    report: (report) => add(shown(report, summary)),
    refused: (path, evidence, error) => add(errorObject(path, evidence, error)),
    end: () => io.stdout.write(first !== null ? `${first}\n` : count === 0 ? '[]\n' : '\n]\n'),
  };
}

/** RFC 4180. A line a row, or a line a report with `summary`. What cannot be read is said on standard error. */
export function printReportCsv(io: CliIo, summary: boolean): ReportPrinter {
  let isFirst = true;
  const header = async (): Promise<void> => {
    if (isFirst) await io.stdout.write(csvHeader(summary));
    isFirst = false;
  };
  return {
    async report(report) {
      await header();
      await io.stdout.write(csvLines(report, summary));
    },
    refused: (path, _evidence, error) => reportRefused([{ path, error }], io),
    end: header,
  };
}

/** What was found over all reports, most important first; with `summary`, the reports instead of their rows. */
export function printReportText(io: CliIo, summary: boolean): ReportPrinter {
  const overview = createReportOverview();
  return {
    async report(report) {
      overview.add(report);
    },
    refused: (path, _evidence, error) => reportRefused([{ path, error }], io),
    end: () => io.stdout.write(overview.render(textStyle(io), summary)),
  };
}

function shown({ records, ...head }: Report, summary: boolean): Report {
  return summary || records === undefined ? head : { ...head, records };
}

/** String values hold no line breaks in JSON, so every line may be moved. */
function indent(json: string): string {
  return json.replace(/^/gm, '  ');
}
