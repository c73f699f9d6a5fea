/** Replays of DKIM and ARC with the answers of another moment; each moment once. */
import type { ArcCheck, DkimCheck } from '../../facts/authentication.ts';
import { checkArc } from '../arc/check.ts';
import { checkDkim } from '../dkim/check.ts';
import type { ReplaySources } from './situation.ts';

/** More moments than this are not tried for one message: each means that all its signatures are verified again. */
const mostMoments = 12;

export interface Rerun {
  readonly dkim: readonly DkimCheck[];
  readonly arc: ArcCheck;
}

export interface Reruns {
  /** With the DNS as of `moment`, but by the clock of the receipt: what expires does so by the latter. Null beyond the limit. */
  at(moment: number): Promise<Rerun | null>;
}

export function openReruns({ message, snapshot, time }: ReplaySources): Reruns {
  const made = new Map<number, Promise<Rerun>>();
  const run = async (moment: number): Promise<Rerun> => {
    const resolver = snapshot.at(moment);
    return { dkim: await checkDkim(message, resolver, time ?? 0), arc: await checkArc(message, resolver, time ?? 0) };
  };
  return {
    async at(moment) {
      let rerun = made.get(moment);
      if (rerun === undefined) {
        if (made.size >= mostMoments) return null;
        rerun = run(moment);
        made.set(moment, rerun);
      }
      return rerun;
    },
  };
}
