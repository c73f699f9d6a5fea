import { expect, it } from 'vitest';
import { logLookups } from '../../../shared/dns/resolver.ts';
import { zoneSnapshot } from '../../helpers/zone.ts';

it('logLookups keeps every question with its answer, in the order asked', () => {
  const log = logLookups(zoneSnapshot({ 'a.example': { A: ['192.0.2.1'] } }).at(0));
  log.resolver.resolve({ name: 'a.example', type: 'A' });
  log.resolver.resolve({ name: 'b.example', type: 'TXT' });
  expect(log.lookups).toEqual([
    { question: { name: 'a.example', type: 'A' }, answer: { kind: 'records', records: ['192.0.2.1'], source: 'zone' } },
    { question: { name: 'b.example', type: 'TXT' }, answer: { kind: 'absent', reason: 'nxdomain', source: null } },
  ]);
});

it('names are compared without case and final dot', () => {
  const resolver = zoneSnapshot({ 'Bücher.example': { A: ['192.0.2.1'] } }).at(0);
  expect(['XN--BCHER-KVA.Example.', 'bücher.example'].map((name) => resolver.resolve({ name, type: 'A' }).kind)).toEqual([
    'records',
    'records',
  ]);
});
