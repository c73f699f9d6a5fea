/** The reasons of a verdict: each with its grades, who vouches for it, and the bytes that it rests on. */
import type { Detail } from '../../facts/detail.ts';
import type { Place } from '../../facts/evidence.ts';
import type { Reason, VerdictKind, Weight } from '../../facts/verdict.ts';
import { type Html, html, visible } from './html.ts';
import { quoteBytes } from './quote.ts';
import { groupDigits, sourceLabels, trustMark, verdictLabels, weightLabels } from './words.ts';

/** `bytes` is the evidence that `detail` speaks of. Every place is quoted where it is named first. */
export function reasonsPart(detail: Detail, bytes: Uint8Array): Html {
  const { kind, reasons } = detail.analysis.verdict;
  if (reasons.length === 0) return html`<p class="faint">No signal found a reason for or against anything.</p>`;
  const quotedBy = new Map<string, number>();
  // What carries the verdict first, then what points elsewhere; each in the order of its weight.
  const ordered = reasons.toSorted((one, other) => rank(one, kind) - rank(other, kind));
  return html`<ol class="reasons">
${ordered.map((reason, index) => reasonItem(reason, index + 1, detail, bytes, quotedBy))}</ol>
`;
}

const weights: readonly Weight[] = ['decisive', 'strong', 'supporting', 'countering'];

function rank(reason: Reason, kind: VerdictKind): number {
  return weights.indexOf(reason.weight) + (reason.points === kind ? 0 : weights.length);
}

function reasonItem(reason: Reason, number: number, detail: Detail, bytes: Uint8Array, quotedBy: Map<string, number>): Html {
  const places = reason.places.map((place) => {
    const key = `${place.start} ${place.end}`;
    const earlier = quotedBy.get(key);
    if (earlier === undefined) quotedBy.set(key, number);
    const label = placeLabel(place, detail);
    if (earlier !== undefined) return earlier === number ? null : html`<p class="place">${label}: quoted at reason ${earlier}</p>\n`;
    return html`<figure class="place"><figcaption>${label}</figcaption>${quoteBytes(bytes, place)}</figure>\n`;
  });
  const points = verdictLabels[reason.points].label.toLowerCase();
  return html`<li class="reason" data-weight="${reason.weight}">
<p class="reason-text">${visible(reason.text)}</p>
<p class="grades"><b>${weightLabels[reason.weight]}</b> ${reason.weight === 'countering' ? 'against' : 'for'} ${points} · ${trustMark(reason.trust)} · ${sourceLabels[reason.source]} · <span class="faint">${reason.signal}</span></p>
${places}</li>
`;
}

function placeLabel(place: Place, { source }: Detail): Html {
  const name = source[place.header]?.name ?? '';
  return html`header ${place.header}${name !== '' && html` <b>${visible(name)}</b>`}, bytes ${groupDigits(place.start)}–${groupDigits(place.end)}`;
}
