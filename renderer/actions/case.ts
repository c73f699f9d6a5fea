/** The case as a file: a new one, one that is there already, and a name for the present one. */
import { caseWords } from '../case-words.ts';
import { hasUnsaved } from '../selectors.ts';
import { type CaseIntent, update, useWaybill } from '../store.ts';
import { askForCase, forgetCase } from './connection.ts';
import { theClient } from './current-client.ts';
import { openDialog } from './interface.ts';
import { sendNotes } from './notes.ts';
import { notify } from './notices.ts';
import { showWorkspace } from './reports.ts';

/** Opens the list of cases, as they are in the folder now. */
export async function listCases(): Promise<void> {
  openDialog('open-case');
  const outcome = await theClient().calls['case.list']({});
  if (outcome.ok) update({ caseList: outcome.value });
  else notify(outcome.error.message, 'failed');
}

async function go(intent: CaseIntent): Promise<void> {
  const { calls } = theClient();
  const outcome = intent.to === 'new' ? await calls['case.new']({}) : await calls['case.open']({ name: intent.name });
  if (!outcome.ok) {
    notify(outcome.error.message, 'failed');
    return;
  }
  forgetCase();
  update({ case: outcome.value, dialog: null, caseIntent: null });
  showWorkspace('messages');
  await askForCase();
}

/** Leaves the present case for another one. Where something would be lost, the reader is asked first. */
export async function leaveFor(intent: CaseIntent): Promise<void> {
  const areNotesKept = await sendNotes();
  if (hasUnsaved(useWaybill.getState()) || !areNotesKept) update({ caseIntent: intent, dialog: 'leave-case' });
  else await go(intent);
}

/** The reader lets the unsaved case go. */
export async function leaveAnyway(): Promise<void> {
  const { caseIntent } = useWaybill.getState();
  if (caseIntent !== null) await go(caseIntent);
}

/** The reader stays. */
export function stay(): void {
  update({ dialog: null, caseIntent: null });
}

/** Asks for a name, whether or not the case has one. */
export async function saveCaseAs(): Promise<void> {
  await sendNotes();
  openDialog('save-case');
}

/** Asks for a name, or says that a case with a name is kept up to date by itself. */
export async function saveCase(): Promise<void> {
  const { name } = useWaybill.getState().case;
  if (name === null) await saveCaseAs();
  else if (await sendNotes()) notify(caseWords.keptByItself(name));
}

/** Gives the case a name and a file. Gives what is wrong with it, or null where the form may close; then the reader goes where they were going. */
export async function submitCase(name: string, keepOriginals: boolean): Promise<string | null> {
  const outcome = await theClient().calls['case.save']({ name, keepOriginals });
  if (!outcome.ok) return outcome.error.message;
  const { caseIntent } = useWaybill.getState();
  update({ case: outcome.value, dialog: null });
  if (caseIntent === null) notify(caseWords.savedAs(outcome.value.file ?? name));
  else await go(caseIntent);
  return null;
}
