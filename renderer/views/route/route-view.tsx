/** The centrepiece: the route as a swim-lane drawing, its boundary control, its legend, and the same in words. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { useElementWidth } from '../../components/element-width.ts';
import { Section } from '../../components/section.tsx';
import { useWaybill } from '../../store.ts';
import { count, words } from '../../words.ts';
import { BoundaryControl } from './boundary-control.tsx';
import { describeRoute } from './description.ts';
import { RouteDrawing } from './drawing.tsx';
import { buildGates, findFlip } from './gates.ts';
import { layoutRoute } from './geometry.ts';
import { Legend } from './legend.tsx';

export function RouteView({ detail }: { readonly detail: Detail }) {
  const place = useWaybill((state) => state.selection.place);
  const { width, ref } = useElementWidth(1080);
  const { route } = detail;
  const gates = buildGates(detail);
  const flip = findFlip(detail, gates);
  const checked = new Set(gates.filter((gate) => gate.main !== null).map((gate) => gate.handoff.index));
  const layout = layoutRoute({ route, flip, checked, width });
  const note =
    route.segments.length > 0
      ? `${count(route.hops.length, 'hop')} through ${count(route.segments.length, 'domain')}, times in UTC`
      : undefined;
  return (
    <Section
      name="route"
      note={note}
      tools={route.hops.length > 0 ? <BoundaryControl boundary={route.boundary} hops={route.hops} /> : undefined}
    >
      {route.segments.length === 0 ? (
        <p className="route-none">{words.noRoute}</p>
      ) : (
        <>
          <section className="route-scroll" ref={ref} tabIndex={-1} aria-label="Route drawing">
            <RouteDrawing detail={detail} layout={layout} gates={gates} flip={flip} place={place} />
          </section>
          <Legend />
          <details className="route-words">
            <summary>The route in words</summary>
            <ol id="route-description">
              {describeRoute(detail, gates, flip).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ol>
          </details>
        </>
      )}
    </Section>
  );
}
