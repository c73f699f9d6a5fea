/** The drawing of the time line: scale, columns by class, suspects below, axis; what is not lit is veiled. */
import { rowClasses } from '../../../shared/facts/report.ts';
import { classFill } from '../../components/class-patterns.tsx';
import type { Range, Tick } from '../../report-time.ts';
import { formatCount, formatShortCount } from '../../report-words.ts';
import { edgeOf, leftMargin, type TimeLayout } from './time-geometry.ts';

interface Properties {
  readonly layout: TimeLayout;
  readonly ticks: readonly Tick[];
  readonly range: Range | null;
  readonly at: number | null;
}

export function TimeColumns({ layout, ticks, range, at }: Properties) {
  const { width, height, baseline, laneEnd, marks, columns, suspects, mostSuspects, step, buckets } = layout;
  const end = edgeOf(layout, buckets);
  const lit = range === null ? null : { start: edgeOf(layout, range.first), end: edgeOf(layout, range.last + 1) };
  return (
    <svg className="time-drawing" width={width} height={height} aria-hidden="true" focusable="false">
      {marks.map(({ value, y }) => (
        <g key={value}>
          <line className="time-mark" x1={leftMargin} x2={end} y1={y} y2={y} />
          <text className="time-label" x={leftMargin - 6} y={y + 3.5} textAnchor="end">
            {formatShortCount(value)}
          </text>
        </g>
      ))}
      {at !== null && <rect className="time-cursor" x={edgeOf(layout, at)} y="0" width={step} height={laneEnd} />}
      {columns.map(({ high, thin }, index) => {
        const rowClass = rowClasses[index] ?? 'unknown';
        return (
          <g key={rowClass}>
            <path d={high} fill={classFill(rowClass)} />
            <path className="class-ground" data-class={rowClass} d={thin} />
          </g>
        );
      })}
      <path d={suspects} fill={classFill('cross-tenant-suspect')} />
      {mostSuspects > 0 && (
        <text className="time-label time-label-suspect" x={leftMargin - 6} y={laneEnd - 5} textAnchor="end">
          ↓ {formatShortCount(mostSuspects)}
          <title>{`At most ${formatCount(mostSuspects)} suspect messages`}</title>
        </text>
      )}
      <line className="time-base" x1={leftMargin} x2={end} y1={baseline + 1.5} y2={baseline + 1.5} />
      {ticks.map(({ index, label }) => (
        <g key={index}>
          <line className="time-tick" x1={edgeOf(layout, index)} x2={edgeOf(layout, index)} y1={laneEnd} y2={laneEnd + 4} />
          <text className="time-label" x={edgeOf(layout, index) + 3} y={laneEnd + 14}>
            {label}
          </text>
        </g>
      ))}
      {lit !== null && (
        <>
          <rect className="time-veil" x={leftMargin} y="0" width={Math.max(0, lit.start - leftMargin)} height={laneEnd} />
          <rect className="time-veil" x={lit.end} y="0" width={Math.max(0, end - lit.end)} height={laneEnd} />
          <rect className="time-range" x={lit.start} y="0.5" width={lit.end - lit.start} height={laneEnd - 1} />
        </>
      )}
    </svg>
  );
}
