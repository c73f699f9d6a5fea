/** Asks how far the selected message went, keeps the answers, and asks again when the reports of the case changed. */
import { campaignWords } from '../campaign-words.ts';
import { holdsReports, selectedDetail } from '../selectors.ts';
import { type LoadedCampaign, update, useWaybill } from '../store.ts';
import { theClient } from './current-client.ts';
import { goToSection } from './interface.ts';
import { notify } from './notices.ts';
import { showWorkspace } from './reports.ts';

/** Reports come in one after the other; while they do, the panel follows twice a second at most. */
const pauseMilliseconds = 500;

let lastRequest = 0;
/** The newest request for each message, and whether the reports changed since it was sent. */
const asking = new Map<string, { readonly request: number; readonly isOutdated: boolean }>();
let pending: ReturnType<typeof setTimeout> | null = null;

function keepCampaign(id: string, loaded: LoadedCampaign): void {
  update((state) => ({ campaigns: new Map(state.campaigns).set(id, loaded) }));
}

/** Asks how far a message went. What is shown already stays on screen until the new answer is here; a case without reports is not asked. */
export async function loadCampaign(id: string): Promise<void> {
  const { campaigns } = useWaybill.getState();
  if (!holdsReports(useWaybill.getState())) return;
  const running = asking.get(id);
  if (running !== undefined) {
    asking.set(id, { ...running, isOutdated: true });
    return;
  }
  lastRequest += 1;
  const request = lastRequest;
  asking.set(id, { request, isOutdated: false });
  if (campaigns.get(id)?.state !== 'ready') keepCampaign(id, { state: 'loading' });
  const outcome = await theClient().calls['campaign.get']({ id });
  const now = asking.get(id);
  // Another case is open since.
  if (now?.request !== request) return;
  asking.delete(id);
  keepCampaign(id, outcome.ok ? { state: 'ready', campaign: outcome.value } : { state: 'failed', error: outcome.error });
  if (now.isOutdated) await loadCampaign(id);
}

/** Asks for the selected message, unless the answer is at hand. */
export function followCampaign(): void {
  const state = useWaybill.getState();
  const { evidence } = state.selection;
  if (evidence === null || selectedDetail(state)?.state !== 'ready') return;
  if (state.campaigns.get(evidence)?.state !== 'ready') void loadCampaign(evidence);
}

/** Forgets what was answered about these messages, but for the one on screen: that one is asked for again with its analysis. */
export function forgetCampaigns(ids: readonly string[]): void {
  update(({ campaigns, selection }) => {
    const gone = ids.filter((id) => id !== selection.evidence && campaigns.has(id));
    return gone.length === 0 ? {} : { campaigns: new Map([...campaigns].filter(([id]) => !gone.includes(id))) };
  });
}

/** Another case is open: what is still being asked is about the old one. */
export function dropCampaigns(): void {
  asking.clear();
  if (pending !== null) clearTimeout(pending);
  pending = null;
  update({ campaigns: new Map() });
}

/** The reports changed: everything is asked anew once it is looked at, and what is on screen at once. */
export function refreshCampaigns(): void {
  pending ??= setTimeout(() => {
    pending = null;
    const { campaigns, selection } = useWaybill.getState();
    const { evidence } = selection;
    const shown = evidence === null ? undefined : campaigns.get(evidence);
    update({ campaigns: evidence === null || shown === undefined ? new Map() : new Map([[evidence, shown]]) });
    if (evidence !== null && selectedDetail(useWaybill.getState())?.state === 'ready') void loadCampaign(evidence);
  }, pauseMilliseconds);
}

/** Leads to the panel of the selected message, from wherever the reader is; without reports it says what to bring. */
export function findInReports(): void {
  const state = useWaybill.getState();
  const loaded = selectedDetail(state);
  if (loaded?.state !== 'ready') notify(campaignWords.selectFirst);
  else if (!holdsReports(state)) notify(campaignWords.bring(loaded.detail.analysis.verdict.claimedDomain));
  else {
    followCampaign();
    showWorkspace('messages');
    goToSection('campaign');
  }
}
