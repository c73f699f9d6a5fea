/** What is selected: one thing at a time, and the bytes and hops it lights up everywhere. */
import type { Detail } from '../shared/facts/detail.ts';
import type { Place } from '../shared/facts/evidence.ts';
import { coveredPlaces, type Signature, signatureOfCheck, signatureOfSeal, signatureOfSet } from './coverage.ts';
import { shownReason } from './reasons.ts';

/** Every statement on screen that points at bytes. Numbers index into the arrays of the Detail. */
export type Selected =
  | { readonly kind: 'reason'; readonly reason: number }
  | { readonly kind: 'hop'; readonly hop: number }
  | { readonly kind: 'handoff'; readonly handoff: number }
  | { readonly kind: 'check'; readonly check: number }
  | { readonly kind: 'claim'; readonly claim: number }
  | { readonly kind: 'dkim'; readonly dkim: number }
  | { readonly kind: 'dkim-coverage'; readonly dkim: number }
  | { readonly kind: 'arc-set'; readonly set: number }
  | { readonly kind: 'arc-coverage'; readonly set: number }
  | { readonly kind: 'arc-seal'; readonly set: number }
  | { readonly kind: 'tenant'; readonly tenant: number }
  | { readonly kind: 'boundary' }
  | { readonly kind: 'header'; readonly header: number };

/** Whether two selections are the same statement. */
export function isSameSelection(one: Selected | null, other: Selected | null): boolean {
  return one === other || (one !== null && other !== null && JSON.stringify(one) === JSON.stringify(other));
}

const wholeFields: ReadonlySet<Selected['kind']> = new Set(['hop', 'header', 'dkim-coverage', 'arc-coverage', 'arc-seal']);

function wholeField(detail: Detail, header: number): Place[] {
  const field = detail.source[header];
  return field === undefined ? [] : [{ header, ...field.valueSpan }];
}

/** The signature that is looked at; null where the selection is about something else. */
export function signatureOf(detail: Detail, selected: Selected | null): Signature | null {
  switch (selected?.kind) {
    case 'dkim':
    case 'dkim-coverage':
      return signatureOfCheck(detail, selected.dkim);
    case 'arc-set':
    case 'arc-coverage':
      return signatureOfSet(detail, selected.set);
    case 'arc-seal':
      return signatureOfSeal(detail, selected.set);
    default:
      return null;
  }
}

/** The bytes that a selection rests on, in the order it names them. Empty where it names none. */
export function placesOf(detail: Detail, selected: Selected | null): readonly Place[] {
  if (selected === null) return [];
  switch (selected.kind) {
    case 'reason':
      return shownReason(detail.analysis.verdict.reasons, selected.reason)?.reason.places ?? [];
    case 'hop':
      return detail.route.hops.filter((hop) => hop.index === selected.hop).map((hop) => hop.place);
    case 'handoff': {
      const handoff = detail.route.handoffs.find((each) => each.index === selected.handoff);
      const checks = detail.spf.filter((check) => check.handoff === selected.handoff);
      return [...(handoff?.places ?? []), ...checks.flatMap((check) => check.places)];
    }
    case 'check':
      return detail.spf[selected.check]?.places ?? [];
    case 'claim':
      return [detail.claims[selected.claim]].flatMap((claim) => (claim === undefined ? [] : [claim.place]));
    case 'dkim':
      return [detail.dkim[selected.dkim]].flatMap((check) => (check === undefined ? [] : [check.place]));
    case 'dkim-coverage':
    case 'arc-coverage':
    case 'arc-seal': {
      const signature = signatureOf(detail, selected);
      return signature === null ? [] : coveredPlaces(detail, signature);
    }
    case 'arc-set': {
      const set = detail.arc.sets[selected.set];
      const headers = [set?.resultsHeader, set?.signatureHeader, set?.sealHeader];
      return headers.flatMap((header) => (typeof header === 'number' ? wholeField(detail, header) : []));
    }
    case 'tenant':
      return [detail.tenants[selected.tenant]].flatMap((mark) => (mark === undefined ? [] : [mark.place]));
    case 'boundary':
      return detail.route.boundary.places;
    case 'header':
      return wholeField(detail, selected.header);
  }
}

/** The hops whose own header field holds any of these bytes, and the hops that a check or handoff stands at. */
export function hopsOf(detail: Detail, selected: Selected | null): ReadonlySet<number> {
  const lit = new Set<number>();
  const headers = new Set(placesOf(detail, selected).map((place) => place.header));
  for (const hop of detail.route.hops) if (headers.has(hop.header)) lit.add(hop.index);
  const at = selected?.kind === 'check' ? detail.spf[selected.check]?.hop : null;
  if (typeof at === 'number') lit.add(at);
  return lit;
}

/** The handoffs whose checks or own places share a header field with the selection, or that are selected themselves. */
export function handoffsOf(detail: Detail, selected: Selected | null): ReadonlySet<number> {
  const lit = new Set<number>();
  if (selected?.kind === 'handoff') return lit.add(selected.handoff);
  const places = placesOf(detail, selected);
  const touches = (own: readonly Place[]): boolean =>
    own.some((one) => places.some((other) => one.header === other.header && one.start < other.end && other.start < one.end));
  // A signature covers whole fields; that a check cites one of them does not make the check its subject.
  if (selected !== null && !wholeFields.has(selected.kind)) {
    for (const check of detail.spf) if (touches(check.places)) lit.add(check.handoff);
  }
  return lit;
}
