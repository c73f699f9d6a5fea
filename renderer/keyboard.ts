/** The keys of the window, listened to in one place. Keys typed into a field, or meant for a focused widget, are left alone. */
import { runCommand } from './actions/commands.ts';
import { moveEvidence } from './actions/evidence.ts';
import { backOut, goToSection } from './actions/interface.ts';
import { backOutOfReports, showReportView } from './actions/reports.ts';
import { reportViews } from './report-state.ts';
import { useWaybill } from './store.ts';
import { type CommandName, sectionWords } from './words.ts';

const commandKeys: Readonly<Record<string, CommandName>> = {
  '/': 'find',
  o: 'open',
  p: 'paste',
  f: 'find-in-reports',
  t: 'toggle-theme',
  m: 'show-messages',
  r: 'show-reports',
  '?': 'shortcuts',
  n: 'next-place',
  N: 'previous-place',
  '[': 'previous-hop',
  ']': 'next-hop',
};

/** With Ctrl or the command key, wherever the focus is. */
const modifiedKeys: Readonly<Record<string, CommandName>> = { k: 'palette', s: 'save-case' };

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const withModifier = event.ctrlKey || event.metaKey ? modifiedKeys[event.key.toLowerCase()] : undefined;
  if (withModifier !== undefined && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    runCommand(withModifier);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || useWaybill.getState().dialog !== null) return;
  if (event.key === 'Escape') {
    if (isTyping(event.target)) (event.target as HTMLElement).blur();
    if (useWaybill.getState().workspace === 'messages' || !backOutOfReports()) backOut();
    return;
  }
  if (isTyping(event.target)) return;
  const isReports = useWaybill.getState().workspace === 'reports';
  const nth = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
  const section = sectionWords[nth]?.[0];
  const view = reportViews[nth];
  const command = commandKeys[event.key];
  if (isReports && view !== undefined) showReportView(view);
  else if (!isReports && section !== undefined) goToSection(section);
  else if (command !== undefined) runCommand(command);
  else if (!isReports && event.key === 'j') moveEvidence(1);
  else if (!isReports && event.key === 'k') moveEvidence(-1);
  else return;
  event.preventDefault();
}

/** Starts listening. Called once. */
export function listenToKeys(target: Document): void {
  target.addEventListener('keydown', handle);
}
