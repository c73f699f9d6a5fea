/** The trust boundary: a line across all lanes with a handle that can be dragged, or moved with the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { moveBoundary, setBoundary } from '../../actions/analysis.ts';
import { words } from '../../words.ts';
import type { RouteLayout } from './geometry.ts';

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
const handleWidth = 112;
const sideWidth = 120;

function nearest(stops: RouteLayout['boundary']['stops'], x: number): number | null {
  return stops.toSorted((one, other) => Math.abs(one.x - x) - Math.abs(other.x - x))[0]?.hop ?? null;
}

/** X of the pointer in the coordinates of the drawing. */
function pointerX(event: PointerEvent<SVGGElement>): number {
  const drawing = event.currentTarget.ownerSVGElement;
  return event.clientX - (drawing?.getBoundingClientRect().left ?? 0);
}

export function BoundaryLine({ layout }: { readonly layout: RouteLayout }) {
  const [dragged, setDragged] = useState<number | null>(null);
  const { stops, x } = layout.boundary;
  const at = dragged ?? x;
  if (at === null) return null;
  const current = stops.findIndex((stop) => stop.x === x);
  const press = (event: KeyboardEvent<SVGGElement>): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    void moveBoundary(step);
  };
  const drop = (event: PointerEvent<SVGGElement>): void => {
    const hop = dragged === null ? null : nearest(stops, pointerX(event));
    setDragged(null);
    if (hop !== null && hop !== stops[current]?.hop) void setBoundary(hop);
  };
  return (
    <g className="boundary" transform={`translate(${at} 0)`} data-dragged={dragged !== null || undefined}>
      <path className="boundary-line" d={`M0 26V${layout.height - 2}`} />
      <text className="boundary-side" x={-handleWidth / 2 - 8} y="17" textAnchor="end">
        others’ word
      </text>
      {at + handleWidth / 2 + sideWidth < layout.width && (
        <text className="boundary-side" x={handleWidth / 2 + 8} y="17">
          the receiver’s word
        </text>
      )}
      <g
        className="boundary-handle"
        role="slider"
        tabIndex={0}
        aria-label={words.boundary}
        aria-valuemin={0}
        aria-valuemax={stops.length - 1}
        aria-valuenow={Math.max(current, 0)}
        aria-valuetext={`before hop ${stops[current]?.hop ?? 0}`}
        onKeyDown={press}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(at);
        }}
        onPointerMove={(event) => {
          if (dragged !== null) setDragged(Math.min(layout.width, Math.max(layout.head, pointerX(event))));
        }}
        onPointerUp={drop}
        onPointerCancel={() => setDragged(null)}
      >
        <rect className="boundary-pill" x={-handleWidth / 2} y="1" width={handleWidth} height="24" rx="12" />
        <path className="boundary-grip" d={`M${-handleWidth / 2 + 11} 8V18M${-handleWidth / 2 + 15} 8V18`} />
        <text className="boundary-text" x="5" y="17">
          {words.boundary}
        </text>
      </g>
    </g>
  );
}
