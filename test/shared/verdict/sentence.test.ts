import { describe, expect, it } from 'vitest';
import { verdictKinds } from '../../../shared/facts/verdict.ts';
import { type SentenceFacts, verdictSentence } from '../../../shared/verdict/sentence.ts';

const named: Omit<SentenceFacts, 'kind'> = {
  domain: 'a.example',
  operatorName: 'Relay',
  tenant: 'bravo',
  ingressAddress: '203.0.113.66',
  passedSpf: true,
};
const unnamed: Omit<SentenceFacts, 'kind'> = { domain: null, operatorName: null, tenant: null, ingressAddress: null, passedSpf: null };

describe('verdictSentence', () => {
  it.each(verdictKinds)('says %s in one sentence, or two, that ends', (kind) => {
    for (const facts of [named, unnamed]) {
      const sentence = verdictSentence({ kind, ...facts });
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(sentence).not.toMatch(/null|undefined|\s\s| ,|\.\./);
    }
  });

  it.each([
    ['cross-tenant-spoof', ['a.example', 'Relay', 'bravo']],
    ['laundered-pass', ['a.example', 'Relay', '203.0.113.66']],
    ['forwarded', ['a.example']],
    ['authentic', ['a.example']],
    ['shared-pass-unattributed', ['a.example', 'Relay']],
    ['misaligned-sender', ['a.example']],
    ['unauthorised', ['a.example']],
  ] as const)('names in %s what it knows: %j', (kind, names) => {
    const sentence = verdictSentence({ kind, ...named });
    expect(names.filter((name) => !sentence.includes(name))).toEqual([]);
  });

  it.each(verdictKinds)('invents no name in %s', (kind) => {
    expect(verdictSentence({ kind, ...unnamed })).not.toMatch(/example|Relay|bravo|\d+\.\d+/);
  });

  it('does not say that a spoof passed where SPF stopped it', () => {
    const passed = verdictSentence({ kind: 'cross-tenant-spoof', ...named });
    const stopped = verdictSentence({ kind: 'cross-tenant-spoof', ...named, passedSpf: false });
    expect(passed).toMatch(/pass/);
    expect(stopped).toMatch(/SPF.*stopped|stopped.*SPF/);
    expect(stopped).not.toMatch(/pass/);
  });

  it('names every cause of a laundered pass neutrally, the innocent one too', () => {
    expect(verdictSentence({ kind: 'laundered-pass', ...named })).toMatch(/open connector.*compromised tenant.*hijacked name.*own server/);
  });
});
