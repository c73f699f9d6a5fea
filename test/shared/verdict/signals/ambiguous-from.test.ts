import { describe, expect, it } from 'vitest';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { addressing, domain, facts, mailbox, place } from '../facts.ts';

const id = 'ambiguous-from';

describe(id, () => {
  it('takes both clearing kinds away where there are two From fields', () => {
    const fromFields = [place(10), place(11)];
    expect(reasonsOf(id, facts({ addressing: addressing({ fromFields }) }))).toEqual(
      ['authentic', 'forwarded'].map((points) => ({
        signal: id,
        points,
        weight: 'countering',
        trust: 'vouched',
        source: 'replay',
        text: 'The message has 2 From fields, where the standard allows one.',
        places: fromFields,
      })),
    );
  });

  it('does so where one field names two domains, and says which', () => {
    const found = reasonsOf(id, facts({ from: { domains: [domain, 'b.example'], places: [place(10), place(10)] } }));
    expect(found.map(({ points, weight, text }) => [points, weight, text])).toEqual([
      ['authentic', 'countering', 'The From field names several domains: a.example, b.example.'],
      ['forwarded', 'countering', 'The From field names several domains: a.example, b.example.'],
    ]);
  });

  it('never accuses: all it says is countering', () => {
    const given = facts({ addressing: addressing({ fromFields: [place(10), place(11)] }) });
    expect(findings(id, given).every((finding) => finding.includes('countering'))).toBe(true);
  });

  it('is silent on two authors of one domain, which RFC 5322 allows', () => {
    const from = [mailbox(`one@${domain}`), mailbox(`two@${domain}`)];
    expect(reasonsOf(id, facts({ addressing: addressing({ from }) }))).toEqual([]);
  });

  it('is silent on an ordinary From, and on none', () => {
    expect(reasonsOf(id, facts())).toEqual([]);
    expect(reasonsOf(id, facts({ addressing: addressing({ from: [], fromFields: [] }), from: { domains: [], places: [] } }))).toEqual([]);
  });

  it('waits for no DNS', () => {
    expect(openFor(id, facts())).toEqual([]);
  });
});
