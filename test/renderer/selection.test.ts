import { describe, expect, it } from 'vitest';
import { handoffsOf, hopsOf, isSameSelection, placesOf, type Selected } from '../../renderer/selection.ts';
import { spoofDetail } from './fixtures/spoof.ts';
import { spoofSource } from './fixtures/spoof-source.ts';

const wholeMessage = new TextEncoder().encode(spoofSource.text);
const quote = (selected: Selected): string[] =>
  placesOf(spoofDetail, selected).map((place) => new TextDecoder().decode(wholeMessage.slice(place.start, place.end)));

describe('placesOf', () => {
  it.each([
    [{ kind: 'reason', reason: 0 }, ['spf=fail (sender ip is\r\n 203.0.113.77)', 'spf=pass (sender IP is 40.107.20.61)']],
    [{ kind: 'claim', claim: 1 }, ['dkim=pass']],
    [{ kind: 'check', check: 0 }, ['203.0.113.77']],
    [{ kind: 'tenant', tenant: 0 }, ['bravo.onmicrosoft.com']],
    [{ kind: 'boundary' }, ['mx1.receiver.example']],
    [{ kind: 'header', header: spoofSource.header('adcheck') }, ['2']],
  ] as const)('gives the bytes behind %o', (selected, expected) => {
    expect(quote(selected)).toEqual(expected);
  });

  it('gives the whole field of a hop and all three fields of an ARC set', () => {
    expect(quote({ kind: 'hop', hop: 0 })[0]).toMatch(/^from smtp\.bravo\.example/);
    expect(placesOf(spoofDetail, { kind: 'arc-set', set: 0 }).map((place) => place.header)).toEqual(
      ['arc-results', 'arc-signature', 'seal'].map((label) => spoofSource.header(label)),
    );
  });

  it('gives nothing for nothing, and for what is not there', () => {
    const missing: readonly (Selected | null)[] = [
      null,
      { kind: 'reason', reason: 99 },
      { kind: 'hop', hop: 99 },
      { kind: 'claim', claim: 99 },
      { kind: 'dkim', dkim: 99 },
      { kind: 'arc-set', set: 99 },
      { kind: 'tenant', tenant: 99 },
      { kind: 'check', check: 99 },
      { kind: 'handoff', handoff: 99 },
      { kind: 'header', header: 99 },
    ];
    expect(missing.map((selected) => placesOf(spoofDetail, selected))).toEqual(missing.map(() => []));
  });
});

describe('what a selection lights up', () => {
  it('lights a hop whose header field holds the bytes', () => {
    expect([...hopsOf(spoofDetail, { kind: 'reason', reason: 3 })]).toEqual([3]);
  });

  it('lights both gates of the flip for the reason that names it', () => {
    expect([...handoffsOf(spoofDetail, { kind: 'reason', reason: 0 })]).toEqual([0, 1]);
  });

  it('lights a handoff that is selected itself, and none for a hop alone', () => {
    expect([...handoffsOf(spoofDetail, { kind: 'handoff', handoff: 1 })]).toEqual([1]);
    expect([...handoffsOf(spoofDetail, { kind: 'hop', hop: 0 })]).toEqual([]);
  });
});

describe('isSameSelection', () => {
  it('compares by what is selected', () => {
    expect(isSameSelection({ kind: 'hop', hop: 1 }, { kind: 'hop', hop: 1 })).toBe(true);
    expect(isSameSelection({ kind: 'hop', hop: 1 }, { kind: 'hop', hop: 2 })).toBe(false);
    expect(isSameSelection(null, { kind: 'boundary' })).toBe(false);
    expect(isSameSelection(null, null)).toBe(true);
  });
});
