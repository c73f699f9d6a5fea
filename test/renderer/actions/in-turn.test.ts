import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dropWishes, inTurn } from '../../../renderer/actions/in-turn.ts';

interface Question {
  readonly name: string;
  readonly reply: (value: string) => void;
}

describe('wishes for one purpose', () => {
  let asked: Question[];
  let kept: string[];
  let late: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    dropWishes();
    [asked, kept, late] = [[], [], []];
  });
  afterEach(() => vi.useRealTimers());

  const wish = (purpose: string, name: string): void =>
    inTurn(purpose, {
      call: () => new Promise<string>((reply) => asked.push({ name, reply })),
      late: () => late.push(name),
      keep: (value) => kept.push(value),
    });
  const reply = async (position: number): Promise<void> => {
    asked[position]?.reply(`reply to ${asked[position]?.name}`);
    await vi.advanceTimersByTimeAsync(0);
  };

  it('ask once at a time; of those that wait only the last is asked, and the outdated reply is dropped', async () => {
    for (const name of ['first', 'second', 'third']) wish('rows', name);
    expect(asked.map(({ name }) => name)).toEqual(['first']);
    await reply(0);
    expect(asked.map(({ name }) => name)).toEqual(['first', 'third']);
    expect(kept).toEqual([]);
    await reply(1);
    expect(kept).toEqual(['reply to third']);
  });

  it('do not wait for those of another purpose', () => {
    wish('rows', 'one');
    wish('totals', 'other');
    expect(asked.map(({ name }) => name)).toEqual(['one', 'other']);
  });

  it('are late after 150 ms, and not before', async () => {
    wish('rows', 'slow');
    await vi.advanceTimersByTimeAsync(149);
    expect(late).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(late).toEqual(['slow']);
    await reply(0);
    wish('rows', 'quick');
    await reply(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(late).toEqual(['slow']);
  });

  it('are forgotten with what they were about', async () => {
    wish('rows', 'old');
    dropWishes();
    await reply(0);
    expect(kept).toEqual([]);
    wish('rows', 'new');
    await reply(1);
    expect(kept).toEqual(['reply to new']);
  });
});
