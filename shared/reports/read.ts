/**
 * Reads one aggregate report (RFC 7489 appendix C, RFC 9990) from its bytes, as a stream: rows come out as soon as they end, and
 * memory does not grow with the report. Well-formed XML goes through saxes once. From the first fault on, the report is read again as a whole,
 * mended and through fast-xml-parser, if it is not larger than 64 MiB; rows that came out before are not given twice.
 */
import { createHash } from 'node:crypto';
import type { ReadReport, ReportHead, ReportRecord } from '../facts/report.ts';
import { type Outcome, refuse, succeed } from '../outcome.ts';
import { createTextReader } from './encoding.ts';
import { mend } from './mend.ts';
import { createNoteBook, type Note, type NoteBook, quote } from './notes.ts';
import type { RowStory } from './record.ts';
import { createReportReader } from './report-reader.ts';
import { createRowMemory, type RowMemory } from './row-memory.ts';
import { createRowShortcut } from './row-shortcut.ts';
import { createXmlStream, readForgivingly } from './xml.ts';

/** A malformed report up to this many bytes is mended; of a larger one the rows up to the fault are kept. */
export const largestMended = 64 * 1024 * 1024;

/** Bytes that become text at a time: V8 keeps longer strings apart from others, where each costs the system a new piece of memory. */
const pieceSize = 64 * 1024;

export interface ReportSink {
  /** Last, when all is known. `notes` holds those that `onNote` gave, and a count of those that were too many. */
  onReport(head: ReportHead): void;
  /**
   * In the order of the report; `ordinal` counts from 1, as note paths do. `story` is the row without its address and its number of
   * messages: mostly the same object for rows that have it in common, so that it can be looked up by identity.
   */
  onRecord(record: ReportRecord, ordinal: number, story: RowStory): void;
  onNote(note: Note): void;
}

export interface ReportParser {
  write(chunk: Uint8Array): void;
  /** Ends with `onReport`, or refuses: `empty`, or `not-a-message` where no report is in it. */
  end(): Outcome<ReportHead>;
}

/** Reports of one reporter have rows in common too. What it holds changes the time that reading takes, and nothing of what is read. */
const sharedMemory = createRowMemory();

/** The push side of `readReport`. `path` names the evidence. `memory` null reads every row as XML. */
export function createReportParser(path: string, sink: ReportSink, memory: RowMemory | null = sharedMemory): ReportParser {
  const notes = createNoteBook(sink.onNote);
  const reader = createReportReader(notes, sink.onRecord);
  const text = createTextReader(notes);
  const stream = createXmlStream(reader.handler, () =>
    notes.add('trailing-content', 'Something stands behind the end of the report; it is not read.', ''),
  );
  const xml = memory === null ? stream : createRowShortcut(stream, reader, notes, memory);
  const prolog = createProlog(notes);
  const hash = createHash('sha256');
  let size = 0;
  let fault: string | null = null;
  let kept: Uint8Array[] | null = [];

  const feed = (piece: string): void => {
    if (fault === null && piece !== '') fault = xml.write(piece);
  };

  return {
    write(chunk) {
      hash.update(chunk);
      size += chunk.length;
      if (size > largestMended) kept = null;
      else kept?.push(chunk);
      for (let start = 0; fault === null && start < chunk.length; start += pieceSize) {
        feed(prolog.pass(text.write(chunk.subarray(start, start + pieceSize))));
      }
    },
    end() {
      if (fault === null) feed(prolog.pass(text.end(), true));
      if (fault === null) fault = xml.end();
      const where = { evidence: path };
      if (fault !== null) {
        if (kept !== null && !/\S/.test(textOfAll(kept, createNoteBook()))) return refuse('empty', 'There is nothing in it.', where);
        notes.add('not-well-formed', `The XML is not well-formed: ${fault}.`, '');
        if (kept === null)
          notes.add('rest-not-read', `It is larger than ${largestMended / 1024 / 1024} MiB; the rows up to the fault are kept.`, '');
        else readMended(kept, notes, reader);
      }
      if (!reader.hasRoot()) return refuse('not-a-message', 'There is no DMARC report in it: no element “feedback”.', where);
      const { metadata, policies, dialect, version, namespace, ...counts } = reader.finish();
      const [policy = null, ...otherPolicies] = policies;
      const head: ReportHead = {
        evidence: { path, sha256: hash.digest('hex'), bytes: size },
        kind: 'aggregate',
        dialect,
        reporter: metadata?.reporter ?? null,
        reportId: metadata?.reportId ?? null,
        begin: metadata?.begin ?? null,
        end: metadata?.end ?? null,
        policy,
        otherPolicies,
        metadata: {
          email: metadata?.email ?? null,
          extraContactInfo: metadata?.extraContactInfo ?? null,
          generator: metadata?.generator ?? null,
          version,
          namespace,
          errors: metadata?.errors ?? [],
        },
        failure: null,
        tls: null,
        duplicateOf: null,
        notes: notes.finish(),
        ...counts,
      };
      sink.onReport(head);
      return succeed(head);
    },
  };
}

function readMended(chunks: readonly Uint8Array[], notes: NoteBook, reader: ReturnType<typeof createReportReader>): void {
  // What the first pass noted of the encoding need not be said again.
  const text = textOfAll(chunks, createNoteBook());
  reader.restart();
  const hasRoot = mend(text, notes, {
    onRoot: reader.setRoot,
    onSection(xml) {
      const problem = readForgivingly(xml, reader.handler);
      if (problem !== null) notes.add('rest-not-read', `A part of the report cannot be read: ${problem}.`, '');
    },
  });
  if (hasRoot) reader.handler.close();
}

function textOfAll(chunks: readonly Uint8Array[], notes: NoteBook): string {
  const reader = createTextReader(notes);
  return chunks.map((chunk) => reader.write(chunk)).join('') + reader.end();
}

/** Takes off what stands before the first element and what saxes would not forgive there: white space, junk, the XML declaration. */
function createProlog(notes: NoteBook): { pass(piece: string, isLast?: boolean): string } {
  let held = '';
  let isPast = false;
  return {
    pass(piece, isLast = false) {
      if (isPast) return piece;
      held += piece;
      // A declaration is far shorter; until then, more text decides.
      if (!isLast && held.length < 1_024) return '';
      isPast = true;
      const rest = withoutProlog(held, notes);
      held = '';
      return rest;
    },
  };
}

function withoutProlog(text: string, notes: NoteBook): string {
  const start = text.indexOf('<');
  if (start === -1) return text;
  if (start > 0) {
    const junk = text.slice(0, start);
    const what = /\S/.test(junk) ? `The text ${quote(junk.trim())}` : 'White space';
    notes.add('leading-content', `${what} stands before the XML.`, '');
  }
  const xml = text.slice(start);
  const declaration = /^<\?xml(?=[\s?])/i.exec(xml);
  if (declaration === null) return xml;
  const end = xml.indexOf('?>');
  const bracket = xml.indexOf('<', 1);
  if (end !== -1 && (bracket === -1 || end < bracket)) {
    if (
      !/^<\?xml\s+version\s*=\s*["']1\.\d["'](?:\s+encoding\s*=\s*["'][A-Za-z][\w.-]*["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>/.test(
        xml,
      )
    ) {
      notes.add('declaration-malformed', `The XML declaration is not as it should be: ${quote(xml.slice(0, end + 2))}.`, '');
    }
    return xml.slice(end + 2).trimStart();
  }
  notes.add('declaration-malformed', 'The XML declaration does not end.', '');
  return bracket === -1 ? xml : xml.slice(bracket);
}

/** Reads chunks of bytes of one report into the sink. `path` names the evidence in it. */
export async function readReport(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  sink: ReportSink,
  path = '',
): Promise<Outcome<ReportHead>> {
  const parser = createReportParser(path, sink);
  for await (const chunk of chunks) parser.write(chunk);
  return parser.end();
}

/** The stories of the rows of reports that were read as wholes. */
const storiesOfRows = new WeakMap<readonly ReportRecord[], readonly RowStory[]>();

/** For each row of a report from `readWholeReport` what it has in common with others (`onRecord`); the row itself for other reports. */
export function storiesOf(records: readonly ReportRecord[]): readonly RowStory[] {
  return storiesOfRows.get(records) ?? records;
}

/** Reads one report with all its rows. */
export function readWholeReport(bytes: Uint8Array, path = ''): Outcome<ReadReport> {
  const records: ReportRecord[] = [];
  const stories: RowStory[] = [];
  const parser = createReportParser(path, {
    onReport: () => undefined,
    onRecord: (record, _ordinal, story) => {
      records.push(record);
      stories.push(story);
    },
    onNote: () => undefined,
  });
  storiesOfRows.set(records, stories);
  parser.write(bytes);
  const outcome = parser.end();
  return outcome.ok ? succeed({ ...outcome.value, records }) : outcome;
}
