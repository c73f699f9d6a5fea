/** Reads the reports in sources into parcels: large ones as a stream, row by row, everything else as wholes. Runs in a thread of its own, or not. */
import type { Infrastructure } from '../../../shared/facts/infrastructure.ts';
import { assertNever } from '../../../shared/outcome.ts';
import { createReportParser, storiesOf } from '../../../shared/reports/read.ts';
import { createStoryTeller } from '../case-store/story-teller.ts';
import { readFileWithin } from '../read-file.ts';
import { openReportSource } from './open-source.ts';
import { createParcelBuilder, headLineOf, type Parcel } from './parcel.ts';
import { openReportStream, type ReportStream } from './report-stream.ts';
import type { SizedSource } from './source-feed.ts';

export interface SourceReader {
  /** In order, full parcels and a last one that may be small. Never throws for what is in a source. */
  read(sources: readonly SizedSource[]): AsyncGenerator<Parcel>;
}

/** Files from this size on are read as a stream where they hold one report: then memory does not grow with them. */
const streamedFrom = 1024 * 1024;
/** A damaged file up to this size is read again as a whole: what is left of it can then be told exactly. */
const largestWhole = 32 * 1024 * 1024;

const filesAhead = 4;

function beginReading(next: SizedSource | undefined): ReturnType<typeof readFileWithin> | null {
  if (next === undefined || next.source.kind !== 'file' || next.bytes === 0 || next.bytes >= streamedFrom) return null;
  return readFileWithin(next.source.file, next.source.shownAs);
}

export function createSourceReader(infrastructure: Infrastructure): SourceReader {
  const builder = createParcelBuilder(createStoryTeller(infrastructure));

  /** Ends with null where the file was read, else with the bytes that were told as read. */
  async function* readStream(
    { path, notes, chunks, position, isDamaged }: ReportStream,
    size: number,
  ): AsyncGenerator<Parcel, number | null> {
    const parser = createReportParser(path, {
      onRecord: (record, _ordinal, story) => builder.addRow(record, story),
      onReport: () => undefined,
      onNote: () => undefined,
    });
    let told = 0;
    const tell = (upTo: number): void => {
      builder.addPart();
      if (upTo > told) builder.addStep({ kind: 'read', bytes: upTo - told });
      told = Math.max(told, upTo);
    };
    for await (const chunk of chunks) {
      parser.write(chunk);
      if (!builder.isFull()) continue;
      tell(Math.min(size, position()));
      yield builder.take();
    }
    const outcome = parser.end();
    if (size < largestWhole && (isDamaged() || !outcome.ok)) {
      builder.addPart();
      builder.addStep({ kind: 'withdrawn' });
      return told;
    }
    tell(size);
    if (outcome.ok) {
      builder.addStep({ kind: 'end', head: headLineOf({ ...outcome.value, notes: [...notes, ...outcome.value.notes] }) });
    } else {
      builder.addStep({ kind: 'withdrawn' });
      builder.addStep({ kind: 'refused', path, error: outcome.error, evidence: null });
    }
    return null;
  }

  async function* readOne({ source, bytes }: SizedSource, ahead: ReturnType<typeof readFileWithin> | null): AsyncGenerator<Parcel> {
    let told = 0;
    if (source.kind === 'file' && bytes >= streamedFrom) {
      const stream = await openReportStream(source.file, source.shownAs);
      const read = stream === null ? 0 : yield* readStream(stream, bytes);
      if (read === null) return;
      told = read;
    }
    for await (const found of openReportSource(source, ahead)) {
      switch (found.kind) {
        case 'report': {
          const { records, ...head } = found.report;
          const stories = storiesOf(records);
          for (const [index, record] of records.entries()) builder.addRow(record, stories[index] ?? record);
          builder.addReport(head);
          break;
        }
        case 'refused':
        case 'passed-over':
          builder.addStep(found);
          break;
        default:
          assertNever(found);
      }
      if (builder.isFull()) yield builder.take();
    }
    builder.addStep({ kind: 'read', bytes: bytes - told });
  }

  return {
    async *read(sources) {
      const begun: (ReturnType<typeof readFileWithin> | null)[] = [];
      for (const [place, source] of sources.entries()) {
        // Small files take longer to come than to be read: the next ones are on their way meanwhile.
        while (begun.length < Math.min(sources.length, place + filesAhead)) begun.push(beginReading(sources[begun.length]));
        yield* readOne(source, begun[place] ?? null);
        begun[place] = null;
        builder.addStep({ kind: 'source-over' });
        if (builder.isFull()) yield builder.take();
      }
      if (!builder.isEmpty()) yield builder.take();
    },
  };
}
