/** A long table that draws only the rows in view: one stop for the keyboard, arrows move, keys act on the row. */
// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw some of its rows only
// biome-ignore-all lint/a11y/noStaticElementInteractions: the role is grid or treegrid
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the role is grid or treegrid
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type GridColumn, GridHead } from './grid-head.tsx';
import { GridLine, type GridRow, gridRowHeight } from './grid-line.tsx';
import { scrollToRow, useRowWindow } from './row-window.ts';

interface Properties<S extends string> {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly GridColumn<S>[];
  readonly sort: S;
  readonly onSort: (sort: S) => void;
  readonly total: number;
  /** A change takes the list back to its top. */
  readonly question: string;
  readonly isTree?: boolean;
  readonly isLate?: boolean;
  readonly rowAt: (index: number) => GridRow;
  /** Tells which rows are drawn, so that they can be loaded. */
  readonly onView: (first: number, end: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onKey?: (index: number, key: string) => boolean;
  readonly foot?: ReactNode;
}

const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 };

export function RowGrid<S extends string>(properties: Properties<S>) {
  const {
    name,
    label,
    columns,
    sort,
    onSort,
    total,
    question,
    isTree = false,
    isLate = false,
    rowAt,
    onView,
    onOpen,
    onKey,
    foot,
  } = properties;
  const { inView, height, onScroll, ref } = useRowWindow(gridRowHeight);
  const { first, end } = inView(total);
  const [active, setActive] = useState(0);
  const body = useRef<HTMLElement | null>(null);
  // One callback for good: with a new one at each drawing, the list would be measured anew each time.
  const [attach] = useState(() => (element: HTMLElement | null) => {
    body.current = element;
    return ref(element);
  });

  useLayoutEffect(() => {
    if (question !== '' && body.current !== null) body.current.scrollTop = 0;
    setActive(0);
  }, [question]);
  useEffect(() => onView(first, end), [onView, first, end]);

  const move = (to: number): void => {
    const next = Math.min(total - 1, Math.max(0, to));
    setActive(next);
    const element = body.current;
    if (element !== null) element.scrollTop = scrollToRow(next, gridRowHeight, element.scrollTop, height);
  };
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = moves[event.key];
    if (by !== undefined) move(active + by);
    else if (event.key === 'Enter' || event.key === ' ') onOpen(active);
    else if (onKey?.(active, event.key) !== true) return;
    event.preventDefault();
  };

  return (
    <div className={`grid grid-of-${name}`} data-late={isLate || undefined}>
      <div
        className="grid-sheet"
        role={isTree ? 'treegrid' : 'grid'}
        aria-label={label}
        aria-rowcount={total + 1}
        aria-busy={isLate}
        tabIndex={0}
        aria-activedescendant={active >= first && active < end ? `${name}-row-${active}` : undefined}
        onKeyDown={press}
      >
        <GridHead columns={columns} sort={sort} onSort={onSort} />
        <div className="grid-body" role="presentation" onScroll={onScroll} ref={attach}>
          <div className="grid-rows" role="rowgroup" style={{ height: total * gridRowHeight }}>
            {Array.from({ length: end - first }, (_each, offset) => {
              const index = first + offset;
              const row = rowAt(index);
              return (
                <GridLine
                  key={row.key}
                  name={name}
                  index={index}
                  row={row}
                  columns={columns}
                  isTree={isTree}
                  isActive={index === active}
                  onTouch={() => setActive(index)}
                  onOpen={() => onOpen(index)}
                />
              );
            })}
          </div>
        </div>
      </div>
      {foot !== undefined && <div className="grid-foot">{foot}</div>}
    </div>
  );
}
