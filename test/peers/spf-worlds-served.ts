/** A set of worlds as three see it: a name server on loopback, our snapshot read from the same zone files, and the cases themselves. */
import { buildSnapshot } from '../../shared/dns/snapshot.ts';
import type { Resolver } from '../../shared/facts/dns.ts';
import { readSnapshot } from '../helpers/snapshot.ts';
import { type NameServer, startKnot } from './knot.ts';
import { failingZones, failsAlways, generateSpfCases, type SpfCase } from './spf-worlds.ts';
import { zoneTexts } from './zone-text.ts';

export interface ServedWorlds {
  readonly cases: readonly SpfCase[];
  /** Our side: the zone files as a snapshot, and failure where the server fails. */
  readonly resolver: Resolver;
  readonly server: NameServer;
}

/** One big zone holds all worlds, so the server is loaded once. */
export async function serveWorlds(count: number, seed: number): Promise<ServedWorlds> {
  const cases = generateSpfCases(count, seed);
  const zones = zoneTexts(cases);
  return { cases, resolver: snapshotResolver(zones), server: await startKnot(zones, failingZones) };
}

/** Our side of the worlds: the zone files read as a snapshot, and failure where the server fails. */
export function snapshotResolver(zones: ReadonlyMap<string, string>): Resolver {
  const snapshot = buildSnapshot([...zones].map(([zone, text]) => readSnapshot(text, zone))).at(0);
  return {
    resolve: (question) => (failsAlways(question.name) ? { kind: 'failed', rcode: 'SERVFAIL', source: null } : snapshot.resolve(question)),
  };
}
