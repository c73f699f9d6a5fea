/** The gates and hops of the drawing are one stop for the keyboard; the arrow keys go along the path. */
import type { KeyboardEvent, SVGProps } from 'react';
import { moveFocus } from '../../components/roving.ts';

/** Properties of something in the drawing that can be chosen. `first` is where the keyboard comes in. */
export function chosen(label: string, pressed: boolean, first: boolean, choose: () => void): SVGProps<SVGGElement> {
  return {
    role: 'button',
    tabIndex: first ? 0 : -1,
    'aria-label': label,
    'aria-pressed': pressed,
    onClick: choose,
    onKeyDown: (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose();
    },
  };
}

/** Key handler of the drawing. Left to right is the order of the path, whatever the order of painting. */
export function moveAlong(event: KeyboardEvent<SVGSVGElement>): void {
  const left = (element: Element): number => Number(element.getAttribute('data-x') ?? 0);
  const stops = [...event.currentTarget.querySelectorAll<SVGGElement>('[role=button]')];
  moveFocus(
    event,
    stops.toSorted((one, other) => left(one) - left(other)),
  );
}
