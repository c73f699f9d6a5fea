import { describe, expect, it } from 'vitest';
import { describeStrip } from '../../renderer/components/day-strip.tsx';
import { stripOf } from '../../renderer/day-strip.ts';

describe('stripOf', () => {
  it('draws the days between, two weeks at least, and marks the message’s own', () => {
    const { bars, most, step } = stripOf(
      [
        { at: '2026-09-29', messages: 4 },
        { at: '2026-10-02', messages: 9 },
      ],
      '2026-09-30',
    );
    expect([bars.length, bars[0]?.from, bars.at(-1)?.to, most, step]).toEqual([14, '2026-09-24', '2026-10-07', 9, 1]);
    expect(bars.filter((bar) => bar.messages > 0 || bar.isOwn)).toEqual([
      { from: '2026-09-29', to: '2026-09-29', messages: 4, isOwn: false },
      { from: '2026-09-30', to: '2026-09-30', messages: 0, isOwn: true },
      { from: '2026-10-02', to: '2026-10-02', messages: 9, isOwn: false },
    ]);
  });

  it('puts days together where they would be too many, and loses none', () => {
    const days = ['2024-02-29', '2025-01-01', '2026-11-24'].map((at) => ({ at, messages: 5 }));
    const { bars, step } = stripOf(days, null);
    expect([step, bars.length <= 92, bars.reduce((sum, { messages }) => sum + messages, 0)]).toEqual([11, true, 15]);
  });

  it.each([
    ['no day at all', [], null, 0],
    ['only the day of the message', [], '2026-09-30', 14],
    ['days that are none', [{ at: '2026-13-77', messages: 3 }], 'yesterday', 0],
    ['the whole of time', [{ at: '0001-01-01', messages: 1 }], '9999-12-31', 92],
  ])('can draw %s', (_what, days, own, bars) => {
    expect(stripOf(days, own).bars.length).toBe(bars);
  });
});

describe('describeStrip', () => {
  it.each([
    [[{ at: '2026-10-02', messages: 1 }], null, 'Most on 2 Oct 2026: 1 message.'],
    [[{ at: '2026-10-02', messages: 12 }], '2026-10-03', 'Most on 2 Oct 2026: 12 messages. On the day of this message: 0 messages.'],
    [[], '2026-10-03', 'No messages. On the day of this message: 0 messages.'],
  ])('says it in a sentence', (days, own, sentence) => {
    expect(describeStrip(stripOf(days, own))).toBe(sentence);
  });
});
