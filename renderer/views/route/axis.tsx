/** The time axis: the UTC clock of every hop that has one, the delay to the hop before, and clocks that contradict each other. */
import type { Hop } from '../../../shared/facts/route.ts';
import { formatClock, formatDay, formatDelay } from '../../text.ts';
import type { RouteLayout, Tick } from './geometry.ts';

function TickMark({ tick, hop, roomy }: { readonly tick: Tick; readonly hop: Hop | undefined; readonly roomy: boolean }) {
  if (hop === undefined || !tick.labelled) return null;
  const delay = hop.delaySeconds === null ? null : formatDelay(hop.delaySeconds);
  return (
    <g className="tick" data-skewed={hop.clockSkewed || undefined} transform={`translate(${tick.x} 42)`}>
      <text className="tick-time svg-mono">{hop.at === null ? 'no time' : formatClock(hop.at)}</text>
      {delay !== null && (roomy || hop.clockSkewed) && (
        <text className="tick-delay" y="13">
          {hop.clockSkewed ? `⚠ ${delay}` : delay}
        </text>
      )}
      <path className="tick-line" d="M0 18V23" />
    </g>
  );
}

export function Axis({ layout, hops }: { readonly layout: RouteLayout; readonly hops: readonly Hop[] }) {
  const first = hops.find((hop) => hop.at !== null)?.at;
  return (
    <g className="axis">
      {typeof first === 'string' && (
        <text className="axis-day" x="16" y="42">
          {formatDay(first)}, UTC
        </text>
      )}
      {layout.ticks.map((tick) => (
        <TickMark
          key={tick.hop}
          tick={tick}
          hop={hops.find((hop) => hop.index === tick.hop)}
          roomy={layout.labels || layout.ticks.length < 9}
        />
      ))}
    </g>
  );
}
