/** Every command by name, for the menu of the host, the palette and the keys. */
import { selectedDetail } from '../selectors.ts';
import { useWaybill } from '../store.ts';
import type { CommandName } from '../words.ts';
import { setBoundary } from './analysis.ts';
import { findInReports } from './campaign.ts';
import { leaveFor, listCases, saveCase, saveCaseAs } from './case.ts';
import { clearEvidence, openFiles, openSample } from './evidence.ts';
import { focusFilter, goToSection, moveHop, moveSpot, openDialog, toggleTheme } from './interface.ts';
import { copyText } from './notices.ts';
import { clearOperators, clearSuffixes, clearTenants } from './references.ts';
import { clearReportFilter, showWorkspace } from './reports.ts';
import { clearSnapshot, draftRecord, exportSnapshot } from './snapshot.ts';

function copySentence(): void {
  const loaded = selectedDetail(useWaybill.getState());
  if (loaded?.state === 'ready') void copyText(loaded.detail.analysis.verdict.sentence);
}

function writeMessageNote(): void {
  if (selectedDetail(useWaybill.getState())?.state !== 'ready') return;
  goToSection('message');
  requestAnimationFrame(() => document.querySelector<HTMLElement>('#section-message textarea')?.focus());
}

const commands: Readonly<Record<CommandName, () => void>> = {
  open: () => void openFiles('files'),
  'open-folder': () => void openFiles('folder'),
  'open-snapshot': () => void openFiles('snapshot'),
  'open-tenants': () => void openFiles('tenants'),
  'open-operators': () => void openFiles('operators'),
  'open-suffixes': () => void openFiles('suffixes'),
  'new-record': () => draftRecord(),
  paste: () => openDialog('paste'),
  sample: () => void openSample(),
  'show-messages': () => showWorkspace('messages'),
  'show-reports': () => showWorkspace('reports'),
  'clear-report-filter': clearReportFilter,
  find: focusFilter,
  'toggle-theme': toggleTheme,
  shortcuts: () => openDialog('shortcuts'),
  palette: () => openDialog('palette'),
  'clear-case': () => void clearEvidence(),
  'clear-snapshot': () => void clearSnapshot(),
  'clear-tenants': () => void clearTenants(),
  'clear-operators': () => void clearOperators(),
  'clear-suffixes': () => void clearSuffixes(),
  'export-snapshot': () => void exportSnapshot(),
  'copy-sentence': copySentence,
  'copy-questions': () => void copyText(useWaybill.getState().questions.join('\n'), true),
  'reset-boundary': () => void setBoundary(null),
  'next-place': () => moveSpot(1),
  'previous-place': () => moveSpot(-1),
  'next-hop': () => moveHop(1),
  'previous-hop': () => moveHop(-1),
  'find-in-reports': findInReports,
  'new-case': () => void leaveFor({ to: 'new' }),
  'open-case': () => void listCases(),
  'save-case': () => void saveCase(),
  'save-case-as': () => void saveCaseAs(),
  'case-notes': () => openDialog('case-notes'),
  'message-notes': writeMessageNote,
  print: () => window.print(),
};

/** Carries out a command. */
export function runCommand(name: CommandName): void {
  commands[name]();
}
