/** One row of a long table, at its place among those that are drawn. */
// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw some of its rows only
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid hears the keys
import type { ReactNode } from 'react';
import type { GridColumn } from './grid-head.tsx';

export const gridRowHeight = 32;

export interface GridRow {
  readonly key: string;
  /** By the id of their column. */
  readonly cells: Readonly<Record<string, ReactNode>>;
  readonly isSelected?: boolean;
  /** For rows that unfold. */
  readonly isUnfolded?: boolean | undefined;
  readonly level?: number;
  readonly look?: string;
}

interface Properties {
  readonly name: string;
  readonly index: number;
  readonly row: GridRow;
  readonly columns: readonly Pick<GridColumn<string>, 'id' | 'isNumeric'>[];
  readonly isTree: boolean;
  readonly isActive: boolean;
  readonly onTouch: () => void;
  readonly onOpen: () => void;
}

export function GridLine({ name, index, row, columns, isTree, isActive, onTouch, onOpen }: Properties) {
  return (
    <div
      id={`${name}-row-${index}`}
      className="grid-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={row.isSelected === true}
      aria-expanded={row.isUnfolded}
      aria-level={isTree ? (row.level ?? 1) : undefined}
      tabIndex={-1}
      data-active={isActive || undefined}
      data-look={row.look}
      style={{ transform: `translateY(${index * gridRowHeight}px)`, height: gridRowHeight }}
      onMouseDown={onTouch}
      onClick={onOpen}
    >
      {columns.map((column) => (
        <div key={column.id} className={`cell cell-${column.id}`} data-numeric={column.isNumeric} role="gridcell">
          {row.cells[column.id]}
        </div>
      ))}
    </div>
  );
}
