/** The raw header fields, line by line, only those in view; the selected bytes are lit and scrolled to. */
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { Detail } from '../../../shared/facts/detail.ts';
import { useRowWindow } from '../../components/row-window.ts';
import { placesOf, type Selected } from '../../selection.ts';
import { useWaybill } from '../../store.ts';
import { words } from '../../words.ts';
import { firstLitLine, layoutLines } from './lines.ts';
import { lineHeight, SourceLineView } from './source-line.tsx';

const gutter = 132;
const characterWidth = 7.3;

export function HeaderLines({ detail, place }: { readonly detail: Detail; readonly place: Selected | null }) {
  const scroller = useRef<HTMLElement | null>(null);
  const places = placesOf(detail, place);
  const { inView, width, height, onScroll, ref } = useRowWindow(lineHeight);
  // A continuation line usually begins with a tab, which is four columns wide here.
  const columns = Math.floor((width - gutter) / characterWidth) - 4;
  const lines = useMemo(() => layoutLines(detail.source, columns), [detail.source, columns]);
  const { first, end } = inView(lines.length);
  const nth = useWaybill((state) => state.selection.nth);
  const looked = places[nth];
  const target = looked === undefined ? -1 : firstLitLine(lines, [looked]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || target < 0) return;
    const top = target * lineHeight;
    if (top < element.scrollTop || top + 3 * lineHeight > element.scrollTop + height) element.scrollTop = Math.max(0, top - 3 * lineHeight);
  }, [target, height]);

  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    event.currentTarget.scrollTop += event.key === 'ArrowDown' ? lineHeight : -lineHeight;
  };

  return (
    <section
      className="lines"
      aria-label={words.source}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
      tabIndex={0}
      onKeyDown={press}
      onScroll={onScroll}
      ref={(element) => {
        scroller.current = element;
        return ref(element);
      }}
    >
      <div className="lines-all" style={{ height: lines.length * lineHeight }}>
        {lines.slice(first, end).map((line, offset) => (
          <SourceLineView
            key={line.start}
            line={line}
            row={first + offset}
            places={places}
            trusted={line.header <= detail.route.boundary.header}
            first={line.start === detail.source[line.header]?.span.start}
          />
        ))}
      </div>
    </section>
  );
}
