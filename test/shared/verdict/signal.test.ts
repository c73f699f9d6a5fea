import { describe, expect, it } from 'vitest';
import type { Trust } from '../../../shared/facts/evidence.ts';
import {
  hasUndecidedSignature,
  isBelievable,
  isClearing,
  isRefusedAtIngress,
  joinPlaces,
  joinSources,
  weakest,
  whoChecked,
} from '../../../shared/verdict/signal.ts';
import { ingressRefusal, passage, place, receiver, signature, spfCheck } from './facts.ts';

describe('trust and sources of a statement that rests on several records', () => {
  it.each<[readonly Trust[], Trust]>([
    [['vouched', 'attributed'], 'attributed'],
    [['attributed', 'claimed', 'vouched'], 'claimed'],
    [['vouched'], 'vouched'],
    [[], 'vouched'],
  ])('the weakest of %j is %s', (grades, expected) => {
    expect(weakest(...grades)).toBe(expected);
  });

  it('believes everything but claims', () => {
    expect((['vouched', 'attributed', 'claimed'] as const).map(isBelievable)).toEqual([true, true, false]);
  });

  it('names the source that we did not make ourselves', () => {
    expect(joinSources('replay', 'replay')).toBe('replay');
    expect(joinSources('replay', 'receiver-record')).toBe('receiver-record');
    expect(joinSources('receiver-record', 'operator-record', 'replay')).toBe('operator-record');
  });

  it('joins places in order, each once', () => {
    const inside = { ...place(1), end: 120 };
    expect(joinPlaces([place(2), place(1)], [], [place(1), inside])).toEqual([place(2), place(1), inside]);
  });

  it('says in words whose check it was', () => {
    const words = (['replay', 'receiver-record', 'operator-record'] as const).map((source) => whoChecked(spfCheck({ source }), 'Relay'));
    expect(words).toEqual(['our replay', "the receiver's check", "Relay's own check"]);
  });
});

describe('isRefusedAtIngress', () => {
  it.each([
    [true, 'an aligned fail', ingressRefusal()],
    [true, 'an aligned softfail of the From domain', ingressRefusal({ result: 'softfail', identity: 'from' })],
    [false, 'a pass', ingressRefusal({ result: 'pass' })],
    [false, 'a neutral result', ingressRefusal({ result: 'neutral' })],
    [false, 'a fail of another domain', ingressRefusal({ aligned: false })],
    [false, 'a fail that is only claimed', ingressRefusal({ trust: 'claimed' })],
  ])('is %s for %s', (expected, _, check) => {
    expect(isRefusedAtIngress(passage({ ingress: [check] }))).toBe(expected);
  });

  it('is false without a passage or a record', () => {
    expect(isRefusedAtIngress(null)).toBe(false);
    expect(isRefusedAtIngress(passage())).toBe(false);
  });
});

describe('isClearing', () => {
  const refused = passage({ ingress: [ingressRefusal()] });
  const bare = passage({ missingStamps: ['X-Relay-Account'] });

  it.each([
    [true, 'an author’s signature, even where the hand-in was refused', signature(), refused],
    [true, 'an author’s signature without the usual stamps', signature(), bare],
    [true, 'any verified aligned signature outside shared infrastructure', signature({ madeBy: 'unknown' }), null],
    [true, 'the operator’s signature on an accepted hand-in', signature({ madeBy: 'operator' }), passage()],
    [false, 'the operator’s signature on a refused hand-in', signature({ madeBy: 'operator' }), refused],
    [false, 'the operator’s signature without the usual stamps', signature({ madeBy: 'operator' }), bare],
    [false, 'a signature that nobody can place without the usual stamps', signature({ madeBy: 'unknown' }), bare],
    [false, 'an unaligned signature', signature({ aligned: false }), null],
    [false, 'a signature that failed', signature({ result: 'fail' }), null],
    [false, 'a signature whose key is missing', signature({ result: 'unknown' }), null],
    [false, 'a claimed signature', signature({ trust: 'claimed' }), null],
  ])('is %s for %s', (expected, _, made, shared) => {
    expect(isClearing(made, shared)).toBe(expected);
  });
});

describe('hasUndecidedSignature', () => {
  const unknown = signature({ result: 'unknown' });
  it.each([
    [true, 'an aligned signature without a key at hand', [unknown], receiver()],
    [false, 'one that the receiver decided', [unknown], receiver({ signaturesDecided: true })],
    [false, 'one that is not aligned', [signature({ result: 'unknown', aligned: false })], receiver()],
    [false, 'one that failed', [signature({ result: 'fail' })], receiver()],
    [false, 'no signature', [], receiver()],
  ])('is %s for %s', (expected, _, signatures, at) => {
    expect(hasUndecidedSignature(signatures, at)).toBe(expected);
  });
});
