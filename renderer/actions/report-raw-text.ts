/** Fetches the bytes of a report as text, a piece at a time, as far as somebody looks. */
import { addPiece, noLines } from '../report-raw.ts';
import type { RawText } from '../report-state.ts';
import { update, useWaybill } from '../store.ts';
import { theClient } from './current-client.ts';

/** The most that one call gives. The engine reads the whole report for each piece, so pieces are large. */
const pieceBytes = 1024 * 1024;
/** The window keeps no more than this of one report; the file itself has the rest. */
const mostBytes = 32 * 1024 * 1024;

function keepRaw(raw: RawText): void {
  update(({ reports }) => ({ reports: { ...reports, raw } }));
}

const busy = new Set<number>();

/** Fetches the first piece of a report, or the next one of it. Says whether there may be more. */
export async function loadRaw(report: number): Promise<boolean> {
  const held = useWaybill.getState().reports.raw;
  const before: RawText = held?.report === report ? held : { report, lines: noLines, loaded: 0, size: null, error: null };
  if (busy.has(report) || before.error !== null || isWhole(before)) return false;
  busy.add(report);
  const outcome = await theClient().calls['report.raw']({ report, start: before.loaded, end: before.loaded + pieceBytes });
  busy.delete(report);
  const { selection } = useWaybill.getState().reports;
  if (selection?.kind !== 'report' || selection.report !== report) return false;
  if (!outcome.ok) {
    keepRaw({ ...before, error: outcome.error });
    return false;
  }
  const { text, size } = outcome.value;
  const loaded = text === '' ? size : Math.min(size, before.loaded + pieceBytes);
  const raw = { ...before, lines: addPiece(before.lines, text), loaded, size };
  keepRaw(raw);
  return !isWhole(raw);
}

/** Whether all that the window will show of it is at hand. */
export function isWhole({ loaded, size }: RawText): boolean {
  return size !== null && (loaded >= size || loaded >= mostBytes);
}

/** Fetches all of it, for a search. */
export async function loadWholeRaw(report: number): Promise<void> {
  while (await loadRaw(report));
}
