/** RRsets by type and name, and the choice among several by time. */
import type { DnsAnswer, DnsSeen } from '../facts/dns.ts';
import type { RrSet, SnapshotFile } from './rr-set.ts';

interface Candidate {
  readonly set: RrSet;
  readonly source: string;
  readonly answer: DnsAnswer;
  readonly seen: DnsSeen;
}

/** How a candidate's time range lies to the instant asked for. */
export interface Pick {
  readonly answer: DnsAnswer;
  /** Seconds between the range and the instant; 0 where the range holds it. */
  readonly distance: number;
  readonly seen: DnsSeen;
  /** The answer as it was recorded. */
  readonly set: RrSet;
}

export interface AnswerIndex {
  /** The best answer recorded for exactly this name and type, at `time` (seconds since the epoch); null where none was recorded. */
  pick(type: string, name: string, time: number): Pick | null;
  /** When the answers recorded for exactly this name and type, or for all types of it, were seen. */
  seen(type: string, name: string): readonly DnsSeen[];
  readonly size: number;
}

/** Later files stand behind earlier ones: among equals the later answer wins. */
export function indexAnswers(files: readonly SnapshotFile[]): AnswerIndex {
  const byType = new Map<string, Map<string, Candidate[]>>();
  let size = 0;
  for (const file of files) {
    for (const set of file.rrsets) {
      size++;
      let byName = byType.get(set.type);
      if (byName === undefined) {
        byName = new Map();
        byType.set(set.type, byName);
      }
      const source = set.source ?? file.name;
      const candidate = { set, source, answer: answerOf(set, set.records, source), seen: seenOf(set) };
      const candidates = byName.get(set.name);
      if (candidates === undefined) byName.set(set.name, [candidate]);
      else candidates.push(candidate);
    }
  }
  return {
    size,
    pick(type, name, time) {
      const candidates = byType.get(type)?.get(name);
      return candidates === undefined ? null : choose(candidates, time);
    },
    seen(type, name) {
      return [...(byType.get(type)?.get(name) ?? []), ...(byType.get('ANY')?.get(name) ?? [])].map(({ seen }) => seen);
    },
  };
}

function answerOf(set: RrSet, records: readonly string[], source: string): DnsAnswer {
  if (set.rcode === 'NXDOMAIN') return { kind: 'absent', reason: 'nxdomain', source };
  if (set.rcode !== 'NOERROR') return { kind: 'failed', rcode: set.rcode, source };
  return records.length === 0 ? { kind: 'absent', reason: 'nodata', source } : { kind: 'records', records, source };
}

/** product.md, DNS snapshot: the one whose range holds the time wins, then the nearest. */
function choose(candidates: readonly Candidate[], time: number): Pick {
  let best = candidates[0];
  if (best === undefined) throw new Error('An indexed name has at least one answer.');
  for (const candidate of candidates) {
    if (compare(candidate.set, best.set, time) >= 0) best = candidate;
  }
  const distance = distanceTo(best.set, time);
  const answer = best.set.partial ? completeSet(best, candidates, time, distance) : best.answer;
  return { answer, distance, seen: best.seen, set: best.set };
}

function seenOf({ timeFirst, timeLast }: RrSet): DnsSeen {
  return { first: timeFirst === null ? null : timeFirst * 1_000, last: timeLast === null ? null : timeLast * 1_000 };
}

/** Positive where `one` is the better answer at `time`. */
function compare(one: RrSet, other: RrSet, time: number): number {
  const nearness = distanceTo(other, time) - distanceTo(one, time);
  if (nearness !== 0 && !Number.isNaN(nearness)) return nearness;
  // A failure tells of the asking, not of the name.
  const answered = Number(isAnswered(one)) - Number(isAnswered(other));
  if (answered !== 0) return answered;
  // Among ranges that hold the time, the narrowest says most; a record without times says least.
  const narrowness = lengthOf(other) - lengthOf(one);
  if (narrowness !== 0 && !Number.isNaN(narrowness)) return narrowness;
  const recency = (one.timeFirst ?? -Infinity) - (other.timeFirst ?? -Infinity);
  return Number.isNaN(recency) ? 0 : recency;
}

/** A service that lists records one by one: all that were seen at that time make up the set. */
function completeSet(best: Candidate, candidates: readonly Candidate[], time: number, distance: number): DnsAnswer {
  const records = new Set<string>();
  for (const { set } of candidates) {
    const belongs =
      distance === 0 ? distanceTo(set, time) === 0 : set.timeFirst === best.set.timeFirst && set.timeLast === best.set.timeLast;
    if (set.partial && belongs) for (const record of set.records) records.add(record);
  }
  return answerOf(best.set, [...records], best.source);
}

function distanceTo(set: RrSet, time: number): number {
  const first = set.timeFirst ?? -Infinity;
  const last = set.timeLast ?? Infinity;
  return time < first ? first - time : time > last ? time - last : 0;
}

function lengthOf(set: RrSet): number {
  return (set.timeLast ?? Infinity) - (set.timeFirst ?? -Infinity);
}

function isAnswered(set: RrSet): boolean {
  return set.rcode === 'NOERROR' || set.rcode === 'NXDOMAIN';
}
