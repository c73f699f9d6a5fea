/** The reasons of a verdict as they are shown: what several sources say in the same words stands once, with the places of all. */
import type { Place, Source, Trust } from '../shared/facts/evidence.ts';
import type { Reason, Weight } from '../shared/facts/verdict.ts';

export interface ShownReason {
  /** Index in the verdict of the first that says it. */
  readonly index: number;
  /** That one, with the weight of the heaviest and the places of all. */
  readonly reason: Reason;
  /** Who says it, and how far they are believed; each once, in the order of the verdict. */
  readonly said: readonly { readonly source: Source; readonly trust: Trust }[];
}

const weights: readonly Weight[] = ['decisive', 'strong', 'supporting', 'countering'];

function keyOf({ signal, points, text }: Reason): string {
  return JSON.stringify([signal, points, text]);
}

/** Places without repetition, in the order in which they were named. */
function distinctPlaces(places: readonly Place[]): readonly Place[] {
  const byText = new Map(places.map((place) => [`${place.header} ${place.start} ${place.end}`, place]));
  return [...byText.values()];
}

function merge(index: number, all: readonly Reason[], first: Reason): ShownReason {
  const weight = weights.find((each) => all.some((reason) => reason.weight === each)) ?? first.weight;
  const said = new Map(all.map(({ source, trust }) => [`${source} ${trust}`, { source, trust }]));
  return { index, reason: { ...first, weight, places: distinctPlaces(all.flatMap((reason) => reason.places)) }, said: [...said.values()] };
}

/** The reasons, each statement once. */
export function mergeReasons(reasons: readonly Reason[]): readonly ShownReason[] {
  const groups = new Map<string, { readonly index: number; readonly first: Reason; readonly all: Reason[] }>();
  for (const [index, reason] of reasons.entries()) {
    const key = keyOf(reason);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { index, first: reason, all: [reason] });
    else group.all.push(reason);
  }
  return [...groups.values()].map(({ index, first, all }) => merge(index, all, first));
}

/** The statement that the reason with this index belongs to, or null where there is none. */
export function shownReason(reasons: readonly Reason[], index: number): ShownReason | null {
  const wanted = reasons[index];
  if (wanted === undefined) return null;
  return mergeReasons(reasons.filter((reason) => keyOf(reason) === keyOf(wanted)))[0] ?? null;
}

/** The statements in groups by weight, heaviest first. Empty groups are left out. */
export function groupReasons(reasons: readonly Reason[]): readonly { readonly weight: Weight; readonly reasons: readonly ShownReason[] }[] {
  const shown = mergeReasons(reasons);
  return weights
    .map((weight) => ({ weight, reasons: shown.filter(({ reason }) => reason.weight === weight) }))
    .filter((group) => group.reasons.length > 0);
}
