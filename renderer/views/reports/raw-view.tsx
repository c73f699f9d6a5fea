/** The report's own bytes as text: numbered lines, fetched as one scrolls, with a search. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { retrySelection } from '../../actions/report-loading.ts';
import { isWhole, loadRaw, loadWholeRaw } from '../../actions/report-raw-text.ts';
import { Problem } from '../../components/problem.tsx';
import { RawLineText } from '../../components/raw-line.tsx';
import { scrollToRow, useRowWindow } from '../../components/row-window.ts';
import { drawnLines, findInLines } from '../../report-raw.ts';
import { reportWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { formatBytes } from '../../text.ts';
import { RawSearch } from './raw-search.tsx';

const lineHeight = 19;
/** So many lines before the end of what is here the next piece is fetched. */
const ahead = 60;

export function RawView({ report }: { readonly report: number }) {
  const raw = useWaybill((state) => (state.reports.raw?.report === report ? state.reports.raw : null));
  const [wanted, setWanted] = useState('');
  const [nth, setNth] = useState(0);
  const { inView, height, onScroll, ref } = useRowWindow(lineHeight);
  const body = useRef<HTMLElement | null>(null);
  const [attach] = useState(() => (element: HTMLElement | null) => {
    body.current = element;
    return ref(element);
  });
  const lines = useMemo(() => (raw === null ? [] : drawnLines(raw.lines)), [raw]);
  const found = useMemo(() => findInLines(lines, wanted), [lines, wanted]);
  const { first, end } = inView(lines.length);
  const isAll = raw !== null && isWhole(raw);
  useEffect(() => {
    if (raw !== null && !isAll && end + ahead > lines.length) void loadRaw(report);
  }, [raw, isAll, end, lines.length, report]);

  const current = found[nth];
  useEffect(() => {
    const element = body.current;
    if (current !== undefined && element !== null) {
      element.scrollTop = scrollToRow(current, lineHeight, element.scrollTop, height - 3 * lineHeight);
    }
  }, [current, height]);

  const look = (to: number): void => {
    if (found.length > 0) setNth((to + found.length) % found.length);
  };
  const search = (text: string): void => {
    setWanted(text);
    setNth(0);
    if (text !== '') void loadWholeRaw(report);
  };
  if (raw?.error != null) return <Problem error={raw.error} onRetry={retrySelection} />;
  return (
    <div className="raw">
      <RawSearch found={found.length} nth={nth} wanted={wanted} onSearch={search} onMove={(by) => look(nth + by)} />
      <section
        className="raw-body"
        aria-label="Raw report"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
        tabIndex={0}
        onScroll={onScroll}
        ref={attach}
      >
        <div className="raw-lines" style={{ height: lines.length * lineHeight }}>
          {lines.slice(first, end).map((line, offset) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text never change places
              key={first + offset}
              className="raw-line"
              data-current={first + offset === current || undefined}
              style={{ transform: `translateY(${(first + offset) * lineHeight}px)`, height: lineHeight }}
            >
              <span className="raw-number">{line.isStart ? line.number : ''}</span>
              <RawLineText text={line.text} wanted={wanted} />
            </div>
          ))}
        </div>
      </section>
      <p className="grid-foot" aria-live="polite">
        {raw === null || raw.size === null
          ? reportWords.loading
          : isAll && raw.loaded >= raw.size
            ? formatBytes(raw.size)
            : reportWords.rawMore(formatBytes(raw.loaded), formatBytes(raw.size))}
      </p>
    </div>
  );
}
