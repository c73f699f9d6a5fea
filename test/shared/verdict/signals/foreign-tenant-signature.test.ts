import { describe, expect, it } from 'vitest';
import type { VerdictFacts } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { dkimCheck, domain, facts, passage, place, poolPass, question, signature, tenantSignature } from '../facts.ts';

const id = 'foreign-tenant-signature';

describe(id, () => {
  it('names the tenant of the only signature that verifies, and only supports', () => {
    expect(reasonsOf(id, facts({ shared: passage(), signatures: [tenantSignature()] }))).toEqual([
      {
        signal: id,
        points: 'cross-tenant-spoof',
        weight: 'supporting',
        trust: 'vouched',
        source: 'replay',
        text: 'The only signature that verifies is the one Relay makes for its tenant b.relay.example.',
        places: [place(8)],
      },
    ]);
  });

  it('is weaker on an attributed record and silent on a claim', () => {
    const signatures = [
      tenantSignature({ trust: 'attributed', source: 'operator-record' }),
      tenantSignature({ domain: 'c.relay.example', trust: 'claimed' }),
    ];
    expect(findings(id, facts({ shared: passage(), signatures }))).toEqual(['cross-tenant-spoof supporting attributed operator-record']);
  });

  it.each<[string, Partial<VerdictFacts>]>([
    ['a signature of the From domain verifies beside it', { shared: passage(), signatures: [signature(), tenantSignature()] }],
    ['it did not verify', { shared: passage(), signatures: [tenantSignature({ result: 'fail' })] }],
    ['another service made it', { shared: passage(), signatures: [tenantSignature({ operator: 'other' })] }],
    ['the message passed no shared pool', { signatures: [tenantSignature()] }],
    ['nothing is signed', { shared: passage() }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, facts(given))).toEqual([]);
  });

  it('is not examined while answers about the pool or an aligned signature are missing', () => {
    const given = facts({
      shared: passage({ egress: [poolPass({ result: 'unknown', missing: [question('spf.relay.example')] })] }),
      signatures: [signature({ result: 'unknown' })],
      dkim: [dkimCheck({ result: 'unknown', missing: [question(`s1._domainkey.${domain}`)] })],
    });
    expect(openFor(id, given)).toEqual(['s1._domainkey.a.example TXT', 'spf.relay.example TXT']);
  });
});
