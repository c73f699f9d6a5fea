import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import { initialReports } from '../../../../renderer/report-state.ts';
import { initialState, type LoadedCampaign, useWaybill } from '../../../../renderer/store.ts';
import { CampaignView } from '../../../../renderer/views/campaign/campaign-view.tsx';
import { FindInReports } from '../../../../renderer/views/verdict/find-in-reports.tsx';
import type { Detail } from '../../../../shared/facts/detail.ts';
import { suspectTotals, uncoveredCampaign, unseenCampaign, wideCampaign } from '../../fixtures/campaigns.ts';
import { genuineDetail } from '../../fixtures/genuine.ts';
import { spoofDetail } from '../../fixtures/spoof.ts';

const totals = suspectTotals(61, 214, 1_367, '2026-09-22', '2026-10-11');

/** What is on screen of a message, in a case with reports unless `loaded` is undefined. */
function show(
  loaded: LoadedCampaign | null | undefined,
  detail: Detail = spoofDetail,
): { readonly markup: string; readonly button: string } {
  const state = {
    ...initialState,
    selection: { evidence: 'spoof', place: null, nth: 0 },
    ...(loaded === undefined ? {} : { reports: { ...initialReports, totals } }),
    ...(loaded === undefined || loaded === null ? {} : { campaigns: new Map([['spoof', loaded]]) }),
  };
  // Markup for a server is drawn from the first state of the store.
  Object.assign(useWaybill.getInitialState(), state);
  return {
    markup: renderToStaticMarkup(<CampaignView detail={detail} />),
    button: textOf(renderToStaticMarkup(<FindInReports />)),
  };
}

function textOf(markup: string): string {
  return markup
    .replace(/<\/(?:td|th|tr|p|li|h\d|dt|dd|figcaption|title|div)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const pristine = { ...useWaybill.getInitialState() };
afterEach(() => void Object.assign(useWaybill.getInitialState(), pristine));

describe('how far did it go', () => {
  it('says it in one sentence, then by ties from the closest to the loosest, each with the way to its rows', () => {
    const { markup, button } = show({ state: 'ready', campaign: wideCampaign });
    expect(button).toBe('Find in reports1,382 messages');
    expect(textOf(/<p class="campaign-sentence">.*?<\/p>/.exec(markup)?.[0] ?? '')).toBe(wideCampaign.sentence);
    expect([...markup.matchAll(/<tbody class="tie".*?<\/tbody>/g)].map(([row]) => textOf(row))).toEqual([
      'This very message 3 1 1 29 – 30 Sep 2026 Show rows: This very message The same source, From domain and foreign tenant, on the day of this message.',
      'Same foreign tenant 1,367 9 7 22 Sep – 11 Oct 2026 Show rows: Same foreign tenant Signed by northwindtrade.onmicrosoft.com, in the name of another domain.',
      'Same source 12 3 1 28 Sep – 1 Oct 2026 Show rows: Same source From 40.107.22.48 in the name of alpha.example, without a signature of its own.',
      'Same pool: only possible 48,211 14 1 1 Sep – 11 Oct 2026 Show rows: Same pool: only possible Passed for alpha.example only by the pool of Exchange Online. Any of its tenants may have sent them.',
    ]);
    expect([...markup.matchAll(/<dd>.*?<\/dd>/g)].map(([trait]) => textOf(trait))).toEqual([
      'foreign tenant northwindtrade.onmicrosoft.com',
      'source 40.107.22.48',
      'shared pool of Exchange Online',
      'From domain alpha.example',
    ]);
  });

  it('shows the days with the message’s own, the receivers and the domains', () => {
    const { markup } = show({ state: 'ready', campaign: wideCampaign });
    expect(/<svg[^>]*role="img"[^>]*aria-label="([^"]*)"/.exec(markup)?.[1]).toBe(
      'Messages a day. Most on 29 Sep 2026: 402 messages. On the day of this message: 402 messages.',
    );
    expect([...markup.matchAll(/<ol class="bar-counts".*?<\/ol>/g)].map(([list]) => textOf(list))).toEqual([
      'google.com811 Enterprise Outlook262 Yahoo140 GMX77 comcast.net51 seznam.test29',
      'alpha.example702 delta.example311 golf.example190 hotel-and-restaurant-supplies.charlie.example101 india.example44 juliett.example31',
    ]);
    expect(textOf(markup)).toContain('and 2 more');
  });

  it('says “none” for a tie that no row has, without a button that leads nowhere', () => {
    const { markup, button } = show({ state: 'ready', campaign: unseenCampaign });
    expect(button).toBe('Find in reportsnone reported');
    expect([...markup.matchAll(/<tbody class="tie"[^>]*data-none="true">/g)].length).toBe(4);
    expect(textOf(markup)).not.toContain('Show rows:');
    expect(textOf(markup)).not.toContain('Silence');
  });

  it('says that silence says nothing where no report covers the day', () => {
    const { markup, button } = show({ state: 'ready', campaign: uncoveredCampaign });
    expect(button).toBe('Find in reportsday not covered');
    expect(textOf(/<p class="campaign-silence">.*?<\/p>/.exec(markup)?.[0] ?? '')).toBe(
      'Silence says nothing. Whether others received it, these reports cannot tell.',
    );
    expect(markup).not.toContain('<table');
  });

  it.each([
    ['not asked yet', null],
    ['being asked', { state: 'loading' }],
  ] as const)('says that it waits while it is %s', (_state, loaded) => {
    const { markup, button } = show(loaded);
    expect([button, /aria-busy="true">([^<]*)</.exec(markup)?.[1]]).toEqual(['Find in reports', 'Asking the reports of this case…']);
  });

  it('says what went wrong, and offers to try again', () => {
    const { markup } = show({ state: 'failed', error: { code: 'internal', message: 'The case is locked.' } });
    expect(textOf(/<div class="campaign-sheet campaign-failed".*<\/div>/.exec(markup)?.[0] ?? '')).toBe(
      'The reports could not be asked. The case is locked. Try again',
    );
  });

  it('hints at what to bring where there is no report and the message looks like a spoof', () => {
    const { markup, button } = show(undefined);
    expect([button, textOf(/<p class="campaign-hint">.*?<\/p>/.exec(markup)?.[0] ?? '')]).toEqual([
      '',
      'Aggregate DMARC reports of alpha.example would tell: which receivers saw it, how often, and since when. Drop them here as XML, gz, zip, or as the e-mails they came in.',
    ]);
  });

  it('asks for nothing where there is no report and nothing to fear', () => {
    expect(show(undefined, genuineDetail)).toEqual({ markup: '', button: '' });
  });

  it('draws hostile names as text', () => {
    const hostile = '<img src=x>\u202e';
    const campaign = {
      ...wideCampaign,
      sentence: hostile,
      traits: [{ name: hostile, value: hostile }],
      ties: wideCampaign.ties.map((tie) => ({ ...tie, says: hostile })),
      reporters: [{ reporter: hostile, messages: 1, first: null, last: null }],
      fromDomains: [{ domain: hostile, messages: 1 }],
    };
    const { markup } = show({ state: 'ready', campaign });
    expect([markup.includes('<img'), markup.includes('\u202e'), markup.includes('⟨202E⟩')]).toEqual([false, false, true]);
  });
});
