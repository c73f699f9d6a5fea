/** Counts a day as a row of bars, with the message's own day marked by a flag and not by colour alone. */
import type { DayBar, DayStrip } from '../day-strip.ts';
import { formatDay } from '../text.ts';
import { count } from '../words.ts';

interface Properties {
  readonly label: string;
  readonly ownLabel: string;
  readonly strip: DayStrip;
}

const height = 44;

function daysOf({ from, to }: DayBar): string {
  const [first, last] = [formatDay(`${from}T`), formatDay(`${to}T`)];
  return from === to ? first : `${first} – ${last}`;
}

/** What the strip shows, in a sentence. */
export function describeStrip({ bars, most }: DayStrip): string {
  const busiest = bars.find((bar) => bar.messages === most && most > 0);
  const own = bars.find((bar) => bar.isOwn);
  return [
    busiest === undefined ? 'No messages.' : `Most on ${daysOf(busiest)}: ${count(most, 'message')}.`,
    own === undefined ? '' : ` On the day of this message: ${count(own.messages, 'message')}.`,
  ].join('');
}

export function DayStripDrawing({ label, ownLabel, strip }: Properties) {
  const { bars, most } = strip;
  const own = bars.findIndex((bar) => bar.isOwn);
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <figure className="day-strip">
      {own >= 0 && (
        <div
          className="day-flag"
          style={{ insetInlineStart: `${((own + 0.5) / bars.length) * 100}%` }}
          data-late={own > bars.length / 2 || undefined}
        >
          {ownLabel}
        </div>
      )}
      <svg
        viewBox={`0 0 ${bars.length * 10} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}. ${describeStrip(strip)}`}
      >
        {own >= 0 && <rect className="day-own" x={own * 10} y="0" width="10" height={height} />}
        {bars.map((bar, index) => {
          const tall = bar.messages === 0 ? 0 : Math.max(2, (bar.messages / most) * (height - 2));
          return (
            <rect key={bar.from} className="day-bar" x={index * 10 + 1} y={height - tall} width="8" height={tall}>
              <title>{`${daysOf(bar)}: ${count(bar.messages, 'message')}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption>
        <span>{formatDay(`${first.from}T`)}</span>
        <span>{formatDay(`${last.to}T`)}</span>
      </figcaption>
    </figure>
  );
}
