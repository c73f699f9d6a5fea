/** Stores a parcel step by step, and says what became of each report in it. */
import type { Evidence } from '../../../shared/facts/evidence.ts';
import type { ReportHead } from '../../../shared/facts/report.ts';
import { assertNever, type Refusal } from '../../../shared/outcome.ts';
import type { Note } from '../../../shared/reports/notes.ts';
import type { Added, ReportWriter } from '../case-store/report-writer.ts';
import type { HeadLine, Parcel } from './parcel.ts';

/** What was found in the sources, in their order. `path` names members of containers behind `!`. */
export type IngestEvent =
  | {
      readonly kind: 'added';
      /** The report's number in the case; of the one that was there before where it is a duplicate. */
      readonly reportId: number;
      /** Path of the evidence that held the same report before; null where it is new. */
      readonly duplicateOf: string | null;
      readonly path: string;
      readonly report: ReportHead['kind'];
      readonly evidence: Evidence;
      readonly recordCount: number;
      readonly messageCount: number;
    }
  /** It carries no report. */
  | { readonly kind: 'passed-over'; readonly path: string; readonly note: Note }
  /** It cannot be read. `evidence` where its bytes could. */
  | { readonly kind: 'refused'; readonly path: string; readonly error: Refusal; readonly evidence: Evidence | null };

export type KeptStep =
  | IngestEvent
  | { readonly kind: 'rows'; readonly count: number }
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'source-over' };

/** In the order of the steps; `rows` after some were written. */
export async function* keepParcel(parcel: Parcel, writer: ReportWriter): AsyncGenerator<KeptStep> {
  const rows = writer.openParcel(parcel);
  let at = 0;
  for (const step of parcel.steps) {
    switch (step.kind) {
      case 'report': {
        const added = await writer.add(step.head, rows, at, at + step.rows);
        at += step.rows;
        if (step.rows > 0) yield { kind: 'rows', count: step.rows };
        yield eventOf(added, step.head);
        break;
      }
      case 'part':
        await writer.addPart(rows, at, at + step.rows);
        at += step.rows;
        yield { kind: 'rows', count: step.rows };
        break;
      case 'end':
        yield eventOf(await writer.endParts(step.head), step.head);
        break;
      case 'withdrawn':
        await writer.withdraw();
        break;
      case 'refused':
      case 'passed-over':
      case 'read':
      case 'source-over':
        yield step;
        break;
      default:
        assertNever(step);
    }
  }
}

function eventOf({ id, duplicateOf }: Added, { kind: report, evidence, recordCount, messageCount }: HeadLine): IngestEvent {
  return { kind: 'added', reportId: id, duplicateOf, path: evidence.path, report, evidence, recordCount, messageCount };
}
