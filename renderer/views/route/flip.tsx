/** The flip: the bold bracket from the barred gate to the open one, and its callout. The one thing the eye must find first. */
import type { Flip } from './gates.ts';
import type { RouteLayout } from './geometry.ts';

type DrawnFlip = NonNullable<RouteLayout['flip']>;

export function FlipArc({ flip }: { readonly flip: DrawnFlip }) {
  return (
    <g className="flip">
      <linearGradient id="flip-ink" gradientUnits="userSpaceOnUse" x1={flip.fromX} y1="0" x2={flip.toX} y2="0">
        <stop className="flip-from" offset="0.35" />
        <stop className="flip-to" offset="0.65" />
      </linearGradient>
      <path className="flip-under" d={flip.d} />
      <path className="flip-arc" d={flip.d} markerEnd="url(#flip-head)" />
    </g>
  );
}

export function FlipCallout({ flip, words }: { readonly flip: DrawnFlip; readonly words: Flip }) {
  const { x, y, width, height } = flip.pill;
  return (
    <g className="flip-callout" transform={`translate(${x} ${y})`}>
      <rect className="flip-pill" width={width} height={height} rx={height / 2} />
      <text className="flip-text" x={width / 2} y="22">
        <tspan className="flip-text-method">SPF</tspan>
        <tspan className="flip-text-from" dx="8">
          {words.fromResult}
        </tspan>
        <tspan dx="8">→</tspan>
        <tspan className="flip-text-to" dx="8">
          {words.toResult}
        </tspan>
      </text>
    </g>
  );
}
