import { describe, expect, it, onTestFinished } from 'vitest';
import { loadDetail } from '../../../renderer/actions/analysis.ts';
import { followSource } from '../../../renderer/actions/body.ts';
import { canonicalKey, closeCanonical, openCanonical, refreshCanonical } from '../../../renderer/actions/canonical.ts';
import { selectPlace } from '../../../renderer/actions/interface.ts';
import { toggleSource } from '../../../renderer/actions/source.ts';
import { canonicalForm } from '../fixtures/canonical.ts';
import { rowOf } from '../fixtures/rows.ts';
import { spoofDetail } from '../fixtures/spoof.ts';
import { startOn } from '../helpers/started.ts';

const content = {
  rows: [rowOf('spoof', spoofDetail)],
  details: { spoof: spoofDetail },
  canonical: { 0: canonicalForm },
  sourceText: 'x'.repeat(spoofDetail.bodySpan.end),
};

describe('the octets of a signature', () => {
  it('are fetched when they are opened, and forgotten when they are closed', async () => {
    const { client, state } = await startOn(content);
    const opened = openCanonical('spoof', 0);
    expect(state().canonical.get(canonicalKey('spoof', 0))).toEqual({ state: 'loading' });
    await opened;
    expect(client.made.at(-1)).toEqual({ call: 'canonical.get', request: { id: 'spoof', header: 0 } });
    expect(state().canonical.get(canonicalKey('spoof', 0))).toEqual({ state: 'ready', form: canonicalForm });
    closeCanonical('spoof', 0);
    expect(state().canonical.size).toBe(0);
  });

  it('say why they could not be had', async () => {
    const { state } = await startOn(content);
    await openCanonical('spoof', 5);
    expect(state().canonical.get(canonicalKey('spoof', 5))).toMatchObject({ state: 'failed', error: { code: 'bad-request' } });
  });

  it('are dropped where they come after the view was closed', async () => {
    const { state } = await startOn(content);
    const opened = openCanonical('spoof', 0);
    closeCanonical('spoof', 0);
    await opened;
    expect(state().canonical.size).toBe(0);
  });

  it('are fetched again with a new analysis of their message, and those of other messages are closed', async () => {
    const { client, state } = await startOn(content);
    await openCanonical('spoof', 0);
    await openCanonical('other', 0);
    const before = client.made.filter(({ call }) => call === 'canonical.get').length;
    await loadDetail('spoof');
    await refreshCanonical('spoof');
    expect([...state().canonical.keys()]).toEqual([canonicalKey('spoof', 0)]);
    expect(client.made.filter(({ call }) => call === 'canonical.get').length).toBeGreaterThan(before);
  });
});

describe('the body in the source view', () => {
  it('is fetched once, when the source of a message is first on screen', async () => {
    const { client, state, settle } = await startOn(content);
    onTestFinished(followSource());
    const reads = () => client.made.filter(({ call }) => call === 'source.read');
    expect(reads()).toEqual([]);
    selectPlace({ kind: 'dkim-coverage', dkim: 0 });
    await settle();
    const { start, end } = spoofDetail.bodySpan;
    expect(reads()).toEqual([{ call: 'source.read', request: { id: 'spoof', start, end } }]);
    expect(state().bodies.get('spoof')).toEqual({ start, text: 'x'.repeat(end - start) });
    toggleSource();
    toggleSource();
    await settle();
    expect(reads()).toHaveLength(1);
  });
});
