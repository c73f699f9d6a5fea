import { describe, expect, it } from 'vitest';
import { openFor, reasonsOf } from '../examine.ts';
import { addressing, facts, known, place } from '../facts.ts';

const id = 'lookalike-domain';

const from = (name: string, domains: readonly string[]) =>
  facts({ from: { domains: [name], places: [place(10)] }, known: known({ domains }) });

describe(id, () => {
  it('notes a name that can be misread as a known one, as a claim that supports', () => {
    expect(reasonsOf(id, from('rnodem.example', ['modem.example']))).toEqual([
      {
        signal: id,
        points: 'misaligned-sender',
        weight: 'supporting',
        trust: 'claimed',
        source: 'replay',
        text: 'rnodem.example can be misread as a domain that this case knows.',
        places: [place(10)],
      },
    ]);
  });

  it.each([
    ['paypa1.example', 'paypal.example'],
    ['paypai.example', 'paypal.example'],
    ['g00gle.example', 'google.example'],
    ['vvidget.example', 'widget.example'],
    ['acme-bank.example', 'acmebank.example'],
    ['аcme.example', 'acme.example'],
    ['5ales.example', 'sales.example'],
  ])('sees %s beside %s', (name, knownDomain) => {
    expect(reasonsOf(id, from(name, [knownDomain]))).toHaveLength(1);
  });

  it.each([
    ['acme.example', 'acme.example'],
    ['mail.acme.example', 'acme.example'],
    ['acme.example', 'other.example'],
    ['acme.test', 'acme.example'],
  ])('is silent on %s beside %s', (name, knownDomain) => {
    expect(reasonsOf(id, from(name, [knownDomain]))).toEqual([]);
  });

  it('notes an address of another domain in the display name', () => {
    const given = facts({ addressing: addressing({ namedInDisplayName: ['a.example', 'bank.example'] }) });
    expect(reasonsOf(id, given).map(({ text, trust, places }) => [text, trust, places])).toEqual([
      ['The display name shows bank.example, the address is at a.example.', 'claimed', [place(10)]],
    ]);
  });

  it.each(['a.example', 'mail.a.example'])('is silent where the display name shows %s', (name) => {
    expect(reasonsOf(id, facts({ addressing: addressing({ namedInDisplayName: [name] }) }))).toEqual([]);
  });

  it('is silent without a From domain, and waits for no DNS', () => {
    expect(reasonsOf(id, facts({ from: { domains: [], places: [] }, known: known({ domains: ['a.example'] }) }))).toEqual([]);
    expect(openFor(id, facts())).toEqual([]);
  });
});
