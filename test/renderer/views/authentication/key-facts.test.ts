import { describe, expect, it } from 'vitest';
import { describeKeyFact } from '../../../../renderer/views/authentication/key-facts.ts';
import type { DkimCheck, DkimKeyFact } from '../../../../shared/facts/authentication.ts';
import { dkimCheck } from '../../fixtures/facts.ts';

const key: DkimKeyFact = {
  name: 's1._domainkey.a.example',
  record: 'v=DKIM1; p=AAAA',
  recordCount: 1,
  hashes: null,
  services: ['*'],
  flags: [],
  note: null,
  granularity: null,
  firstSeen: null,
  lastSeen: null,
};
const receivedAt = '2026-01-10T00:00:00Z';

function facts(changes: Partial<DkimKeyFact>, check: Partial<DkimCheck> = {}, received: string | null = receivedAt) {
  const place = { header: 0, start: 0, end: 1 };
  const described = dkimCheck({ place, domain: 'a.example', selector: 's1', result: 'pass', key: { ...key, ...changes }, ...check });
  return describeKeyFact(described, received).map(({ label, text, isCaution }) => `${isCaution ? '! ' : ''}${label} ${text}`);
}

describe('a DKIM key in words', () => {
  it('says its size, its age and that nothing limits it', () => {
    expect(facts({})).toEqual(['Size RSA, 2048 bits', 'Seen the snapshot does not say when', 'h= any hash', 's= any service']);
    expect(
      describeKeyFact(dkimCheck({ place: { header: 0, start: 0, end: 1 }, domain: 'a', selector: 's', result: 'unknown' }), null),
    ).toEqual([]);
  });

  it('says everything that its owner limits it to', () => {
    expect(
      facts({
        recordCount: 3,
        flags: ['y', 's'],
        hashes: ['sha256'],
        services: ['email'],
        granularity: 'bob*',
        note: 'rotate yearly',
      }).slice(2),
    ).toEqual([
      '! Records 3 at the selector, where one is expected; each was tried, and the one below decided',
      '! t=y test mode: the owner asks that the signature count for nothing',
      't=s i= must name the signing domain itself, no subdomain',
      'h= sha256 only',
      's= for email only',
      '! g= “bob*”: verifiers of RFC 4871 took the key for such local parts only; since RFC 6376 (2011) it is ignored',
      'n= “rotate yearly”',
    ]);
  });

  it.each([
    [{ keyBits: 512 }, '! Size RSA, 512 bits: too short to count, anybody may have computed the private key (RFC 8301)'],
    [{ keyBits: 1024 }, 'Size RSA, 1024 bits: the least that counts; 2048 are recommended (RFC 8301)'],
    [{ keyBits: 256, algorithm: 'ed25519-sha256' }, 'Size Ed25519, 256 bits'],
    [{ keyBits: null }, 'Size not known: the record gives no key'],
  ] as const)('judges its size: %j', (check, expected) => {
    expect(facts({}, check)[0]).toBe(expected);
  });

  it.each([
    ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', 'Seen from 1 Jan 2026 up to 1 Feb 2026; 9 days old at the receipt'],
    [null, '2026-02-01T00:00:00Z', 'Seen up to 1 Feb 2026, at the receipt too'],
    ['2026-01-12T00:00:00Z', null, '! Seen from 12 Jan 2026: first 2 days after the receipt'],
    ['2026-01-01T00:00:00Z', '2026-01-09T00:00:00Z', '! Seen from 1 Jan 2026 up to 9 Jan 2026: last 1 day before the receipt'],
  ] as const)('compares when it was seen with the receipt: %s to %s', (firstSeen, lastSeen, expected) => {
    expect(facts({ firstSeen, lastSeen })[1]).toBe(expected);
  });

  it('compares nothing where the receipt is not known', () => {
    expect(facts({ firstSeen: '2026-01-12T00:00:00Z' }, {}, null)[1]).toBe('Seen from 12 Jan 2026');
  });
});
