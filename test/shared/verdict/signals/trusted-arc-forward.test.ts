import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { arcCheck, claim, domain, facts, place, question, receiver, signature, spfCheck } from '../facts.ts';

const id = 'trusted-arc-forward';
const sealed = {
  field: 'arc-authentication-results',
  instance: 1,
  method: 'dkim',
  selector: 's1',
  about: 'other',
  place: place(15),
} as const;

describe(id, () => {
  it('believes a sealer that we know, whose chain verifies, that the author’s signature was intact', () => {
    expect(reasonsOf(id, facts({ claims: [claim(sealed)] }))).toEqual([
      {
        signal: id,
        points: 'forwarded',
        weight: 'strong',
        trust: 'vouched',
        source: 'operator-record',
        text: 'ARC set 1 of a chain that verifies records dkim=pass for a.example, when the message reached the service that sealed it.',
        places: [place(15), place(10)],
      },
    ]);
  });

  it('takes a signature of any domain of the same organization', () => {
    expect(findings(id, facts({ claims: [claim({ ...sealed, domain: 'mail.a.example', aligned: true })] }))).toEqual([
      'forwarded strong vouched operator-record',
    ]);
  });

  it('says it once, whatever many sets say', () => {
    expect(findings(id, facts({ claims: [claim(sealed), claim({ ...sealed, instance: 2 })] }))).toHaveLength(1);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['the seal verifies but not its message signature (attributed)', { claims: [claim({ ...sealed, trust: 'attributed' })] }],
    ['the set is only claimed', { claims: [claim({ ...sealed, trust: 'claimed' })] }],
    ['the pass is nominal: no trace of a signature', { claims: [claim({ ...sealed, selector: null })] }],
    ['the recorded signature is of another domain', { claims: [claim({ ...sealed, domain: 'b.example' })] }],
    ['the record is of SPF', { claims: [claim({ ...sealed, method: 'spf' })] }],
    ['the record says fail', { claims: [claim({ ...sealed, result: 'fail' })] }],
    ['it is the receiver’s own set', { claims: [claim({ ...sealed, about: 'receiver' })] }],
    ['it is no ARC set', { claims: [claim({ ...sealed, field: 'operator-results' })] }],
    ['the signature still verifies', { claims: [claim(sealed)], signatures: [signature()] }],
    ['the domain’s own host delivered it', { claims: [claim(sealed)], receiver: receiver({ checks: [spfCheck()] }) }],
    ['there are two From domains', { claims: [claim(sealed)], from: { domains: [domain, 'b.example'], places: [] } }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, facts(given))).toEqual([]);
  });

  it('is not examined while the sealer’s key is not at hand', () => {
    const arc = arcCheck({ result: 'unknown', code: 'keys-not-captured', missing: [question('arc._domainkey.relay.example')] });
    expect(openFor(id, facts({ arc, claims: [claim({ ...sealed, trust: 'claimed' })] }))).toEqual(['arc._domainkey.relay.example TXT']);
  });
});
