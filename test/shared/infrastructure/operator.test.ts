/** Entries that users bring along: the same schema, and refusals that name what is wrong. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OperatorEntry, parseOperatorFile } from '../../../shared/infrastructure/operator.ts';
import { acme } from './acme.ts';

describe('parseOperatorFile', () => {
  it('reads one entry or a list, with defaults filled in', () => {
    const expected = { ok: true, value: [OperatorEntry.parse(acme)] };
    expect(parseOperatorFile(JSON.stringify(acme))).toEqual(expected);
    expect(parseOperatorFile(`\uFEFF${JSON.stringify([acme])}`)).toEqual(expected);
    expect(OperatorEntry.parse(acme)).toMatchObject({
      networksComplete: true,
      signing: [],
      stamps: [],
      by: { ingress: [], internal: ['*.lan.acme.example'] },
    });
  });
  it('refuses what is empty, too large or no JSON', () => {
    expect(parseOperatorFile('  ')).toMatchObject({ ok: false, error: { code: 'empty' } });
    expect(parseOperatorFile(' '.repeat(5 * 1024 * 1024))).toMatchObject({ ok: false, error: { code: 'too-large' } });
    expect(parseOperatorFile('{')).toMatchObject({ ok: false, error: { code: 'not-readable' } });
  });
  const pool = acme.pools[0];
  it.each([
    ['an unknown key', { ...acme, colour: 'red' }, '0'],
    ['an id that is no file name', { ...acme, id: 'Acme Relay' }, '0.id'],
    ['a range with bits below its length', { ...acme, pools: [{ ...pool, networks: ['192.0.2.1/24'] }] }, '0.pools.0.networks.0'],
    ['private address space', { ...acme, pools: [{ ...pool, networks: ['10.0.0.0/8'] }] }, '0.pools.0.networks.0'],
    ['a range that holds private space', { ...acme, pools: [{ ...pool, networks: ['0.0.0.0/0'] }] }, '0.pools.0.networks.0'],
    ['a pattern that matches everything', { ...acme, pools: [{ ...pool, hosts: ['*'] }] }, '0.pools.0.hosts.0'],
    ['a pool without a source', { ...acme, pools: [{ ...pool, sources: [] }] }, '0.pools.0.sources'],
    ['a source that is not listed', { ...acme, pools: [{ ...pool, sources: ['rumour'] }] }, '0.pools.0.sources'],
    ['a source without a date', { ...acme, sources: [{ ...acme.sources[0], retrieved: 'lately' }] }, '0.sources.0.retrieved'],
    ['an extractor that does not exist', { ...acme, tenants: [{ ...acme.tenants[0], extract: 'guess' }] }, '0.tenants.0.extract'],
    ['no sources at all', { ...acme, sources: [] }, '0.sources'],
  ])('refuses %s and says where', (_what, entry, at) => {
    expect(parseOperatorFile(JSON.stringify(entry))).toMatchObject({ ok: false, error: { code: 'not-readable', at } });
  });
  it('refuses the same id twice', () => {
    expect(parseOperatorFile(JSON.stringify([acme, acme]))).toMatchObject({ ok: false, error: { code: 'not-readable', at: 'acme-relay' } });
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(typeof parseOperatorFile(text).ok).toBe('boolean');
      }),
    );
  });
});
