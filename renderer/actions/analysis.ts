/** Fetches analyses, keeps the last few, and moves the trust boundary. */

import type { Detail } from '../../shared/facts/detail.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { type LoadedDetail, update, useWaybill } from '../store.ts';
import { loadCampaign } from './campaign.ts';
import { refreshCanonical } from './canonical.ts';
import { theClient } from './current-client.ts';
import { notify } from './notices.ts';

const mostDetails = 24;
let lastRequest = 0;
/** The newest request for each message: an older answer that comes late is dropped. */
const newest = new Map<string, number>();

function keepDetail(id: string, loaded: LoadedDetail): void {
  update((state) => {
    const details = new Map(state.details);
    details.delete(id);
    details.set(id, loaded);
    for (const old of details.keys()) {
      if (details.size <= mostDetails) break;
      if (old !== state.selection.evidence) details.delete(old);
    }
    return { details };
  });
}

async function fetchInto(id: string, ask: () => Promise<Outcome<Detail>>): Promise<void> {
  lastRequest += 1;
  const request = lastRequest;
  newest.set(id, request);
  const outcome = await ask();
  if (newest.get(id) !== request) return;
  newest.delete(id);
  keepDetail(id, outcome.ok ? { state: 'ready', detail: outcome.value } : { state: 'failed', error: outcome.error });
  if (outcome.ok) void refreshCanonical(id);
  // What is looked for in the reports follows from the analysis.
  if (outcome.ok && useWaybill.getState().selection.evidence === id) void loadCampaign(id);
}

/** Fetches the analysis of a message. What is shown already stays on screen until the new one is here. */
export async function loadDetail(id: string): Promise<void> {
  if (useWaybill.getState().details.get(id)?.state !== 'ready') keepDetail(id, { state: 'loading' });
  await fetchInto(id, () => theClient().calls['analysis.get']({ id }));
}

/** Forgets all analyses but the selected one, and fetches that one again: the DNS snapshot changed under them. */
export function refreshDetails(): void {
  const { selection, details } = useWaybill.getState();
  const { evidence } = selection;
  const kept = evidence === null ? undefined : details.get(evidence);
  update({ details: evidence === null || kept === undefined ? new Map() : new Map([[evidence, kept]]) });
  if (evidence !== null && kept !== undefined) void loadDetail(evidence);
}

/** Moves the trust boundary of the selected message to a hop (null: where it was inferred); everything is evaluated again. */
export async function setBoundary(hop: number | null): Promise<void> {
  const { evidence } = useWaybill.getState().selection;
  if (evidence === null) return;
  let refused: string | null = null;
  await fetchInto(evidence, async () => {
    const outcome = await theClient().calls['boundary.set']({ id: evidence, hop });
    if (outcome.ok) return outcome;
    // The analysis on screen is still right; only the wish failed.
    refused = outcome.error.message;
    const shown = useWaybill.getState().details.get(evidence);
    return shown?.state === 'ready' ? { ok: true, value: shown.detail } : outcome;
  });
  if (refused !== null) notify(refused, 'failed');
  update((state) => {
    const { place } = state.selection;
    // Reasons and checks are counted anew; hops and header fields keep their numbers.
    const lasting = place?.kind === 'hop' || place?.kind === 'header' || place?.kind === 'boundary';
    return lasting ? {} : { selection: { ...state.selection, place: null, nth: 0 } };
  });
}

/** Moves the boundary by some of the hops at which it can stand: positive is later, towards the receiver. */
export async function moveBoundary(by: number): Promise<void> {
  const { selection, details } = useWaybill.getState();
  const loaded = selection.evidence === null ? undefined : details.get(selection.evidence);
  if (loaded?.state !== 'ready') return;
  const { hops, boundary } = loaded.detail.route;
  const stops = boundary.candidates ?? hops.map((hop) => hop.index);
  const at = boundary.hop ?? hops.length;
  const earlier = stops.filter((stop) => stop < at).length;
  const wanted = stops[stops.includes(at) || by < 0 ? earlier + by : earlier + by - 1];
  if (wanted !== undefined) await setBoundary(wanted);
}
