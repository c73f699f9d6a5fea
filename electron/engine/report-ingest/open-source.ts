/** The reports in one source, read as wholes: whatever they are packed in, with refusals and notes among them. */
import type { Evidence } from '../../../shared/facts/evidence.ts';
import type { ReadReport } from '../../../shared/facts/report.ts';
import { assertNever, type Refusal } from '../../../shared/outcome.ts';
import type { Note } from '../../../shared/reports/notes.ts';
import { readReports } from '../../../shared/reports/open.ts';
import type { Source } from '../intake.ts';
import { readFileWithin } from '../read-file.ts';

export type FoundReport =
  | { readonly kind: 'report'; readonly report: ReadReport }
  | { readonly kind: 'refused'; readonly path: string; readonly error: Refusal; readonly evidence: Evidence | null }
  | { readonly kind: 'passed-over'; readonly path: string; readonly note: Note };

/** In order, lazily. Never throws for what is in a source. `ahead` is the reading of its file, where that has begun. */
export async function* openReportSource(
  source: Source,
  ahead: ReturnType<typeof readFileWithin> | null = null,
): AsyncGenerator<FoundReport> {
  const path = source.shownAs;
  if (source.kind === 'refused') {
    yield { kind: 'refused', path, error: source.error, evidence: null };
    return;
  }
  const read = source.kind === 'bytes' ? { ok: true as const, value: source.bytes } : await (ahead ?? readFileWithin(source.file, path));
  if (!read.ok) {
    yield { kind: 'refused', path, error: read.error, evidence: null };
    return;
  }
  for await (const opened of readReports(path, read.value)) {
    switch (opened.kind) {
      case 'report':
        yield opened;
        break;
      case 'refusal':
        yield { kind: 'refused', path: opened.path, error: opened.refusal, evidence: opened.evidence };
        break;
      case 'note':
        yield { kind: 'passed-over', path: opened.path, note: opened.note };
        break;
      default:
        assertNever(opened);
    }
  }
}
