/** The reasons of a verdict as text: each with its grades and the bytes it rests on, every place quoted once. */
import type { Detail } from '../facts/detail.ts';
import type { Place } from '../facts/evidence.ts';
import type { Reason, VerdictKind, Weight } from '../facts/verdict.ts';
import { cut, padEnd, wrap } from './layout.ts';
import type { Paint } from './paint.ts';
import { printable, printableBytes } from './printable.ts';

/** Bytes of a place that are quoted at most: enough to recognise it, the offsets lead to the rest. */
const quoteLimit = 360;
const textLimit = 2_000;

/** `bytes` is the evidence that `detail` speaks of. */
export function renderReasons(detail: Detail, bytes: Uint8Array, columns: number, paint: Paint): string[] {
  const quotedBy = new Map<string, number>();
  const { kind, reasons } = detail.analysis.verdict;
  // What carries the verdict first, then what points elsewhere; each in the order of its weight.
  const ordered = [...reasons].sort((one, other) => rank(one, kind) - rank(other, kind));
  return ordered.flatMap((reason, index) => {
    const number = index + 1;
    const [first = '', ...rest] = wrap(cut(printable(reason.text), textLimit), columns - 6);
    const points = reason.weight === 'countering' ? `counters ${reason.points}` : `${reason.weight} for ${reason.points}`;
    const grades = `${points} · ${reason.trust} · ${reason.source} · ${reason.signal}`;
    const places = reason.places.flatMap((place) => {
      const key = `${place.start} ${place.end}`;
      const earlier = quotedBy.get(key);
      if (earlier === undefined) quotedBy.set(key, number);
      const label = labelOf(place, detail);
      if (earlier !== undefined && earlier !== number)
        return [paint('faint', `      ${cut(`${label}: see reason ${earlier}`, columns - 6)}`)];
      return [paint('faint', `      ${cut(label, columns - 6)}`), ...quote(place, bytes, columns, paint)];
    });
    return [
      `  ${paint('strong', padEnd(`${number}.`, 4))}${first}`,
      ...rest.map((line) => `      ${line}`),
      `      ${paint('accent', cut(grades, columns - 6))}`,
      ...places,
    ];
  });
}

const weights: readonly Weight[] = ['decisive', 'strong', 'supporting', 'countering'];

function rank(reason: Reason, kind: VerdictKind): number {
  return weights.indexOf(reason.weight) + (reason.points === kind ? 0 : weights.length);
}

function labelOf(place: Place, { source }: Detail): string {
  const name = source[place.header]?.name ?? '';
  return `header ${place.header}${name === '' ? '' : ` ${printable(name)}`}, bytes ${place.start}–${place.end}`;
}

function quote(place: Place, bytes: Uint8Array, columns: number, paint: Paint): string[] {
  const isLong = place.end - place.start > quoteLimit;
  const quoted = printableBytes(bytes.subarray(place.start, isLong ? place.start + quoteLimit : place.end));
  return wrap(cut(`${quoted}${isLong ? ' …' : ''}`, textLimit), columns - 8).map((line) => `      ${paint('accent', '│')} ${line}`);
}
