/** A table row that is a statement: click or Enter selects it and lights its bytes; the arrow keys go to the next one. */
import type { KeyboardEvent, ReactNode } from 'react';
import { visibleText } from '../text.ts';
import { moveFocus } from './roving.ts';

interface Properties {
  /** Position in its table; the first row is where the keyboard comes in. */
  readonly position: number;
  readonly selected: boolean;
  readonly lit?: boolean;
  readonly label: string;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function SelectableRow({ position, selected, lit = false, label, onSelect, children }: Properties) {
  const press = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    if (event.target !== event.currentTarget) return;
    const rows = event.currentTarget.parentElement?.querySelectorAll<HTMLTableRowElement>('tr.row') ?? [];
    if (moveFocus(event, [...rows]) || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    onSelect();
  };
  return (
    <tr
      className="row"
      tabIndex={position === 0 ? 0 : -1}
      aria-label={visibleText(label)}
      aria-selected={selected}
      data-lit={lit || undefined}
      onClick={onSelect}
      onKeyDown={press}
    >
      {children}
    </tr>
  );
}
