/** Where everything in the route drawing stands: lanes, hops, gates, links, boundary and flip, in CSS pixels. A pure function of the route. */
import type { Trust } from '../../../shared/facts/evidence.ts';
import type { Handoff, Route } from '../../../shared/facts/route.ts';

export interface Lane {
  readonly segment: number;
  readonly y: number;
  readonly height: number;
  /** Where the hops of the lane stand. */
  readonly line: number;
}

/** A place on the path. `host` is the side that only connects; `ghost` is a hop that only a record tells of. */
export interface Node {
  readonly kind: 'hop' | 'host' | 'ghost';
  /** Hop index; null for hosts and ghosts. */
  readonly hop: number | null;
  /** For a host the handoff out of it, for a ghost the handoff into it. */
  readonly handoff: number | null;
  readonly segment: number;
  readonly x: number;
  readonly y: number;
  /** Room for its labels. */
  readonly room: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface GateBox {
  readonly handoff: number;
  readonly x: number;
  readonly y: number;
  readonly card: Box;
}

export interface Link {
  readonly d: string;
  readonly trust: Trust;
}

export interface Tick {
  readonly hop: number;
  readonly x: number;
  /** False where its time would run into its neighbour's. */
  readonly labelled: boolean;
}

export interface RouteLayout {
  readonly width: number;
  readonly height: number;
  /** Width of the lane headers. */
  readonly head: number;
  readonly lanes: readonly Lane[];
  readonly nodes: readonly Node[];
  readonly gates: readonly GateBox[];
  readonly links: readonly Link[];
  readonly ticks: readonly Tick[];
  /** The line left of the boundary hop, and where it would stand for every other hop. Null `x` where there is no boundary. */
  readonly boundary: { readonly x: number | null; readonly stops: readonly { readonly hop: number; readonly x: number }[] };
  readonly flip: { readonly d: string; readonly pill: Box; readonly fromX: number; readonly toX: number } | null;
  /** Whether there is room for host names under the hops. */
  readonly labels: boolean;
}

export interface RouteLayoutOptions {
  readonly route: Route;
  /** Handoffs that the flip joins. */
  readonly flip: { readonly from: number; readonly to: number } | null;
  /** Handoffs that have a check to show; the others get a plain narrow crossing. */
  readonly checked: ReadonlySet<number>;
  readonly width: number;
}

export const axisHeight = 68;
const laneHeight = 74;
const flipLaneHeight = 122;
const cardHeight = 76;
const gapHeight = 90;
const plainGapHeight = 26;
const cardWidth = 284;
/** From the middle of a gate to its card; more where the bracket of the flip passes between them. */
const cardOffset = 34;
const flipCardOffset = 54;
const timeWidth = 58;
/** Hosts that only connect keep their name in every tier. */
const hostWidth = 88;
const pillWidth = 190;
/** Lane headers give way before hops do. */
const headWidths = { roomy: 212, crowded: 172, small: 136 } as const;
/** Left and right of all columns together. */
const margins = 36;

interface Tier {
  readonly hop: number;
  readonly gate: number;
  /** Host names under the hops. */
  readonly labels: boolean;
  /** Room for the card of the last gate to its right; else it stands to the left, over the boundary. */
  readonly tail: boolean;
}
const tight: Tier = { hop: 38, gate: 50, labels: false, tail: false };
/** From roomy to tight; the first that fits is taken, and the last one scrolls. */
const tiers: readonly Tier[] = [
  { hop: 104, gate: 80, labels: true, tail: true },
  { hop: 92, gate: 70, labels: true, tail: true },
  { hop: 62, gate: 66, labels: false, tail: true },
  { hop: 62, gate: 66, labels: false, tail: false },
  tight,
];

type Column =
  | { readonly kind: 'hop'; readonly segment: number; readonly hop: number }
  | { readonly kind: 'host' | 'ghost'; readonly segment: number; readonly handoff: number | null }
  | { readonly kind: 'gate'; readonly segment: number; readonly handoff: number };

/** The path as a row of columns. Every hop gets one: a hop that no segment names stays in the lane of the hop before it. */
function toColumns(route: Route): readonly Column[] {
  const laneOfHop = new Map(route.segments.flatMap((segment) => segment.hops.map((hop) => [hop, segment.index] as const)));
  const lanes = new Map<number, number[]>(route.segments.map((segment) => [segment.index, []]));
  let lane = route.segments.find((segment) => segment.hops.length > 0)?.index ?? route.segments.at(-1)?.index ?? 0;
  for (const { index } of route.hops.toSorted((one, other) => one.index - other.index)) {
    lane = laneOfHop.get(index) ?? lane;
    lanes.get(lane)?.push(index);
  }
  return route.segments.flatMap((segment): Column[] => {
    const into = route.handoffs.find((handoff) => handoff.toSegment === segment.index);
    const out = route.handoffs.find((handoff) => handoff.fromSegment === segment.index);
    const hops = lanes.get(segment.index) ?? [];
    const columns: Column[] = into === undefined ? [] : [{ kind: 'gate', segment: segment.index, handoff: into.index }];
    if (into?.hop === null) columns.push({ kind: 'ghost', segment: segment.index, handoff: into.index });
    else if (hops.length === 0) columns.push({ kind: 'host', segment: segment.index, handoff: out?.index ?? null });
    return [...columns, ...hops.map((hop) => ({ kind: 'hop' as const, segment: segment.index, hop }))];
  });
}

const sum = (widths: readonly number[]): number => widths.reduce((total, each) => total + each, 0);

/** Adds room to the columns of a range (the gates excepted at its ends) until it is at least `least` wide. */
function widen(widths: number[], from: number, end: number, least: number): void {
  const lacking = least - sum(widths.slice(from, end));
  if (lacking <= 0 || from >= end) return;
  for (let index = from; index < end; index += 1) widths[index] = (widths[index] ?? 0) + lacking / (end - from);
}

/**
 * Width of each column: the roomiest tier that fits. Two flipping gates get room for the callout between them, the last gate
 * room for its card; what is left over goes to all alike.
 */
function columnWidths(columns: readonly Column[], room: number, options: RouteLayoutOptions): { widths: number[]; tier: Tier } {
  const { flip, checked } = options;
  const gateAt = (handoff: number | undefined): number =>
    columns.findIndex((column) => column.kind === 'gate' && column.handoff === handoff);
  const lastGate = columns.findLastIndex((column) => column.kind === 'gate' && checked.has(column.handoff));
  const layOut = (tier: Tier): number[] => {
    const widths = columns.map(({ kind }) => (kind === 'gate' ? tier.gate : kind === 'hop' ? tier.hop : Math.max(tier.hop, hostWidth)));
    if (flip !== null) widen(widths, gateAt(flip.from) + 1, gateAt(flip.to), pillWidth + 76 - tier.gate);
    const offset = flip !== null && columns[lastGate]?.kind === 'gate' && gateAt(flip.to) === lastGate ? flipCardOffset : cardOffset;
    if (lastGate >= 0 && tier.tail) widen(widths, lastGate + 1, widths.length, offset + cardWidth - tier.gate / 2);
    return widths;
  };
  const fits = tiers.map((tier) => ({ tier, widths: layOut(tier) }));
  const best = fits.find(({ widths }) => sum(widths) <= room) ?? { tier: tight, widths: layOut(tight) };
  const stretch = Math.min(1.5, Math.max(1, room / sum(best.widths)));
  return { widths: best.widths.map((width) => width * stretch), tier: best.tier };
}

function layLanes(options: RouteLayoutOptions): { lanes: Lane[]; gapAbove: Map<number, number> } {
  const { route, flip, checked } = options;
  const from = route.handoffs.find((handoff) => handoff.index === flip?.from);
  const gapAbove = new Map<number, number>();
  let y = axisHeight;
  const lanes = route.segments.map((segment, position): Lane => {
    const into = route.handoffs.find((handoff) => handoff.toSegment === segment.index);
    if (position > 0) {
      const gap = into !== undefined && checked.has(into.index) ? gapHeight : plainGapHeight;
      gapAbove.set(segment.index, y + gap / 2);
      y += gap;
    }
    const flips = from?.toSegment === segment.index;
    const height = flips ? flipLaneHeight : laneHeight;
    const lane = { segment: segment.index, y, height, line: y + (flips ? 76 : 32) };
    y += height;
    return lane;
  });
  return { lanes, gapAbove };
}

/** A line from one point to the next: straight in a lane, and with two rounded corners through a gate. */
function connect(from: { x: number; y: number }, to: { x: number; y: number }, gateX: number | null): string {
  if (gateX === null || from.y === to.y) return `M${from.x} ${from.y}H${to.x}`;
  const down = to.y > from.y ? 1 : -1;
  const first = Math.min(10, gateX - from.x);
  const second = Math.min(10, to.x - gateX);
  return `M${from.x} ${from.y}H${gateX - first}q${first} 0 ${first} ${10 * down}V${to.y - 10 * down}q0 ${10 * down} ${second} ${10 * down}H${to.x}`;
}

/** The bracket that joins two gates through the upper part of the shared lane, and the box of its callout. */
function drawFlip(from: GateBox, to: GateBox, top: number): RouteLayout['flip'] {
  const out = from.x + 31;
  const back = to.x + 40;
  const d = [
    `M${from.x + 19} ${from.y}`,
    `H${out - 8}q8 0 8 8V${top - 10}q0 10 10 10`,
    `H${back - 10}q10 0 10 10V${to.y - 10}q0 10 -10 10H${to.x + 25}`,
  ].join('');
  const middle = (out + back) / 2;
  return { d, pill: { x: middle - pillWidth / 2, y: top - 17, width: pillWidth, height: 34 }, fromX: from.x, toX: to.x };
}

function placeCard(gate: { x: number; y: number }, offset: number, head: number, room: number): Box {
  const right = gate.x + offset;
  const left = gate.x - 32 - cardWidth;
  const fitsLeft = right + cardWidth > room && left >= head + 8;
  return { x: fitsLeft ? left : right, y: gate.y - cardHeight / 2, width: cardWidth, height: cardHeight };
}

function isInto(handoff: Handoff, segment: number): boolean {
  return handoff.toSegment === segment;
}

/** Lays out the drawing for a width. The result may be wider than asked for; then it scrolls. */
export function layoutRoute(options: RouteLayoutOptions): RouteLayout {
  const { route, flip, width } = options;
  const columns = toColumns(route);
  const spacious = columnWidths(columns, width - headWidths.roomy - margins, options);
  const head = width < 620 ? headWidths.small : spacious.tier.labels ? headWidths.roomy : headWidths.crowded;
  const { widths, tier } = head === headWidths.roomy ? spacious : columnWidths(columns, width - head - margins, options);
  const { lanes, gapAbove } = layLanes(options);
  const lineOf = (segment: number): number => lanes.find((lane) => lane.segment === segment)?.line ?? axisHeight;
  const nodes: Node[] = [];
  const gates: GateBox[] = [];
  const links: Link[] = [];
  const ticks: Tick[] = [];
  const stops: { hop: number; x: number }[] = [];
  let edge = head + 14;
  let gateX: number | null = null;
  let gateEdge: number | null = null;
  let lastTime = Number.NEGATIVE_INFINITY;

  columns.forEach((column, position) => {
    const room = widths[position] ?? tier.hop;
    const x = Math.round(edge + room / 2);
    if (column.kind === 'gate') {
      const y = gapAbove.get(column.segment) ?? axisHeight;
      const offset = column.handoff === flip?.to || column.handoff === flip?.from ? flipCardOffset : cardOffset;
      gates.push({ handoff: column.handoff, x, y, card: placeCard({ x, y }, offset, head, width) });
      gateX = x;
      gateEdge ??= edge;
    } else {
      const y = lineOf(column.segment);
      const hop = column.kind === 'hop' ? column.hop : null;
      const handoff = column.kind === 'hop' ? null : column.handoff;
      const previous = nodes.at(-1);
      const into = route.handoffs.find((each) => isInto(each, column.segment));
      const trust = gateX !== null ? into?.trust : route.hops.find((each) => each.index === hop)?.trust;
      if (previous !== undefined) links.push({ d: connect(previous, { x, y }, gateX), trust: trust ?? 'claimed' });
      // A host that only connects stands alone in its lane, so its name may be wider than its column.
      const around = column.kind === 'host' ? Math.min(2 * (x - head - 4), room + 2 * tier.gate) : room;
      nodes.push({ kind: column.kind, hop, handoff, segment: column.segment, x, y, room: around });
      if (hop !== null) {
        const labelled = x - lastTime >= timeWidth;
        if (labelled) lastTime = x;
        ticks.push({ hop, x, labelled });
        stops.push({ hop, x: Math.round(gateEdge ?? edge) });
      }
      gateX = null;
      gateEdge = null;
    }
    edge += room;
  });

  const fromGate = gates.find((gate) => gate.handoff === flip?.from);
  const toGate = gates.find((gate) => gate.handoff === flip?.to);
  const flipLane = lanes.find((lane) => lane.segment === route.handoffs.find((handoff) => handoff.index === flip?.from)?.toSegment);
  const right = Math.max(
    width,
    edge + 8,
    ...gates.map((gate) => (options.checked.has(gate.handoff) ? gate.card.x + gate.card.width + 8 : 0)),
  );
  const last = lanes.at(-1);
  return {
    width: Math.ceil(right),
    height: last === undefined ? axisHeight : last.y + last.height + 4,
    head,
    lanes,
    nodes,
    gates,
    links,
    ticks,
    boundary: { x: stops.find((stop) => stop.hop === route.boundary.hop)?.x ?? null, stops },
    flip: fromGate && toGate && flipLane ? drawFlip(fromGate, toGate, flipLane.y + 26) : null,
    labels: tier.labels,
  };
}
