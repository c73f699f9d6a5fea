/** Puts the drawing together, back to front: lanes, boundary, links, flip, gates, hops. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { handoffsOf, hopsOf, type Selected } from '../../selection.ts';
import { Axis } from './axis.tsx';
import { BoundaryLine } from './boundary-line.tsx';
import { FlipArc, FlipCallout } from './flip.tsx';
import { GateDrawing } from './gate.tsx';
import type { Flip, Gate } from './gates.ts';
import type { RouteLayout } from './geometry.ts';
import { LaneBand } from './lane.tsx';
import { NodeMark } from './node.tsx';
import { moveAlong } from './roving.ts';

interface Properties {
  readonly detail: Detail;
  readonly layout: RouteLayout;
  readonly gates: readonly Gate[];
  readonly flip: Flip | null;
  readonly place: Selected | null;
}

/** The three inks: solid, dashed and hatched. */
function Inks() {
  return (
    <defs>
      <pattern id="ink-hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(55)">
        <path className="ink-hatch" d="M0 1h5" />
      </pattern>
      <marker
        id="flip-head"
        viewBox="0 0 10 10"
        refX="7"
        refY="5"
        markerWidth="13"
        markerHeight="13"
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path className="flip-head" d="M0 0 10 5 0 10z" />
      </marker>
    </defs>
  );
}

export function RouteDrawing({ detail, layout, gates, flip, place }: Properties) {
  const lit = hopsOf(detail, place);
  const litGates = handoffsOf(detail, place);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of buttons is a group, and SVG has no fieldset
    <svg
      className="route-drawing"
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="group"
      aria-label="The route from hop to hop. Arrow keys move along it; Enter shows the bytes."
      aria-describedby="route-description"
      onKeyDown={moveAlong}
    >
      <Inks />
      {layout.lanes.map((lane) => (
        <LaneBand key={lane.segment} lane={lane} layout={layout} detail={detail} />
      ))}
      <Axis layout={layout} hops={detail.route.hops} />
      <BoundaryLine layout={layout} />
      {layout.links.map((link) => (
        <g key={link.d} className="link" data-trust={link.trust}>
          <path className="link-under" d={link.d} />
          <path className="link-ink" d={link.d} />
        </g>
      ))}
      {layout.flip !== null && <FlipArc flip={layout.flip} />}
      {layout.gates.map((box, position) => {
        const gate = gates.find((each) => each.handoff.index === box.handoff);
        if (gate === undefined) return null;
        const flips = flip !== null && (box.handoff === flip.from || box.handoff === flip.to);
        return (
          <GateDrawing
            detail={detail}
            key={box.handoff}
            box={box}
            gate={gate}
            flips={flips}
            lit={litGates.has(box.handoff)}
            first={position === 0 && layout.nodes[0]?.kind !== 'hop'}
          />
        );
      })}
      {layout.nodes.map((node, position) => (
        <NodeMark
          key={`${node.kind}-${node.x}`}
          node={node}
          detail={detail}
          labels={layout.labels}
          selected={place?.kind === 'hop' && place.hop === node.hop}
          lit={node.hop !== null && lit.has(node.hop)}
          first={position === 0 && node.kind === 'hop'}
        />
      ))}
      {layout.flip !== null && flip !== null && <FlipCallout flip={layout.flip} words={flip} />}
    </svg>
  );
}
