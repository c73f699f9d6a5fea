/** Chooses days on the time line: by dragging over it, by its two handles, or with the keys. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Range } from '../../report-time.ts';
import { reportWords } from '../../report-words.ts';
import { type BrushMove, keyMove, moveRange, spanOf } from './brush-moves.ts';
import { bucketAt, edgeOf, type TimeLayout } from './time-geometry.ts';

interface Properties {
  readonly layout: TimeLayout;
  readonly range: Range | null;
  readonly at: number | null;
  readonly hasSuspects: boolean;
  readonly onLook: (bucket: number | null) => void;
  readonly onChoose: (range: Range | null) => void;
  readonly describe: (bucket: number) => string;
}

/** Nearer than this an edge of the range is taken, not a new range begun. */
const grip = 6;

export function TimeBrush({ layout, range, at, hasSuspects, onLook, onChoose, describe }: Properties) {
  const anchor = useRef<{ readonly bucket: number; moved: boolean } | null>(null);
  const bucketOf = (event: PointerEvent<HTMLElement>): number =>
    bucketAt(layout, event.clientX - event.currentTarget.getBoundingClientRect().left);

  const down = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const edges = range === null ? [] : [edgeOf(layout, range.first), edgeOf(layout, range.last + 1)];
    const [start, end] = edges.map((edge) => Math.abs(edge - x) <= grip);
    // Whoever takes one edge holds on to the other.
    const held = range !== null && start === true ? range.last : range !== null && end === true ? range.first : null;
    anchor.current = { bucket: held ?? bucketOf(event), moved: held !== null };
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const bucket = bucketOf(event);
    onLook(bucket);
    const from = anchor.current;
    if (from === null || (!from.moved && from.bucket === bucket)) return;
    from.moved = true;
    onChoose(spanOf(from.bucket, bucket));
  };
  const up = (event: PointerEvent<HTMLElement>): void => {
    const from = anchor.current;
    anchor.current = null;
    if (from === null || from.moved) return;
    // A click: this bucket alone, or all of them where it is chosen already.
    const bucket = bucketOf(event);
    const isAlone = range !== null && range.first === bucket && range.last === bucket;
    onChoose(isAlone ? null : { first: bucket, last: bucket });
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const move: BrushMove | null = keyMove(event.key, event.shiftKey);
    if (move === null) return;
    const next = moveRange(move, { range, at, buckets: layout.buckets });
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    onLook(next.at);
    if (next.range !== range) onChoose(next.range);
  };
  const value = at ?? range?.last ?? layout.buckets - 1;
  const words =
    range === null
      ? describe(value)
      : `${describe(value)}. Chosen: ${describe(range.first).split(':')[0]} to ${describe(range.last).split(':')[0]}`;
  return (
    <div
      className="time-brush"
      style={{ height: layout.laneEnd }}
      role="slider"
      aria-label={hasSuspects ? `${reportWords.timeLine}, and below them the suspects` : reportWords.timeLine}
      aria-valuemin={0}
      aria-valuemax={layout.buckets - 1}
      aria-valuenow={value}
      aria-valuetext={words}
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={drag}
      onPointerUp={up}
      onPointerCancel={() => {
        anchor.current = null;
      }}
      onPointerLeave={() => onLook(null)}
      onKeyDown={press}
      onBlur={() => onLook(null)}
    >
      {range !== null &&
        [edgeOf(layout, range.first), edgeOf(layout, range.last + 1)].map((x, index) => (
          <span key={index === 0 ? 'start' : 'end'} className="time-handle" style={{ insetInlineStart: x }} />
        ))}
    </div>
  );
}
