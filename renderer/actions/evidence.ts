/** Brings evidence in, takes it out, and chooses which message is shown. */
import type { Request } from '../../shared/contract.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { visibleRows } from '../selectors.ts';
import { noQuestions, nothingSelected, update, useWaybill } from '../store.ts';
import { loadDetail } from './analysis.ts';
import { followCampaign } from './campaign.ts';
import { theClient } from './current-client.ts';
import { pickFiles } from './file-picker.ts';
import { notify } from './notices.ts';
import { addOperatorFiles, addSuffixFiles, addTenantFiles } from './references.ts';
import { addSnapshotFiles } from './snapshot.ts';

function report(outcome: Outcome<unknown>): boolean {
  if (!outcome.ok) notify(outcome.error.message, 'failed');
  return outcome.ok;
}

/** Adds files as evidence. Progress and verdicts arrive as events. */
export async function addFiles(files: readonly File[]): Promise<void> {
  if (files.length > 0) report(await theClient().addFiles(files));
}

/** Takes the files out of a drop and adds them. Call it inside the drop event. */
export async function addDrop(transfer: DataTransfer): Promise<void> {
  const files = await theClient().collect(transfer);
  if (files.length === 0) notify('There was no file in what was dropped.', 'failed');
  else await addFiles(files);
}

const addAs = {
  files: addFiles,
  folder: addFiles,
  snapshot: addSnapshotFiles,
  tenants: addTenantFiles,
  operators: addOperatorFiles,
  suffixes: addSuffixFiles,
};

/** Lets the reader choose files: with the system's dialog where a main process exists, else with the browser's. */
export async function openFiles(what: Request<'evidence.open'>['what']): Promise<void> {
  if (useWaybill.getState().session?.host === 'electron') {
    report(await theClient().calls['evidence.open']({ what }));
    return;
  }
  await addAs[what](await pickFiles(what === 'folder'));
}

/** Adds a message from its pasted source. Says whether it was taken, so that the dialog may close. */
export async function pasteSource(text: string): Promise<boolean> {
  return text.trim() !== '' && report(await theClient().calls['evidence.paste']({ text }));
}

export async function openSample(): Promise<void> {
  report(await theClient().calls['sample.open']({}));
}

export async function removeEvidence(id: string): Promise<void> {
  report(await theClient().calls['evidence.remove']({ id }));
}

/** Removes all evidence from the case. The host tells of each removal; the list is empty at once. */
export async function clearEvidence(): Promise<void> {
  if (!report(await theClient().calls['evidence.clear']({}))) return;
  update({ rows: new Map(), details: new Map(), parts: new Map(), ...noQuestions, selection: nothingSelected });
}

/** Stops all running jobs; what is done stays. */
export async function cancelJobs(): Promise<void> {
  const jobs = [...useWaybill.getState().jobs.keys()];
  await Promise.all(jobs.map(async (job) => report(await theClient().calls['job.cancel']({ job }))));
}

/** Shows a message. Its analysis is fetched unless it is at hand. */
export function selectEvidence(id: string): void {
  const { selection, rows, details } = useWaybill.getState();
  if (selection.evidence !== id) update({ selection: { ...nothingSelected, evidence: id }, listOpen: false });
  if (rows.get(id)?.state === 'done' && details.get(id)?.state !== 'ready') void loadDetail(id);
  else followCampaign();
}

/** Moves through the filtered list; from nothing, to its first or last row. */
export function moveEvidence(by: number): void {
  const state = useWaybill.getState();
  const rows = visibleRows(state);
  const at = rows.findIndex((row) => row.id === state.selection.evidence);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
  if (next !== undefined) selectEvidence(next.id);
}
