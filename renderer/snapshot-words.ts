/** What the panels of the DNS snapshot, the public suffix list and the open questions say. */
import type { SnapshotReport } from '../shared/contract.ts';
import { formatDays } from './text.ts';
import { count } from './words.ts';

type FileSummary = SnapshotReport['files'][number];
type Conflict = SnapshotReport['conflicts'][number];

export const snapshotWords = {
  contradict: 'Contradictions',
  contradictMeaning:
    'Files of the snapshot say different things of the same question at the same time. One of them is used; which one, stands here.',
  used: 'used',
  answersFor: 'As of',
  newest: 'As of the newest answers',
  moreConflicts: (amount: number) => `${count(amount, 'more contradiction')}; waybill dns report lists them all.`,
  notCompared: 'Too many answers to look for contradictions here; waybill dns report lists them.',
  baseline: 'Bundled operator records',
  baselineMeaning:
    'Lets dated copies of well-known operators’ SPF records answer what the snapshot does not. Off unless you switch it on: “unknown” is a result, and a copy of another day is not what DNS said when the message came. Any answer of a file wins. Checks name the copies that they rest on, and confirm no verdict.',
  suffixes: 'Public suffix list',
  suffixesMeaning: 'Decides which names belong to one organisation: for alignment by RFC 7489, and wherever names are compared.',
  bundledList: 'The bundled list',
  inPlaceOf: 'in place of the bundled list of',
  dateUnknown: 'date not known',
  addSuffixes: 'Use a file…',
  forgetSuffixes: 'Back to the bundled list',
  inTheCase: 'In the whole case',
  copyAhead: 'Copy with what may follow',
  copyAheadHint: 'Also what the answers may lead to: fewer rounds, at the price of questions that may prove needless',
} as const;

/** `12 answers, 3 absences, 1 failure` */
export function holdingsOf({ answers, absences, failures }: FileSummary): string {
  const parts = [
    [answers, 'answer'],
    [absences, 'absence'],
    [failures, 'failure'],
  ] as const;
  const present = parts.filter(([amount]) => amount > 0).map(([amount, noun]) => count(amount, noun));
  return present.length === 0 ? 'nothing' : present.join(', ');
}

/** `1 Jan – 3 Mar 2026`; says so where no answer names a time. */
export function timesOf({ earliest, latest }: Pick<FileSummary, 'earliest' | 'latest'>): string {
  return formatDays(dayOf(earliest), dayOf(latest)) || 'without times';
}

/** Whether what the file does not hold does not exist. */
export function worldOf({ complete, origins }: FileSummary): string {
  if (!complete) return 'what it lacks is unknown';
  return origins.length === 0 ? 'a whole world' : `whole below ${origins.slice(0, 3).join(', ')}${origins.length > 3 ? ' …' : ''}`;
}

export const conflictWords: Readonly<Record<Conflict['kind'], string>> = {
  records: 'different records',
  absence: 'records, and none',
  denied: 'records, where another file is a whole world without them',
};

/** What a statement says of its question. */
export function saidBy({ rcode, records }: Conflict['statements'][number]): string {
  if (rcode === 'NXDOMAIN') return 'no such name (NXDOMAIN)';
  if (rcode !== 'NOERROR') return rcode;
  return records.length === 0 ? 'no record of this type (NODATA)' : records.join(' · ');
}

/** When a statement was seen; empty where it does not say. */
export function seenWhen({ timeFirst, timeLast }: Conflict['statements'][number]): string {
  return formatDays(dayOf(timeFirst), dayOf(timeLast));
}

/** `compared 24 Nov 2026, newest seen 18 Feb 2025; 20 of 28 are more than a year old or undated` */
export function ageOfBaseline({ compared, newest, names, stale }: SnapshotReport['baseline']): string {
  const seen = newest === null ? '' : `, newest seen ${formatDays(newest, newest)}`;
  const old = stale === 0 ? '' : `; ${stale} of ${names} are more than a year old or undated`;
  return `compared ${formatDays(compared, compared)}${seen}${old}`;
}

/** `At most 3 rounds of asking remain, 2 where what may follow is asked along.` */
export function roundsLeft({ now, ahead }: { readonly now: number; readonly ahead: number }): string {
  const saved = ahead < now ? `, ${ahead} where what may follow is asked along` : '';
  return `At most ${count(now, 'round')} of asking ${now === 1 ? 'remains' : 'remain'}${saved}.`;
}

/** Seconds since the epoch as `YYYY-MM-DD` in UTC. */
function dayOf(seconds: number | null): string | null {
  const milliseconds = (seconds ?? Number.NaN) * 1_000;
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString().slice(0, 10) : null;
}
