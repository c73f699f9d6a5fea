/** Snapshots for tests, written as a map of names. */

import { readOwnerName, readRecord } from '../../shared/dns/record-data.ts';
import { rrSet, type SnapshotFile } from '../../shared/dns/rr-set.ts';
import { buildSnapshot } from '../../shared/dns/snapshot.ts';
import type { DnsSnapshot } from '../../shared/facts/dns.ts';

/** `'NXDOMAIN'`, `'SERVFAIL'` or another rcode where the answer is none; an empty list is NODATA. */
export type ZoneAnswer = readonly string[] | string;
export type Zone = Readonly<Record<string, Readonly<Record<string, ZoneAnswer>>>>;

/** The zone as a snapshot file. `complete` (the default) is a whole world: what it does not hold does not exist; else that is not captured. */
export function zoneFile(zone: Zone, { complete = true, name = 'zone' }: { complete?: boolean; name?: string } = {}): SnapshotFile {
  const rrsets = Object.entries(zone).flatMap(([owner, answers]) =>
    Object.entries(answers).map(([type, answer]) => {
      const canonical = readOwnerName(owner);
      if (canonical === null) throw new Error(`Not a name: ${owner}`);
      if (typeof answer === 'string') return rrSet(canonical, type, [], { rcode: answer });
      const records = answer.map((record) => {
        const read = readRecord(type, record);
        if (read === null) throw new Error(`Not a ${type} record: ${record}`);
        return read;
      });
      return rrSet(canonical, type, records);
    }),
  );
  return { name, format: 'native', rrsets, complete, origins: [], notes: [] };
}

/** `zoneSnapshot({ 'a.example': { TXT: ['v=spf1 a -all'], A: ['192.0.2.1'], MX: ['10 mx.a.example'] } })` */
export function zoneSnapshot(zone: Zone, options: { complete?: boolean } = {}): DnsSnapshot {
  return buildSnapshot([zoneFile(zone, options)]);
}
