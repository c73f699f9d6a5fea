/** How fast a job goes and how long it will still take, from how far it was at past moments. Pure: the time is handed in. */
import type { Job, JobMoment } from './store.ts';

export type PaceUnit = 'bytes' | 'rows' | 'files';

export interface Pace {
  /** What counts for this job, and how many of it a second; null until that can be told. */
  readonly rate: { readonly unit: PaceUnit; readonly perSecond: number } | null;
  /** Null until it can be told. */
  readonly restSeconds: number | null;
}

/** Rates are means over this long: shorter ones jump, longer ones hide that something is stuck. */
const windowMilliseconds = 10_000;
/** A moment sooner after the last one takes its place; else a fast job would keep thousands. */
const spacingMilliseconds = 250;
/** Before this long a rate says more about the start than about the job. */
const settledMilliseconds = 2_000;

/** The moments with a new one, oldest first: those of the window, and one from before it. */
export function addMoment(moments: readonly JobMoment[], moment: JobMoment): readonly JobMoment[] {
  const last = moments.at(-1);
  const replaces = moments.length > 1 && last !== undefined && moment.at - last.at < spacingMilliseconds;
  const all = [...(replaces ? moments.slice(0, -1) : moments), moment];
  const inWindow = all.findIndex(({ at }) => at >= moment.at - windowMilliseconds);
  return all.slice(Math.max(0, inWindow - 1));
}

function unitOf(job: Job): PaceUnit {
  if (job.ofBytes > 0 && job.bytes < job.ofBytes) return 'bytes';
  return job.records > 0 ? 'rows' : 'files';
}

const amounts: Readonly<Record<PaceUnit, (job: Job) => number>> = {
  bytes: (job) => job.bytes,
  rows: (job) => job.records,
  files: (job) => job.done,
};

/** Mean amount a second over the window that ends now; null while too little time has passed. */
function meanOf(moments: readonly JobMoment[], now: number, amount: (job: Job) => number): number | null {
  const [first] = moments;
  const last = moments.at(-1);
  if (first === undefined || last === undefined || now - first.at < settledMilliseconds) return null;
  return Math.max(0, amount(last) - amount(first)) / ((now - first.at) / 1_000);
}

/** The pace of one job at the time `now`, in milliseconds of the same clock as the moments. The rest goes by bytes where they are known, else by files. */
export function paceOf(moments: readonly JobMoment[], now: number): Pace {
  const last = moments.at(-1);
  if (last === undefined) return { rate: null, restSeconds: null };
  const unit = unitOf(last);
  const perSecond = meanOf(moments, now, amounts[unit]);
  const isByBytes = unit === 'bytes';
  const left = isByBytes ? last.ofBytes - last.bytes : last.total - last.done;
  const speed = meanOf(moments, now, amounts[isByBytes ? 'bytes' : 'files']);
  return {
    rate: perSecond === null ? null : { unit, perSecond },
    restSeconds: speed === null || speed === 0 ? null : left / speed,
  };
}

/** The pace of all running jobs together: rates of the unit that tells most add up, and the rest is that of the slowest. */
export function paceOfAll(jobs: ReadonlyMap<string, readonly JobMoment[]>, now: number): Pace {
  const paces = [...jobs.values()].map((moments) => paceOf(moments, now));
  const unit = (['bytes', 'rows', 'files'] as const).find((each) => paces.some(({ rate }) => rate?.unit === each));
  const rates = paces.flatMap(({ rate }) => (rate !== null && rate.unit === unit ? [rate.perSecond] : []));
  const rests = paces.flatMap(({ restSeconds }) => (restSeconds === null ? [] : [restSeconds]));
  return {
    rate: unit === undefined ? null : { unit, perSecond: rates.reduce((sum, each) => sum + each, 0) },
    restSeconds: rests.length === 0 || rests.length < paces.length ? null : Math.max(...rests),
  };
}

/** How much is through, from 0 to 1: by bytes where large files are read, else by files. */
export function shareOf(job: Job): number {
  const share = job.ofBytes > 0 ? job.bytes / job.ofBytes : job.done / Math.max(job.total, 1);
  return Math.min(1, Math.max(0, share));
}

function roundRate(perSecond: number): string {
  if (perSecond >= 100) return Number(perSecond.toPrecision(2)).toLocaleString('en-GB');
  return perSecond >= 10 ? perSecond.toFixed(0) : perSecond.toFixed(1);
}

/** `12 MB/s`, `84,000 rows/s`, `3.2 files/s`. */
export function formatRate({ unit, perSecond }: NonNullable<Pace['rate']>): string {
  return unit === 'bytes' ? `${roundRate(perSecond / 1_000_000)} MB/s` : `${roundRate(perSecond)} ${unit}/s`;
}

/** `a few seconds left`, `about 40 s left`, `about 3 min left`, `about 2 h 10 min left`: rounded up, and no finer than it is known. */
export function formatRest(seconds: number): string {
  if (seconds < 8) return 'a few seconds left';
  if (seconds < 50) return `about ${Math.ceil(seconds / 10) * 10} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `about ${minutes} min left`;
  const [hours, rest] = [Math.floor(minutes / 60), Math.ceil((minutes % 60) / 10) * 10];
  if (hours >= 48) return `about ${Math.ceil(hours / 24)} days left`;
  return rest === 0 ? `about ${hours} h left` : rest === 60 ? `about ${hours + 1} h left` : `about ${hours} h ${rest} min left`;
}
