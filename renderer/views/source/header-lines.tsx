/** The raw header fields, line by line, only those in view; the selected bytes are lit and scrolled to. */
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { Detail } from '../../../shared/facts/detail.ts';
import { useRowWindow } from '../../components/row-window.ts';
import { bodyHeader } from '../../coverage.ts';
import { hashedRanges } from '../../hashed-ranges.ts';
import { placesOf, type Selected, signatureOf } from '../../selection.ts';
import { useWaybill } from '../../store.ts';
import { count, words } from '../../words.ts';
import { HashLegend } from './hash-legend.tsx';
import { firstLitLine, layoutLines } from './lines.ts';
import { markOf } from './margin.ts';
import { lineHeight, SourceLineView } from './source-line.tsx';
import { bodyLeftOut, wholeSource } from './whole-source.ts';

const gutter = 132;
const marginWidth = 34;
const characterWidth = 7.3;

function useHashedRanges(detail: Detail, place: Selected | null) {
  return useMemo(() => {
    const signature = signatureOf(detail, place);
    return signature === null ? null : { ranges: hashedRanges(detail, signature), isSeal: signature.sealed !== undefined };
  }, [detail, place]);
}

export function HeaderLines({ id, detail, place }: { readonly id: string; readonly detail: Detail; readonly place: Selected | null }) {
  const scroller = useRef<HTMLElement | null>(null);
  const places = placesOf(detail, place);
  const { inView, width, height, onScroll, ref } = useRowWindow(lineHeight);
  const hashed = useHashedRanges(detail, place);
  const body = useWaybill((state) => state.bodies.get(id));
  // A continuation line usually begins with a tab, which is four columns wide here.
  const columns = Math.floor((width - gutter - (hashed === null ? 0 : marginWidth)) / characterWidth) - 4;
  const source = useMemo(() => wholeSource(detail, body), [detail, body]);
  const lines = useMemo(() => layoutLines(source, columns), [source, columns]);
  // A body would be one block of light; the margin shows how far it goes.
  const lit = places.filter((each) => each.header !== bodyHeader(detail));
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

  const leftOut = bodyLeftOut(detail, body);
  return (
    <div className="lines-pane">
      {hashed !== null && <HashLegend ranges={hashed.ranges} isSeal={hashed.isSeal} />}
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
              key={`${line.header}-${line.start}`}
              line={line}
              row={first + offset}
              places={lit}
              trusted={line.header <= detail.route.boundary.header}
              first={line.start === detail.source[line.header]?.span.start}
              isBody={line.header === bodyHeader(detail)}
              margin={hashed === null ? undefined : { mark: markOf(line, hashed.ranges), ranges: hashed.ranges }}
            />
          ))}
        </div>
        {leftOut > 0 && <p className="quiet pane-note">{count(leftOut, 'further octet')} of the body are left out here.</p>}
      </section>
    </div>
  );
}
