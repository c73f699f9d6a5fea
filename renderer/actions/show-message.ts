/** Leads from a row of a report to a message of the case. */
import { selectEvidence } from './evidence.ts';
import { showWorkspace } from './reports.ts';

/** Shows a message of the case in its own workspace. */
export function showMessage(evidence: string): void {
  showWorkspace('messages');
  selectEvidence(evidence);
}
