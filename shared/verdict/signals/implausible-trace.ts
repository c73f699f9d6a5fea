/** Signal: trace fields that contradict each other. */
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'implausible-trace',
  title: 'Trace fields that contradict each other',
  meaning:
    'Below the trust boundary the Received lines go back in time by more than clocks are wrong, or are not in any form that a mail server writes. They may be forged to hide where the message came from; nothing rests on them.',
  basis: 'RFC 5321 section 4.4 (each server prepends, so times only grow)',
  needs: ['trace'],
  examine({ trace }) {
    const below = trace.hops.filter((hop) => trace.boundaryHop !== null && hop.index < trace.boundaryHop);
    const skewed = below.filter((hop) => hop.clockSkewed);
    const unread = below.filter((hop) => hop.dialect === null);
    const statement = {
      points: 'indeterminate' as const,
      weight: 'supporting' as const,
      trust: 'claimed' as const,
      source: 'replay' as const,
    };
    return [
      ...(skewed.length === 0
        ? []
        : [
            {
              ...statement,
              text: `${skewed.length} Received line${skewed.length === 1 ? '' : 's'} below the trust boundary contradict the times around them.`,
              places: skewed.map((hop) => hop.place),
            },
          ]),
      ...(unread.length === 0
        ? []
        : [
            {
              ...statement,
              text: `${unread.length} Received line${unread.length === 1 ? '' : 's'} below the trust boundary are in no form that a known mail server writes.`,
              places: unread.map((hop) => hop.place),
            },
          ]),
    ];
  },
});
