/** Jobs that go on for as long as the page is looked at: a folder of small reports beside one large one. */
import type { MemoryClient } from '../helpers/memory-client.ts';

const tick = 100;

/** Tells of two jobs, ten times a second. */
export function runJobs(client: MemoryClient): void {
  let ticks = 0;
  setInterval(() => {
    ticks += 1;
    const small = { done: ticks * 12, total: 20_000, failed: Math.floor(ticks / 20), records: ticks * 2_040, bytes: 0, ofBytes: 0 };
    const large = { done: 0, total: 1, failed: 0, records: ticks * 9_100, bytes: ticks * 3_600_000, ofBytes: 1_100_000_000 };
    client.emit('job.progress', { job: 'folder', ...small, finished: false });
    client.emit('job.progress', { job: 'large', ...large, finished: false });
  }, tick);
}
