import { describe, expect, it } from 'vitest';
import { openFor, reasonsOf } from '../examine.ts';
import { address, addressing, facts, mailbox, place } from '../facts.ts';

const id = 'divergent-reply-path';

describe(id, () => {
  it('notes where answers would go, as a claim that supports and never carries', () => {
    expect(reasonsOf(id, facts({ addressing: addressing({ replyTo: [address('ceo@elsewhere.example', 13)] }) }))).toEqual([
      {
        signal: id,
        points: 'misaligned-sender',
        weight: 'supporting',
        trust: 'claimed',
        source: 'replay',
        text: 'Answers would go to elsewhere.example, not to a.example.',
        places: [place(13), place(10)],
      },
    ]);
  });

  it('names the first address of another domain among several', () => {
    const replyTo = [address('desk@a.example'), address('x@b.example'), address('y@c.example')];
    expect(reasonsOf(id, facts({ addressing: addressing({ replyTo }) })).map(({ text }) => text)).toEqual([
      'Answers would go to b.example, not to a.example.',
    ]);
  });

  it.each(['ceo@a.example', 'ticket+7@reply.a.example'])('is silent on Reply-To %s', (text) => {
    expect(reasonsOf(id, facts({ addressing: addressing({ replyTo: [address(text)] }) }))).toEqual([]);
  });

  it('is silent where From is a sub-domain of where answers go', () => {
    const given = addressing({ from: [mailbox('ceo@mail.a.example')], replyTo: [address('ceo@a.example')] });
    expect(reasonsOf(id, facts({ addressing: given }))).toEqual([]);
  });

  it('does not take a name that only ends alike for the same owner', () => {
    expect(reasonsOf(id, facts({ addressing: addressing({ replyTo: [address('x@nota.example')] }) }))).toHaveLength(1);
  });

  it('is silent without Reply-To and without From', () => {
    expect(reasonsOf(id, facts())).toEqual([]);
    expect(reasonsOf(id, facts({ addressing: addressing({ from: [], replyTo: [address('x@b.example')] }) }))).toEqual([]);
  });

  it('waits for no DNS', () => {
    expect(openFor(id, facts())).toEqual([]);
  });
});
