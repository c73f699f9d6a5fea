/** Loads, edits, saves and forgets the DNS snapshot of the session. */
import type { RecordByHand, Reply } from '../../shared/contract.ts';
import { parseQuestion } from '../../shared/facts/dns.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { selectedDetail } from '../selectors.ts';
import { emptyDraft, update, useWaybill } from '../store.ts';
import { recordTypes } from '../words.ts';
import { theClient } from './current-client.ts';
import { saveText } from './file-saver.ts';
import { notify } from './notices.ts';

function keep(outcome: Outcome<Reply<'snapshot.get'>>): void {
  if (outcome.ok) update({ snapshot: outcome.value });
  else notify(outcome.error.message, 'failed');
}

/** Adds DNS snapshot files. The engine evaluates every message again and tells of it by events. */
export async function addSnapshotFiles(files: readonly File[]): Promise<void> {
  if (files.length > 0) keep(await theClient().addSnapshotFiles(files));
}

/** Adds the files of a drop as DNS snapshots. Call it inside the drop event. */
export async function addSnapshotDrop(transfer: DataTransfer): Promise<void> {
  await addSnapshotFiles(await theClient().collect(transfer));
}

/** Asks what the snapshot is made of and where its files contradict each other, as of the selected message. */
export async function refreshSnapshotReport(): Promise<void> {
  const outcome = await theClient().calls['snapshot.report']({ at: reportedTime() });
  if (outcome.ok) update({ snapshotReport: outcome.value });
}

/** The time of the selected message in milliseconds, UTC; null where there is none. */
export function reportedTime(): number | null {
  const loaded = selectedDetail(useWaybill.getState());
  const at = loaded?.state === 'ready' ? loaded.detail.analysis.evaluatedAt : null;
  return at === null ? null : Date.parse(at);
}

/** Lists the contradictions, as of the message that is selected now. */
export async function showConflicts(): Promise<void> {
  await refreshSnapshotReport();
  update({ dialog: 'conflicts' });
}

/** Lets the bundled copies answer what the snapshot does not, or no longer. The engine judges every message again. */
export async function switchBaseline(use: boolean): Promise<void> {
  keep(await theClient().calls['snapshot.baseline']({ use }));
  await refreshSnapshotReport();
}

export async function clearSnapshot(): Promise<void> {
  keep(await theClient().calls['snapshot.clear']({}));
}

/** Saves the whole snapshot as one file of the native format, where the reader's browser or system puts it. */
export async function exportSnapshot(): Promise<void> {
  const outcome = await theClient().calls['snapshot.export']({});
  if (outcome.ok) saveText('dns-snapshot.ndjson', 'application/x-ndjson', outcome.value.text);
  else notify(outcome.error.message, 'failed');
}

/** Opens the form for an answer, empty or with an open question (`NAME TYPE`, as `questions.get` writes it) filled in. */
export function draftRecord(question = ''): void {
  const { name, type } = question === '' ? emptyDraft.record : parseQuestion(question);
  const known = recordTypes.find((each) => each === type) ?? emptyDraft.record.type;
  update({ dialog: 'record', draft: { record: { ...emptyDraft.record, name, type: known }, replaces: null } });
}

/** Opens the form on an answer that was typed before. */
export function editRecord(record: RecordByHand): void {
  update({ dialog: 'record', draft: { record, replaces: record } });
}

/** Takes an answer that was typed out of the snapshot. */
export async function removeRecord(record: RecordByHand): Promise<void> {
  keep(await theClient().calls['snapshot.edit']({ action: 'remove', record }));
}

/**
 * Adds what was typed, and takes away the answer that it takes the place of. Gives what is wrong with it, or null where the form may close.
 * The old answer goes last: where the new one is refused, nothing is lost.
 */
export async function submitRecord(record: RecordByHand): Promise<string | null> {
  const { replaces } = useWaybill.getState().draft;
  const before = useWaybill.getState().snapshot.byHand.length;
  const added = await theClient().calls['snapshot.edit']({ action: 'add', record });
  if (!added.ok) return added.error.message;
  update({ snapshot: added.value });
  // What was left as it is was not added once more, and must not go.
  if (replaces !== null && added.value.byHand.length > before) await removeRecord(replaces);
  return null;
}
