/** The evidence list: a listbox that draws only the rows in view, with one stop for the keyboard. */
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { moveEvidence, removeEvidence, selectEvidence } from '../../actions/evidence.ts';
import { scrollToRow, useRowWindow } from '../../components/row-window.ts';
import { visibleRows } from '../../selectors.ts';
import { useWaybill } from '../../store.ts';
import { words } from '../../words.ts';
import { EvidenceItem, rowHeight } from './evidence-item.tsx';

const moves: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function EvidenceList() {
  const rows = useWaybill(visibleRows);
  const selected = useWaybill((state) => state.selection.evidence);
  const { inView, height, onScroll, ref } = useRowWindow(rowHeight);
  const { first, end } = inView(rows.length);
  const list = useRef<HTMLDivElement | null>(null);
  const active = rows.findIndex((row) => row.id === selected);

  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null && active >= 0) element.scrollTop = scrollToRow(active, rowHeight, element.scrollTop, height);
  }, [active, height]);

  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = moves[event.key];
    if (by !== undefined) moveEvidence(Number.isFinite(by) ? by : Math.sign(by) * rows.length);
    else if (event.key === 'Delete' && selected !== null) void removeEvidence(selected);
    else return;
    event.preventDefault();
  };

  if (rows.length === 0) return <p className="list-empty">{words.noMatch}</p>;
  return (
    <div
      className="evidence-list"
      role="listbox"
      aria-label={words.evidence}
      tabIndex={0}
      aria-activedescendant={active >= first && active < end ? `evidence-${active}` : undefined}
      onKeyDown={press}
      onScroll={onScroll}
      ref={(element) => {
        list.current = element;
        return ref(element);
      }}
    >
      <div className="evidence-rows" style={{ height: rows.length * rowHeight }}>
        {rows.slice(first, end).map((row, offset) => (
          <EvidenceItem
            key={row.id}
            row={row}
            position={first + offset}
            total={rows.length}
            selected={row.id === selected}
            onSelect={() => selectEvidence(row.id)}
          />
        ))}
      </div>
    </div>
  );
}
