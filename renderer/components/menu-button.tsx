/** A button that opens a small menu: arrows move in it, Enter chooses, Escape closes. */
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { type ActionIcon, ActionIconMark } from './icons.tsx';
import { moveFocus } from './roving.ts';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** The keys that do the same, where there are some. */
  readonly keys?: string;
  readonly onChoose: () => void;
}

interface Properties {
  readonly label: string;
  readonly icon: ActionIcon;
  /** What stands on the button in place of icon and label. */
  readonly face?: ReactNode;
  /** What stands above the items. */
  readonly head?: ReactNode;
  readonly items: readonly MenuItem[];
  readonly isQuiet?: boolean;
}

export function MenuButton({ label, icon, face, head, items, isQuiet = false }: Properties) {
  const menu = useRef<HTMLDivElement | null>(null);
  const opener = useRef<HTMLButtonElement | null>(null);
  const id = useId();
  const close = (): void => {
    menu.current?.hidePopover();
    opener.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else moveFocus(event, [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')]);
  };
  const anchor = `--${id.replaceAll(/[^\w-]/g, '')}`;
  return (
    <span className="menu">
      <button
        ref={opener}
        type="button"
        className={isQuiet ? 'icon-button' : 'button'}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={isQuiet || face !== undefined ? label : undefined}
        title={isQuiet ? label : undefined}
        style={{ anchorName: anchor }}
      >
        {face ?? (
          <>
            <ActionIconMark name={icon} />
            {!isQuiet && label}
          </>
        )}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className="menu-list"
        style={{ positionAnchor: anchor }}
        onToggle={(event) => {
          if (event.newState === 'open') event.currentTarget.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
        }}
      >
        {head}
        <div role="menu" tabIndex={-1} aria-label={label} onKeyDown={press}>
          {items.map((item, index) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              className="menu-item"
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              {item.label}
              {item.keys !== undefined && <kbd>{item.keys}</kbd>}
            </button>
          ))}
        </div>
      </div>
    </span>
  );
}
