/** Fetches the body of the message whose source is on screen: once, and no more of it than the source view shows. */
import { selectedDetail } from '../selectors.ts';
import { update, useWaybill, type WaybillState } from '../store.ts';
import { theClient } from './current-client.ts';
import { notify } from './notices.ts';

/** What the engine gives in one call. */
const mostBytes = 1024 * 1024;
const mostBodies = 4;

const asked = new Set<string>();

/** The message whose body is wanted and not at hand. */
function wanted(state: WaybillState): { readonly id: string; readonly start: number; readonly end: number } | null {
  const { evidence: id } = state.selection;
  const loaded = selectedDetail(state);
  if (id === null || !state.sourceOpen || state.sourceTab !== 'headers' || loaded?.state !== 'ready') return null;
  if (state.bodies.has(id) || asked.has(id)) return null;
  const { start, end } = loaded.detail.bodySpan;
  return { id, start, end: Math.min(end, start + mostBytes) };
}

async function fetchBody(id: string, start: number, end: number): Promise<void> {
  asked.add(id);
  const outcome = await theClient().calls['source.read']({ id, start, end });
  asked.delete(id);
  // An empty text is kept too, so that a message that cannot be read is asked for once.
  const text = outcome.ok ? outcome.value.text : '';
  if (!outcome.ok) notify(outcome.error.message, 'failed');
  update((state) => ({ bodies: new Map([...state.bodies].slice(1 - mostBodies)).set(id, { start, text }) }));
}

/** From now on the body follows the source pane. Gives the function that ends it. */
export function followSource(): () => void {
  return useWaybill.subscribe((state) => {
    const next = wanted(state);
    if (next !== null) void fetchBody(next.id, next.start, next.end);
  });
}
