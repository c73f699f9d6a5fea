/** The head of a long table: what the columns are, and by which it is sorted. */
// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw some of its rows only
import { ActionIconMark } from './icons.tsx';

export interface GridColumn<S extends string> {
  readonly id: string;
  readonly label: string;
  readonly isNumeric?: boolean;
  /** The order that this head chooses, and which way it goes. */
  readonly sort?: S;
  readonly direction?: 'ascending' | 'descending';
}

interface Properties<S extends string> {
  readonly columns: readonly GridColumn<S>[];
  readonly sort: S;
  readonly onSort: (sort: S) => void;
}

export function GridHead<S extends string>({ columns, sort, onSort }: Properties<S>) {
  return (
    <div className="grid-top" role="rowgroup">
      <div className="grid-head" role="row" aria-rowindex={1} tabIndex={-1}>
        {columns.map((column) => {
          const wanted = column.sort;
          const isSorted = wanted === sort;
          const direction = column.direction ?? 'descending';
          return (
            <div
              key={column.id}
              className={`cell cell-${column.id}`}
              data-numeric={column.isNumeric}
              role="columnheader"
              tabIndex={-1}
              aria-sort={isSorted ? direction : undefined}
            >
              {wanted === undefined ? (
                column.label
              ) : (
                <button
                  type="button"
                  className="grid-sort"
                  data-sorted={isSorted || undefined}
                  data-direction={direction}
                  title={isSorted ? `Sorted by ${column.label}, ${direction}` : `Sort by ${column.label}`}
                  onClick={() => onSort(wanted)}
                >
                  {column.label}
                  <ActionIconMark name="fold" size={10} />
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
