/**
 * The bundled baseline: dated copies of the SPF records that shared operators publish, for the day when the snapshot holds a domain's own record
 * but not the records that it includes.
 *
 * It is knowledge, not evidence. So it lies below every snapshot (`layerSnapshots`), where any answer of the user's stands above it, and it never
 * decides a check: what is unknown stays unknown, with its questions. It only serves to say through whose shared pool a message *would* pass if the
 * copies still held (`authentication/spf/presumption.ts`), with the date that the copy was seen last. Whoever wants to reckon with it as DNS says
 * so: `--baseline` of the command line and a switch in the window call `aboveBaseline`. It is off unless somebody switches it on, because "unknown"
 * is a result, and a copy of another day is not what DNS said at the time of receipt. Each check then names its copies (`bundled-copies.ts`).
 *
 * The ranges of the catalogue (`operators/*.json`) say *who* runs an address, split by pool; these records say *what was published*, word for word and
 * by date. Neither can be made from the other; a test holds them together.
 */
import { z } from 'zod';
import { layerSnapshots } from '../dns/layers.ts';
import { rrSet, type SnapshotFile } from '../dns/rr-set.ts';
import { buildSnapshot } from '../dns/snapshot.ts';
import type { DnsSnapshot } from '../facts/dns.ts';
import file from './baseline/spf-records.json';

const Version = z.strictObject({
  text: z.string().startsWith('v=spf1'),
  /** First and last day that the copy was seen in force; null where no source says so. */
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
  /** `dated`: a source names the day. `estimated`: the age of the source does. `undated`: the newest of several copies. */
  basis: z.enum(['dated', 'estimated', 'undated']),
});
const Baseline = z.strictObject({
  /** The day the copies were compared. */
  compared: z.iso.date(),
  source: z.string(),
  records: z.array(z.strictObject({ name: z.string(), versions: z.array(Version).min(1) })),
});

/** Copies that were seen last this long before the time in question are called stale. */
const freshMilliseconds = 366 * 24 * 60 * 60 * 1_000;
const dayMilliseconds = 24 * 60 * 60 * 1_000;
const sourcePrefix = 'baseline, ';

let read: { readonly file: SnapshotFile; readonly snapshot: DnsSnapshot; readonly compared: string } | null = null;

/** The day on which the bundled copies were compared, ISO 8601. */
export function baselineDate(): string {
  return readBaseline().compared;
}

/** The copies as a snapshot file. Each answer's source says `baseline` and when the copy was seen. */
export function baselineFile(): SnapshotFile {
  return readBaseline().file;
}

export function baselineSnapshot(): DnsSnapshot {
  return readBaseline().snapshot;
}

/** The user's snapshot with the copies below it: they answer only what it does not know. */
export function aboveBaseline(snapshot: DnsSnapshot): DnsSnapshot {
  return layerSnapshots(snapshot, baselineSnapshot());
}

/** What there is to say of the copies as a whole. */
export interface BaselineSummary {
  /** The day on which the copies were compared, ISO 8601. */
  readonly compared: string;
  /** Names whose record is held. */
  readonly names: number;
  /** The last day on which any copy was seen in force. */
  readonly newest: string | null;
  /** Names whose newest copy is stale at the time in question. */
  readonly stale: number;
}

/** `time` in milliseconds since the epoch, UTC. */
export function summariseBaseline(time: number): BaselineSummary {
  const newest = new Map<string, BaselineAge>();
  for (const { name, source } of baselineFile().rrsets) {
    const age = baselineAge(source, time);
    const other = newest.get(name);
    if (age !== null && (other === undefined || (age.seen ?? '') >= (other.seen ?? ''))) newest.set(name, age);
  }
  const ages = [...newest.values()];
  const days = ages.flatMap(({ seen }) => seen ?? []).sort();
  return {
    compared: baselineDate(),
    names: ages.length,
    newest: days.at(-1) ?? null,
    stale: ages.filter(({ isStale }) => isStale).length,
  };
}

export interface BaselineAge {
  /** The last day that the copy was seen in force, ISO 8601; null where no source says so. */
  readonly seen: string | null;
  /** Whether that is more than a year before the time in question, or not known. */
  readonly isStale: boolean;
}

/** How old an answer of the baseline is at a time (milliseconds since the epoch, UTC), by its source; null where it is not of the baseline. */
export function baselineAge(source: string | null, time: number): BaselineAge | null {
  if (source === null || !source.startsWith(sourcePrefix)) return null;
  const seen = /\d{4}-\d\d-\d\d$/.exec(source)?.[0] ?? null;
  return { seen, isStale: seen === null || time - Date.parse(`${seen}T00:00:00Z`) > freshMilliseconds };
}

function readBaseline() {
  if (read !== null) return read;
  const baseline = Baseline.parse(file);
  const rrsets = baseline.records.flatMap(({ name, versions }) =>
    versions.map(({ text, from, until }) => {
      const last = until ?? from;
      return rrSet(name, 'TXT', [text], {
        timeFirst: from === null ? null : Date.parse(from) / 1_000,
        timeLast: until === null ? null : (Date.parse(until) + dayMilliseconds) / 1_000 - 1,
        source: `${sourcePrefix}${last === null ? 'undated copy' : `seen ${last}`}`,
      });
    }),
  );
  const snapshotFile: SnapshotFile = { name: 'baseline', format: 'native', rrsets, complete: false, origins: [], notes: [] };
  read = { file: snapshotFile, snapshot: buildSnapshot([snapshotFile]), compared: baseline.compared };
  return read;
}
