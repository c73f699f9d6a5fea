import { afterEach, describe, expect, it, vi } from 'vitest';
import { setBoundary } from '../../../renderer/actions/analysis.ts';
import { findInReports, loadCampaign } from '../../../renderer/actions/campaign.ts';
import { selectEvidence } from '../../../renderer/actions/evidence.ts';
import { useWaybill } from '../../../renderer/store.ts';
import { suspectTotals, uncoveredCampaign, wideCampaign } from '../fixtures/campaigns.ts';
import { genuineDetail } from '../fixtures/genuine.ts';
import { rowOf } from '../fixtures/rows.ts';
import { spoofDetail } from '../fixtures/spoof.ts';
import { startOn } from '../helpers/started.ts';

const content = {
  rows: [rowOf('spoof', spoofDetail), rowOf('genuine', genuineDetail)],
  details: { spoof: spoofDetail, genuine: genuineDetail },
  campaigns: { spoof: wideCampaign, genuine: uncoveredCampaign },
};
const totals = suspectTotals(61, 214, 1_367, '2026-09-22', '2026-10-11');
const start = (reports = true) => startOn(reports ? { ...content, totals } : content);
const asked = (made: readonly { readonly call: string; readonly request: unknown }[]) =>
  made.filter(({ call }) => call === 'campaign.get').map(({ request }) => request);

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('how far a message went', () => {
  it('is asked for the message on screen, without a click', async () => {
    const { client, state } = await start();
    expect(asked(client.made)).toEqual([{ id: 'spoof' }]);
    expect(state().campaigns).toEqual(new Map([['spoof', { state: 'ready', campaign: wideCampaign }]]));
  });

  it('is not asked of a case without reports', async () => {
    const { client, state } = await start(false);
    await loadCampaign('spoof');
    expect([asked(client.made), state().campaigns]).toEqual([[], new Map()]);
  });

  it('is asked once a message, however often one comes back to it', async () => {
    const { client, settle } = await start();
    for (const id of ['genuine', 'spoof', 'genuine', 'spoof']) {
      selectEvidence(id);
      await settle();
    }
    expect(asked(client.made)).toEqual([{ id: 'spoof' }, { id: 'genuine' }]);
  });

  it('is asked again when the message was judged anew, because what is looked for follows from that', async () => {
    const { client, settle } = await start();
    await setBoundary(2);
    await settle();
    client.emit('evidence.changed', { row: rowOf('spoof', spoofDetail) });
    await settle();
    expect(asked(client.made)).toEqual([{ id: 'spoof' }, { id: 'spoof' }, { id: 'spoof' }]);
  });

  it('keeps the refusal', async () => {
    const { state } = await startOn({ ...content, campaigns: {}, totals });
    expect(state().campaigns.get('spoof')).toEqual({
      state: 'failed',
      error: { code: 'unknown-evidence', message: 'There is no evidence spoof.' },
    });
  });

  it('follows the reports while they come in, twice a second at most, and keeps what is on screen meanwhile', async () => {
    const { client, state, settle } = await start();
    selectEvidence('genuine');
    await settle();
    vi.useFakeTimers();
    for (let index = 0; index < 100; index += 1) client.emit('reports.changed', { totals });
    expect([...state().campaigns.keys()]).toEqual(['spoof', 'genuine']);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked(client.made)).toEqual([{ id: 'spoof' }, { id: 'genuine' }, { id: 'genuine' }]);
    expect(state().campaigns).toEqual(new Map([['genuine', { state: 'ready', campaign: uncoveredCampaign }]]));
  });

  it('asks once more where the reports changed while it was being asked', async () => {
    const { client } = await start();
    await Promise.all([loadCampaign('spoof'), loadCampaign('spoof'), loadCampaign('spoof')]);
    expect(asked(client.made).length).toBe(3);
  });

  it('drops what comes late for a case that is closed', async () => {
    const { client, state, settle } = await start();
    const late = loadCampaign('spoof');
    client.emit('engine.restarted', { message: 'The engine was started again.' });
    await late;
    await settle();
    expect(state().campaigns).toEqual(new Map());
  });
});

describe('Find in reports', () => {
  it('leads back to the message and to its panel', async () => {
    const { state } = await start();
    const seen: string[] = [];
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => draw());
    vi.stubGlobal('matchMedia', () => ({ matches: true }));
    vi.stubGlobal('document', {
      getElementById: (id: string) => ({ focus: () => seen.push(id), scrollIntoView: () => seen.push('in view') }),
    });
    useWaybill.setState({ workspace: 'reports' });
    findInReports();
    expect([state().workspace, seen]).toEqual(['messages', ['section-campaign', 'in view']]);
  });

  it('says what to bring where there is no report', async () => {
    const { state } = await start(false);
    findInReports();
    expect(state().notices.map(({ text }) => text)).toEqual([
      'There is no report in this case. Bring the aggregate reports of alpha.example (XML, gz, zip, or the e-mails they came in).',
    ]);
  });

  it('needs a message', async () => {
    const { state } = await startOn({ totals });
    findInReports();
    expect(state().notices.map(({ text }) => text)).toEqual(['Select a message first.']);
  });
});
