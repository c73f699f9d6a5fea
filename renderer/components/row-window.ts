/** Which rows of a long list are on screen, so that only those are drawn. Every row has the same height. */
import { type UIEvent, useState } from 'react';

export interface RowWindow {
  readonly width: number;
  readonly height: number;
  /** First row to draw of so many, and the one behind the last. */
  readonly inView: (rows: number) => { readonly first: number; readonly end: number };
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
  /** Goes on the element that scrolls. */
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
}

const overscan = 8;

/** The rows to draw for this scroll position. Pure. */
export function rowsInView(
  scrollTop: number,
  height: number,
  rowHeight: number,
  rows: number,
): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan);
  return { first: Math.min(first, rows), end: Math.min(rows, Math.ceil((scrollTop + height) / rowHeight) + overscan) };
}

/** Follows the scrolling and the size of one element. */
export function useRowWindow(rowHeight: number): RowWindow {
  const [view, setView] = useState({ top: 0, height: 640, width: 900 });
  const [ref] = useState(() => (element: HTMLElement | null) => {
    if (element === null) return undefined;
    const measure = (): void => setView((old) => ({ ...old, height: element.clientHeight, width: element.clientWidth }));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  });
  return {
    width: view.width,
    height: view.height,
    inView: (rows) => rowsInView(view.top, view.height, rowHeight, rows),
    onScroll: (event) => {
      const top = event.currentTarget.scrollTop;
      setView((old) => ({ ...old, top }));
    },
    ref,
  };
}

/** The scroll position at which a row is in view; the present one where it is already. */
export function scrollToRow(row: number, rowHeight: number, top: number, height: number): number {
  const start = row * rowHeight;
  if (start < top) return start;
  return start + rowHeight > top + height ? start + rowHeight - height : top;
}
