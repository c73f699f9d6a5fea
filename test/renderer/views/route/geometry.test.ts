import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGates, findFlip } from '../../../../renderer/views/route/gates.ts';
import { layoutRoute, type RouteLayout } from '../../../../renderer/views/route/geometry.ts';
import type { Detail } from '../../../../shared/facts/detail.ts';
import { genuineDetail } from '../../fixtures/genuine.ts';
import { longRouteDetail } from '../../fixtures/long-route.ts';
import { spoofDetail } from '../../fixtures/spoof.ts';
import { ghostIngressDetail, noHopsDetail, singleHopDetail, withoutDnsDetail } from '../../fixtures/variants.ts';

function layOut(detail: Detail, width = 1084): RouteLayout {
  const gates = buildGates(detail);
  const checked = new Set(gates.filter((gate) => gate.main !== null).map((gate) => gate.handoff.index));
  return layoutRoute({ route: detail.route, flip: findFlip(detail, gates), checked, width });
}

const all: readonly (readonly [string, Detail])[] = [
  ['the seed story', spoofDetail],
  ['a message without DNS', withoutDnsDetail],
  ['an ingress without a Received line', ghostIngressDetail],
  ['fifteen hops', longRouteDetail],
  ['one hop', singleHopDetail],
  ['an authentic message', genuineDetail],
];

describe.each(all)('the drawing of %s', (_name, detail) => {
  it.each([340, 660, 1084, 1500])('puts every hop once on the line of its lane, left to right, at a width of %i', (width) => {
    const layout = layOut(detail, width);
    const hops = layout.nodes.filter((node) => node.kind === 'hop');
    expect(hops.map((node) => node.hop)).toEqual(detail.route.hops.map((hop) => hop.index));
    expect(layout.nodes.map((node) => node.x)).toEqual(layout.nodes.map((node) => node.x).toSorted((one, other) => one - other));
    for (const node of layout.nodes) expect(layout.lanes.find((lane) => lane.segment === node.segment)?.line).toBe(node.y);
  });

  it('draws one gate a handoff, between the two lanes that it joins', () => {
    const layout = layOut(detail);
    for (const gate of layout.gates) {
      const handoff = detail.route.handoffs.find((each) => each.index === gate.handoff);
      const from = layout.lanes.find((lane) => lane.segment === handoff?.fromSegment);
      const to = layout.lanes.find((lane) => lane.segment === handoff?.toSegment);
      expect(gate.y).toBeGreaterThan((from?.y ?? 0) + (from?.height ?? 0));
      expect(gate.y).toBeLessThan(to?.y ?? 0);
    }
    expect(layout.gates.map((gate) => gate.handoff)).toEqual(detail.route.handoffs.map((handoff) => handoff.index));
  });

  it.each([340, 1084])('keeps everything inside, and cards off their gates, at a width of %i', (width) => {
    const layout = layOut(detail, width);
    for (const { x, card } of layout.gates) {
      expect(card.x).toBeGreaterThan(layout.head);
      expect(card.x + card.width).toBeLessThanOrEqual(layout.width);
      expect(card.x > x + 26 || card.x + card.width < x - 26).toBe(true);
    }
    for (const node of layout.nodes) expect(node.x).toBeLessThan(layout.width - 10);
  });

  it('has one link less than it has places', () => {
    const layout = layOut(detail);
    expect(layout.links.length).toBe(layout.nodes.length - 1);
  });
});

describe('layoutRoute', () => {
  it('joins the gates of the flip, with the callout between them inside the shared lane', () => {
    const { flip, gates, lanes } = layOut(spoofDetail);
    const [ingress, egress] = gates;
    const shared = lanes[1];
    if (!flip || !ingress || !egress || !shared) throw new Error('the flip is missing');
    expect([flip.fromX, flip.toX]).toEqual([ingress.x, egress.x]);
    expect(flip.pill.x).toBeGreaterThan(ingress.x);
    expect(flip.pill.x + flip.pill.width).toBeLessThan(egress.x + 40);
    expect(flip.pill.y).toBeGreaterThan(shared.y);
    expect(flip.pill.y + flip.pill.height).toBeLessThan(shared.line - 20);
  });

  it('keeps the callout between its gates even where the shared lane has a single ghost hop', () => {
    const { flip, gates } = layOut(ghostIngressDetail, 340);
    const [ingress, egress] = gates;
    if (!flip || !ingress || !egress) throw new Error('the flip is missing');
    expect(egress.x - ingress.x).toBeGreaterThanOrEqual(flip.pill.width);
  });

  it('draws a ghost where only a record tells of the hop, and a host for a side that only connects', () => {
    expect(layOut(ghostIngressDetail).nodes.map((node) => node.kind)).toEqual(['host', 'ghost', 'hop', 'hop']);
    expect(layOut(singleHopDetail).nodes.map((node) => node.kind)).toEqual(['host', 'hop']);
  });

  it('puts the boundary left of the gate through which the trusted side took over', () => {
    const { boundary, gates, nodes } = layOut(spoofDetail);
    const before = nodes.find((node) => node.hop === 2);
    expect(boundary.x).toBeGreaterThan(before?.x ?? 0);
    expect(boundary.x).toBeLessThan(gates[1]?.x ?? 0);
    expect(boundary.stops.map((stop) => stop.hop)).toEqual([0, 1, 2, 3, 4]);
  });

  it('has no boundary line where the message has none', () => {
    const boundary = { ...spoofDetail.route.boundary, hop: null };
    expect(layOut({ ...spoofDetail, route: { ...spoofDetail.route, boundary } }).boundary.x).toBeNull();
  });

  it('lays out a message without any trace as nothing', () => {
    const { nodes, gates, lanes, links, flip } = layOut(noHopsDetail);
    expect({ nodes, gates, lanes, links, flip }).toEqual({ nodes: [], gates: [], lanes: [], links: [], flip: null });
  });

  it('keeps a hop that no segment names, in the lane of the hop before it', () => {
    const segments = spoofDetail.route.segments.map((segment) => ({ ...segment, hops: segment.hops.filter((hop) => hop !== 1) }));
    const { nodes } = layOut({ ...spoofDetail, route: { ...spoofDetail.route, segments } });
    expect(nodes.filter((node) => node.kind === 'hop').map((node) => [node.hop, node.segment])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 2],
    ]);
  });

  it('leaves times out before they run into each other', () => {
    const labelled = layOut(longRouteDetail).ticks.filter((tick) => tick.labelled);
    for (const [index, tick] of labelled.slice(1).entries()) expect(tick.x - (labelled[index]?.x ?? 0)).toBeGreaterThanOrEqual(58);
  });

  it('is the same for the same route, and finite for every width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (width) => {
        const layout = layOut(longRouteDetail, width);
        expect(layOut(longRouteDetail, width)).toEqual(layout);
        expect(JSON.stringify(layout)).not.toMatch(/null,"y"|NaN|Infinity/);
      }),
      { numRuns: 40 },
    );
  });
});
