/** What is being read right now: how far it is, how fast it goes, how long it will take, and the button that stops it. */
import { cancelJobs } from '../../actions/evidence.ts';
import { jobWords } from '../../case-words.ts';
import { useClock } from '../../components/clock.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { formatRate, formatRest, paceOfAll, shareOf } from '../../job-rate.ts';
import { sumJobs } from '../../selectors.ts';
import { type Job, useWaybill } from '../../store.ts';
import { formatBytes } from '../../text.ts';
import { count } from '../../words.ts';

/** A rate that stands still because nothing moves must be seen to fall. */
const tickMilliseconds = 1_000;

/** What is through: files; then rows where there are some, and bytes of large files. */
export function throughOf({ done, total, records, bytes, ofBytes }: Job): { readonly files: string; readonly within: string } {
  const within = [
    ...(records > 0 ? [count(records, 'row')] : []),
    ...(ofBytes > 0 ? [`${formatBytes(bytes)} of ${formatBytes(ofBytes)}`] : []),
  ];
  return { files: `${done.toLocaleString('en-GB')} of ${count(total, 'file')}`, within: within.join(' · ') };
}

/** What stays in the case and what is left out if the job ends now. */
export function consequenceOf({ done, total, records }: Job): string {
  const stays = jobWords.stays(count(done, 'file'), records > 0 ? count(records, 'row') : null);
  return total > done ? `${stays} ${jobWords.restGone(count(total - done, 'file'))}` : stays;
}

function Running({ job }: { readonly job: Job }) {
  const moments = useWaybill((state) => state.moments);
  const now = useClock(tickMilliseconds);
  // A moment may be newer than the tick.
  const newest = [...moments.values()].reduce((latest, each) => Math.max(latest, each.at(-1)?.at ?? 0), now);
  const { rate, restSeconds } = paceOfAll(moments, newest);
  return (
    <ProgressBar
      share={shareOf(job)}
      {...throughOf(job)}
      failed={job.failed > 0 ? `${job.failed.toLocaleString('en-GB')} failed` : null}
      pace={[...(rate === null ? [] : [formatRate(rate)]), ...(restSeconds === null ? [] : [formatRest(restSeconds)])].join(' · ')}
      consequence={consequenceOf(job)}
      onStop={() => void cancelJobs()}
    />
  );
}

export function JobProgress() {
  const job = useWaybill((state) => sumJobs(state.jobs));
  return job === null ? null : <Running job={job} />;
}
