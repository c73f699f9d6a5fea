/** Loads MIME parts and their text when somebody asks for them, never before. */
import { type Parts, update, useWaybill } from '../store.ts';
import { theClient } from './current-client.ts';
import { notify } from './notices.ts';

function changeParts(id: string, change: (parts: Parts) => Parts): void {
  update((state) => {
    const parts = new Map(state.parts);
    parts.set(id, change(parts.get(id) ?? { tree: [], texts: new Map(), open: null }));
    return { parts };
  });
}

/** Fetches the MIME tree of a message, once. */
export async function loadParts(id: string): Promise<void> {
  if (useWaybill.getState().parts.has(id)) return;
  const outcome = await theClient().calls['parts.get']({ id });
  if (outcome.ok) changeParts(id, () => ({ tree: outcome.value, texts: new Map(), open: null }));
  else notify(outcome.error.message, 'failed');
}

/** Opens a part, and fetches its decoded text the first time. */
export async function openPart(id: string, path: string): Promise<void> {
  changeParts(id, (parts) => ({ ...parts, open: path }));
  if (useWaybill.getState().parts.get(id)?.texts.has(path)) return;
  const outcome = await theClient().calls['part.read']({ id, path });
  if (outcome.ok) changeParts(id, (parts) => ({ ...parts, texts: new Map(parts.texts).set(path, outcome.value) }));
  else notify(outcome.error.message, 'failed');
}

/** Shows the header fields or the parts in the source pane, and opens the pane. */
export function showSource(tab: 'headers' | 'parts'): void {
  update({ sourceOpen: true, sourceTab: tab });
  const { evidence } = useWaybill.getState().selection;
  if (tab === 'parts' && evidence !== null) void loadParts(evidence);
}

export function toggleSource(): void {
  update((state) => ({ sourceOpen: !state.sourceOpen }));
}
