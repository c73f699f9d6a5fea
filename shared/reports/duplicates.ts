/**
 * Tells reports that were seen before. Reporters use an id twice for different days, two reporters use the same id, and relays deliver one
 * report twice: so the key is reporter, id, domain and range together, and the content decides whether it is the same report.
 */
import type { ReadReport, ReportHead } from '../facts/report.ts';
import type { Note } from './notes.ts';

export interface DuplicateFinder {
  /** Notes that belong to this report, and the path of the earlier one where its rows must not count again. */
  meet(report: ReportHead): { readonly duplicateOf: string | null; readonly notes: readonly Note[] };
}

export function createDuplicateFinder(): DuplicateFinder {
  const byContent = new Map<string, string>();
  const byKey = new Map<string, string>();
  return {
    meet(report) {
      const { sha256, path } = report.evidence;
      const same = byContent.get(sha256);
      if (same !== undefined) {
        const message = `The same bytes as ${same}; its rows count once.`;
        return { duplicateOf: same, notes: [{ code: 'duplicate-report', message, at: '' }] };
      }
      byContent.set(sha256, path);
      const key = keyOf(report);
      if (key === null) return { duplicateOf: null, notes: [] };
      const other = byKey.get(key);
      if (other === undefined) {
        byKey.set(key, path);
        return { duplicateOf: null, notes: [] };
      }
      const message = `Reporter, id, domain and range are those of ${other}, but the content is another; both count.`;
      return { duplicateOf: null, notes: [{ code: 'same-id-other-content', message, at: '' }] };
    },
  };
}

/** Null for a report without an id. */
export function keyOf({ kind, reporter, reportId, policy, begin, end }: ReportHead): string | null {
  return reportId === null ? null : JSON.stringify([kind, reporter, reportId, policy?.domain ?? null, begin, end]);
}

/** The report with what the finder says of it. */
export function withDuplicate(report: ReadReport, finder: DuplicateFinder): ReadReport {
  const { duplicateOf, notes } = finder.meet(report);
  return notes.length === 0 ? report : { ...report, duplicateOf, notes: [...report.notes, ...notes] };
}
