/** Recognises a shared pool where the snapshot lacks the operator's records: by the bundled baseline, with the date of the copies. */
import type { PoolPresumption } from '../authentication/replay.ts';
import { presumePass } from '../authentication/spf/presumption.ts';
import type { DnsSnapshot } from '../facts/dns.ts';
import type { Infrastructure } from '../facts/infrastructure.ts';
import { baselineAge, baselineSnapshot } from './baseline.ts';

/** `copies` are the dated records to presume by; the bundled ones where none are given. */
export function createPoolPresumption(infrastructure: Infrastructure, copies: DnsSnapshot = baselineSnapshot()): PoolPresumption {
  return (evaluation, resolver, time) => {
    const instant = time ?? 0;
    const pass = presumePass(evaluation, resolver, copies.at(instant));
    const operator = pass === null ? null : infrastructure.operatorOfSpfPath(pass.path);
    if (pass === null || operator === null) return null;
    const ages = pass.sources.flatMap((source) => baselineAge(source, instant) ?? []);
    const days = ages.map(({ seen }) => seen);
    // ISO 8601 days sort as text.
    const oldest = days.includes(null) ? null : ([...days].sort()[0] ?? null);
    return { operator, mechanism: pass.mechanism, path: pass.path, seen: oldest, isStale: ages.some(({ isStale }) => isStale) };
  };
}
