/** Where a snapshot is a whole world: what it does not hold there does not exist. */
import { isCanonicalSubdomainOrEqual } from '../names/domain-name.ts';
import type { SnapshotFile } from './rr-set.ts';

export interface World {
  /** Whether the name lies where some file is complete. */
  covers(name: string): boolean;
  /** Whether the name has records or has names below it (RFC 8020, RFC 4592 section 2.2.2: an empty non-terminal exists). */
  exists(name: string): boolean;
  /** The wildcard that answers for a name that does not exist (RFC 4592 section 3.3.1), or null. Only zone files have wildcards. */
  wildcardFor(name: string): string | null;
}

const nowhere: World = { covers: () => false, exists: () => false, wildcardFor: () => null };

export function describeWorld(files: readonly SnapshotFile[]): World {
  const complete = files.filter((file) => file.complete);
  if (complete.length === 0) return nowhere;
  const everywhere = complete.some((file) => file.origins.length === 0);
  const origins = complete.flatMap((file) => file.origins);
  const names = namesOf(files);
  const cuts = zoneCuts(complete);
  const isInZone = (name: string) =>
    origins.some((origin) => isWithin(name, origin)) && !ancestry(name).some((ancestor) => cuts.has(ancestor));
  return {
    covers: (name) => everywhere || isInZone(name),
    exists: (name) => names.has(name),
    wildcardFor(name) {
      if (!isInZone(name)) return null;
      const encloser = ancestry(name).find((ancestor) => names.has(ancestor));
      const wildcard = encloser === undefined || encloser === '' ? '*' : `*.${encloser}`;
      return names.has(wildcard) ? wildcard : null;
    },
  };
}

/** All names with records, and all names above them. */
function namesOf(files: readonly SnapshotFile[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files) {
    for (const set of file.rrsets) {
      // NOERROR without records means that the name exists. A failure or NXDOMAIN does not say so.
      if (set.rcode !== 'NOERROR') continue;
      for (const name of ancestry(set.name)) {
        if (names.has(name)) break;
        names.add(name);
      }
    }
  }
  return names;
}

/** Names below an origin that are delegated to other servers: the file does not know what stands there. */
function zoneCuts(files: readonly SnapshotFile[]): ReadonlySet<string> {
  const cuts = new Set<string>();
  for (const file of files) {
    for (const set of file.rrsets) {
      if (set.type === 'NS' && file.origins.length > 0 && !file.origins.includes(set.name)) cuts.add(set.name);
    }
  }
  return cuts;
}

/** The name itself and all names above it, up to the root. */
function ancestry(name: string): string[] {
  const chain = [name];
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) chain.push(name.slice(dot + 1));
  if (name !== '') chain.push('');
  return chain;
}

function isWithin(name: string, origin: string): boolean {
  return origin === '' || isCanonicalSubdomainOrEqual(name, origin);
}
