/** Follows the width of one element, for drawings that are laid out for it. */
import { useState } from 'react';

/** Width in CSS pixels; `initial` until the element is on screen. The ref goes on the element. */
export function useElementWidth(initial: number): {
  readonly width: number;
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
} {
  const [width, setWidth] = useState(initial);
  const [ref] = useState(() => (element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  });
  return { width, ref };
}
