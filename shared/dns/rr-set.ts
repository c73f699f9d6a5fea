/** What a snapshot file holds: RRsets with the time they were seen, whatever the format they came in. */

/** One answer to one question, as it was recorded. */
export interface RrSet {
  /** Canonical: lower-case A-labels, no final dot; the empty string is the root. */
  readonly name: string;
  /** Upper-case RR type; `ANY` where the answer holds for every type that the name has no record of (NXDOMAIN, a dead server). */
  readonly type: string;
  /** `NOERROR` (no records: there is none of this type), `NXDOMAIN`, or the failure: `SERVFAIL`, `TIMEOUT`, … */
  readonly rcode: string;
  /** As in `DnsAnswer`: TXT strings joined, MX as `10 mx.example`. */
  readonly records: readonly string[];
  /** Seconds since the epoch between which it was seen; null is open on that side. */
  readonly timeFirst: number | null;
  readonly timeLast: number | null;
  /** Who saw it; null where the file does not say. */
  readonly source: string | null;
  /** True where the line gave one record of a set that other lines complete (passive DNS services that list records, not RRsets). */
  readonly partial: boolean;
}

/** One file of a snapshot, read. */
export interface SnapshotFile {
  readonly name: string;
  /** Id of the format that read it. */
  readonly format: string;
  readonly rrsets: readonly RrSet[];
  /** Whether it is a whole world: what it does not hold does not exist. */
  readonly complete: boolean;
  /** Where it is complete: at or below these names only (zone files); empty is everywhere. */
  readonly origins: readonly string[];
  /** What was passed over, in sentences for people. */
  readonly notes: readonly string[];
}

/** The usual case of an RRset: NOERROR, no times. */
export function rrSet(name: string, type: string, records: readonly string[], details: Partial<RrSet> = {}): RrSet {
  return { name, type, rcode: 'NOERROR', records, timeFirst: null, timeLast: null, source: null, partial: false, ...details };
}

/** Puts single records together into RRsets, in the order in which names and types first appear; a repeated record stands once (RFC 2181 section 5). */
export function groupRecords(entries: Iterable<{ readonly name: string; readonly type: string; readonly record: string }>): RrSet[] {
  const groups = new Map<string, { name: string; type: string; records: Set<string> }>();
  for (const { name, type, record } of entries) {
    const key = `${type} ${name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name, type, records: new Set([record]) });
    else group.records.add(record);
  }
  return [...groups.values()].map(({ name, type, records }) => rrSet(name, type, [...records]));
}
