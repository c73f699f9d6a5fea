import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reason, type VerdictKind, verdictKinds } from '../../../shared/facts/verdict.ts';
import { decide, orderReasons } from '../../../shared/verdict/decide.ts';
import { type Rule, rules } from '../../../shared/verdict/policy.ts';

/** `KIND WEIGHT TRUST` in words, as a reason. */
function reason(text: string): Reason {
  const [points, weight, trust] = text.split(' ') as [VerdictKind, Reason['weight'], Reason['trust']];
  return { signal: 'some-signal', points, weight, trust, source: 'replay', text, places: [] };
}

const decision = (...texts: readonly string[]): string => {
  const { kind, confidence, rule } = decide(texts.map(reason));
  return `${kind} ${confidence} ${rule}`;
};

describe('decide', () => {
  it.each<[string, readonly string[]]>([
    ['cross-tenant-spoof confirmed cross-tenant-proved', ['cross-tenant-spoof decisive vouched']],
    ['cross-tenant-spoof probable cross-tenant-likely', ['cross-tenant-spoof decisive attributed']],
    ['cross-tenant-spoof probable cross-tenant-likely', ['cross-tenant-spoof strong vouched']],
    ['laundered-pass confirmed laundered-proved', ['laundered-pass decisive vouched']],
    ['laundered-pass probable laundered-likely', ['laundered-pass decisive attributed']],
    ['indeterminate null null', ['laundered-pass strong vouched']],
    ['forwarded confirmed forward-proved', ['forwarded strong vouched']],
    ['forwarded probable forward-likely', ['forwarded strong attributed']],
    ['authentic confirmed authentic-proved', ['authentic decisive vouched']],
    ['authentic probable authentic-likely', ['authentic strong attributed']],
    ['shared-pass-unattributed null shared-pass', ['shared-pass-unattributed strong vouched']],
    ['misaligned-sender confirmed misaligned-proved', ['misaligned-sender strong vouched']],
    ['misaligned-sender probable misaligned-likely', ['misaligned-sender strong attributed']],
    ['unauthorised confirmed unauthorised-proved', ['unauthorised strong vouched']],
    ['indeterminate null null', ['unauthorised strong attributed']],
    ['indeterminate null null', []],
    ['indeterminate null null', ['indeterminate supporting claimed']],
  ])('gives %s for %j', (expected, texts) => {
    expect(decision(...texts)).toBe(expected);
  });

  it.each(verdictKinds.filter((kind) => kind !== 'indeterminate'))('never says %s on claims or on supporting reasons alone', (kind) => {
    expect(decision(`${kind} decisive claimed`)).toBe('indeterminate null null');
    expect(decision(`${kind} supporting vouched`, `${kind} supporting vouched`)).toBe('indeterminate null null');
    expect(decision(`${kind} countering vouched`)).toBe('indeterminate null null');
  });

  it('takes the first kind that holds in the order of precedence, whatever the order of the reasons', () => {
    const texts = verdictKinds.map((kind) => `${kind} decisive vouched`);
    expect(decision(...texts)).toBe(decision(...texts.toReversed()));
    expect(decision(...texts)).toBe('cross-tenant-spoof confirmed cross-tenant-proved');
    expect(decision(...texts.slice(1))).toBe('laundered-pass confirmed laundered-proved');
    expect(decision(...texts.slice(2))).toBe('forwarded confirmed forward-proved');
  });

  describe('a countering reason', () => {
    it.each([
      ['vouched', 'vouched'],
      ['vouched', 'attributed'],
      ['attributed', 'attributed'],
    ])('that is %s takes away what is %s', (counter, pointing) => {
      expect(decision(`cross-tenant-spoof decisive ${pointing}`, `cross-tenant-spoof countering ${counter}`)).toBe(
        'indeterminate null null',
      );
    });

    it('that is worse evidence does not', () => {
      expect(decision('cross-tenant-spoof decisive vouched', 'cross-tenant-spoof countering attributed')).toBe(
        'cross-tenant-spoof confirmed cross-tenant-proved',
      );
      expect(decision('cross-tenant-spoof decisive attributed', 'cross-tenant-spoof countering claimed')).toBe(
        'cross-tenant-spoof probable cross-tenant-likely',
      );
    });

    it('takes away only the kind that it points to', () => {
      expect(
        decision('cross-tenant-spoof decisive vouched', 'cross-tenant-spoof countering vouched', 'laundered-pass decisive vouched'),
      ).toBe('laundered-pass confirmed laundered-proved');
    });

    it('leaves the better of two reasons standing', () => {
      expect(
        decision('laundered-pass decisive vouched', 'laundered-pass decisive attributed', 'laundered-pass countering attributed'),
      ).toBe('laundered-pass confirmed laundered-proved');
    });
  });

  it('follows the rules it is given', () => {
    const only: readonly Rule[] = rules.filter((rule) => rule.id === 'misaligned-likely');
    expect(decide([reason('cross-tenant-spoof decisive vouched'), reason('misaligned-sender strong vouched')], only)).toEqual({
      kind: 'misaligned-sender',
      confidence: 'probable',
      rule: 'misaligned-likely',
    });
  });

  const anyReason = fc
    .tuple(
      fc.constantFrom(...verdictKinds),
      fc.constantFrom('decisive', 'strong', 'supporting', 'countering'),
      fc.constantFrom('vouched', 'attributed', 'claimed'),
    )
    .map((words) => reason(words.join(' ')));

  it('is not moved by claims, however many', () => {
    const claims = fc.array(anyReason.map((one): Reason => ({ ...one, trust: 'claimed' })));
    fc.assert(
      fc.property(fc.array(anyReason), claims, (reasons, extra) => {
        expect(decide([...extra, ...reasons])).toEqual(decide(reasons));
      }),
    );
  });

  it('gives the same decision in any order', () => {
    fc.assert(
      fc.property(fc.array(anyReason), (reasons) => {
        expect(decide(reasons.toReversed())).toEqual(decide(reasons));
      }),
    );
  });
});

describe('orderReasons', () => {
  it('puts what speaks for the verdict first, then what speaks against it, then the rest; the weightier before the lighter', () => {
    const texts = [
      'unauthorised strong vouched',
      'authentic countering vouched',
      'authentic supporting vouched',
      'authentic strong attributed',
      'authentic strong vouched',
      'authentic decisive claimed',
      'forwarded supporting claimed',
    ];
    expect(orderReasons(texts.map(reason), 'authentic').map(({ text }) => text)).toEqual([
      'authentic decisive claimed',
      'authentic strong vouched',
      'authentic strong attributed',
      'authentic supporting vouched',
      'authentic countering vouched',
      'unauthorised strong vouched',
      'forwarded supporting claimed',
    ]);
  });

  it('keeps the order of equals, and leaves its input alone', () => {
    const reasons = ['one', 'two', 'three'].map((text) => ({ ...reason('authentic strong vouched'), text }));
    const before = [...reasons];
    expect(orderReasons(reasons, 'authentic').map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(reasons).toEqual(before);
  });
});
