import { describe, expect, it } from 'vitest';
import type { AlignedCheck } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { domain, facts, passage, place, poolPass, question } from '../facts.ts';

const id = 'pool-authorised-by-from-domain';
const grant = (given: Partial<AlignedCheck> = {}) => facts({ shared: passage({ egress: [poolPass({ identity: 'from', ...given })] }) });

describe(id, () => {
  it('shows through which records the From domain lets the pool speak, and only supports', () => {
    expect(reasonsOf(id, grant())).toEqual([
      {
        signal: id,
        points: 'cross-tenant-spoof',
        weight: 'supporting',
        trust: 'vouched',
        source: 'replay',
        text: 'a.example authorises the shared pool of Relay: 198.51.100.9 passes for it (a.example → spf.relay.example).',
        places: [place(1)],
      },
    ]);
  });

  it('leaves the way out where the domain lists the pool’s addresses itself', () => {
    expect(reasonsOf(id, grant({ path: [domain] })).map(({ text }) => text)).toEqual([
      'a.example authorises the shared pool of Relay: 198.51.100.9 passes for it.',
    ]);
  });

  it('passes the trust of the connection on', () => {
    expect(findings(id, grant({ trust: 'attributed' }))).toEqual(['cross-tenant-spoof supporting attributed replay']);
    expect(findings(id, grant({ trust: 'claimed' }))).toEqual(['cross-tenant-spoof supporting claimed replay']);
  });

  it.each<[string, Partial<AlignedCheck>]>([
    ['the domain does not authorise the pool', { result: 'fail', sharedBy: null }],
    ['it authorises the address as its own', { sharedBy: null }],
    ['it authorises another operator', { sharedBy: 'other' }],
    ['it is the MAIL FROM that was checked', { identity: 'mailfrom' }],
  ])('is silent where %s', (_, given) => {
    expect(reasonsOf(id, grant(given))).toEqual([]);
  });

  it('is silent where no shared pool is on the way', () => {
    expect(reasonsOf(id, facts())).toEqual([]);
  });

  it('is not examined while the record is not at hand', () => {
    expect(openFor(id, grant({ result: 'unknown', sharedBy: null, missing: [question(domain)] }))).toEqual(['a.example TXT']);
  });
});
