/** One stop for the keyboard in a group of things: the arrow keys go from one to the next. */
import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Moves the focus among `stops` by an arrow key, and makes the new one the stop of the group. Says whether it did. */
export function moveFocus(event: KeyboardEvent, stops: readonly (HTMLElement | SVGElement)[]): boolean {
  const step = steps[event.key];
  const at = stops.indexOf(document.activeElement as HTMLElement | SVGElement);
  const next = step === undefined || at < 0 ? undefined : stops[at + step];
  if (next === undefined) return false;
  event.preventDefault();
  for (const stop of stops) stop.setAttribute('tabindex', stop === next ? '0' : '-1');
  next.focus();
  return true;
}
