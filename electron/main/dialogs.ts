/** The open dialogs. They live here because a path that a person chose may be read, and a path that a page names may not. */
import type { Dialog, OpenDialogOptions } from 'electron';
import type { FileCall } from '../../shared/bridge.ts';
import type { Request } from '../../shared/contract.ts';
import { assertNever, type Outcome, succeed } from '../../shared/outcome.ts';
import type { Dispatch } from '../transport/in-process.ts';

type What = Request<'evidence.open'>['what'];

const callOf = {
  files: 'evidence.add',
  folder: 'evidence.add',
  snapshot: 'snapshot.add',
  tenants: 'tenants.add',
  operators: 'operators.add',
  suffixes: 'suffixes.add',
} as const satisfies Record<What, FileCall>;

/** Shows the dialog and hands what was chosen to the engine. Replies `opened: false` where the person cancelled, and the engine's refusal where it gave one. */
export async function openByDialog(
  what: What,
  showOpenDialog: (options: OpenDialogOptions) => ReturnType<Dialog['showOpenDialog']>,
  engine: Dispatch,
): Promise<Outcome<{ opened: boolean }>> {
  const { canceled, filePaths } = await showOpenDialog(dialogOptions(what));
  if (canceled || filePaths.length === 0) return succeed({ opened: false });
  const outcome = await engine(callOf[what], { items: filePaths.map((path) => ({ path })) });
  return outcome.ok ? succeed({ opened: true }) : outcome;
}

/** No filter hides files: what a file is, is decided by its bytes, not by its name. */
export function dialogOptions(what: What): OpenDialogOptions {
  switch (what) {
    case 'files':
      return { title: 'Open messages', buttonLabel: 'Open', properties: ['openFile', 'multiSelections'] };
    case 'folder':
      return { title: 'Open a folder of messages', buttonLabel: 'Open folder', properties: ['openDirectory', 'multiSelections'] };
    case 'snapshot':
      return { title: 'Add DNS snapshots', buttonLabel: 'Add', properties: ['openFile', 'multiSelections'] };
    case 'tenants':
      return { title: 'Add tenant directories', buttonLabel: 'Add', properties: ['openFile', 'multiSelections'] };
    case 'operators':
      return { title: 'Add operators of your own', buttonLabel: 'Add', properties: ['openFile', 'multiSelections'] };
    case 'suffixes':
      return { title: 'Use a public suffix list of your own', buttonLabel: 'Use', properties: ['openFile'] };
    default:
      return assertNever(what);
  }
}
