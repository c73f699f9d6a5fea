/** What a DNS snapshot is made of, as text: each file in a few lines, then every contradiction with who says what. */
import type { Conflict, FileSummary, SnapshotReport, Statement } from '../dns/report.ts';
import { cut, wrap } from './layout.ts';
import { createPaint, type Paint } from './paint.ts';
import { printable } from './printable.ts';
import type { TextStyle } from './text-style.ts';

const kinds: Readonly<Record<Conflict['kind'], string>> = {
  records: 'different records for the same time',
  absence: 'one has records, another says that there are none',
  denied: 'a file that is a whole world does not hold it',
};

/** Lines that end in `\n`; fits into `style.columns`. */
export function renderSnapshotReport({ files, conflicts, agreements }: SnapshotReport, style: TextStyle): string {
  const paint = createPaint(style.colour);
  const columns = Math.max(60, Math.min(120, style.columns));
  const said =
    conflicts.length === 0 ? 'No contradictions.' : `${plural(conflicts.length, 'contradiction')}; > marks the answer that is used.`;
  const agreed = agreements === 0 ? '' : ` ${plural(agreements, 'question')} answered alike by several files.`;
  return [
    ...files.flatMap((file) => renderFile(file, columns, paint)),
    '',
    ...wrap(`${said}${agreed}`, columns),
    ...conflicts.flatMap((conflict) => renderConflict(conflict, columns, paint)),
    '',
  ].join('\n');
}

function renderFile(file: FileSummary, columns: number, paint: Paint): string[] {
  const held = `${file.format}: ${plural(file.answers, 'answer')}, ${plural(file.absences, 'absence')}, ${plural(file.failures, 'failure')}`;
  const times = file.earliest === null && file.latest === null ? 'without times' : `seen ${range(file.earliest, file.latest)}`;
  const world = !file.complete
    ? 'what it lacks is unknown'
    : file.origins.length === 0
      ? 'a whole world: what it lacks does not exist'
      : `whole below ${file.origins.join(', ')}`;
  return [
    paint('strong', cut(printable(file.name), columns)),
    ...wrap(printable(`${held}; ${times}; ${world}`), columns - 2).map((line) => `  ${line}`),
  ];
}

function renderConflict({ name, type, kind, statements, chosen }: Conflict, columns: number, paint: Paint): string[] {
  return [
    '',
    `${paint('strong', cut(printable(`${name === '' ? '.' : name} ${type}`), columns - 4))}`,
    `  ${paint('faint', kinds[kind])}`,
    ...statements.flatMap((statement, index) => renderStatement(statement, index === chosen, columns, paint)),
  ];
}

function renderStatement(statement: Statement, isChosen: boolean, columns: number, paint: Paint): string[] {
  const { rcode, records, source, file, timeFirst, timeLast } = statement;
  const seen = timeFirst === null && timeLast === null ? '' : `, seen ${range(timeFirst, timeLast)}`;
  const who = `${source}${source === file ? '' : ` (${file})`}${seen}`;
  const said = records.length > 0 ? records : [rcode === 'NOERROR' ? 'NODATA' : rcode];
  const mark = isChosen ? paint('good', '>') : ' ';
  return [
    `  ${mark} ${cut(printable(who), columns - 4)}`,
    ...said.map((record) => `      ${paint(isChosen ? 'good' : 'faint', cut(printable(record), columns - 6))}`),
  ];
}

function plural(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** Seconds since the epoch as days in UTC; open where a side is not known. */
function range(first: number | null, last: number | null): string {
  const [from, to] = [dayOf(first), dayOf(last)];
  return from === to ? from : `${from} to ${to}`;
}

function dayOf(seconds: number | null): string {
  const milliseconds = (seconds ?? Number.NaN) * 1_000;
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString().slice(0, 10) : '…';
}
