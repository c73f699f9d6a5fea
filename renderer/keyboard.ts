/** The keys of the window, listened to in one place. Keys typed into a field, or meant for a focused widget, are left alone. */
import { runCommand } from './actions/commands.ts';
import { moveEvidence } from './actions/evidence.ts';
import { backOut, goToSection } from './actions/interface.ts';
import { useWaybill } from './store.ts';
import { type CommandName, sectionWords } from './words.ts';

const commandKeys: Readonly<Record<string, CommandName>> = {
  '/': 'find',
  o: 'open',
  p: 'paste',
  t: 'toggle-theme',
  '?': 'shortcuts',
  n: 'next-place',
  N: 'previous-place',
  '[': 'previous-hop',
  ']': 'next-hop',
};

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    runCommand('palette');
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || useWaybill.getState().dialog !== null) return;
  if (event.key === 'Escape') {
    if (isTyping(event.target)) (event.target as HTMLElement).blur();
    backOut();
    return;
  }
  if (isTyping(event.target)) return;
  const section = /^[1-9]$/.test(event.key) ? sectionWords[Number(event.key) - 1]?.[0] : undefined;
  const command = commandKeys[event.key];
  if (section !== undefined) goToSection(section);
  else if (command !== undefined) runCommand(command);
  else if (event.key === 'j') moveEvidence(1);
  else if (event.key === 'k') moveEvidence(-1);
  else return;
  event.preventDefault();
}

/** Starts listening. Called once. */
export function listenToKeys(target: Document): void {
  target.addEventListener('keydown', handle);
}
