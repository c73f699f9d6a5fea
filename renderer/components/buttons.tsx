/** Buttons: one with words, one with a pictogram alone (and its words for those who cannot see it). */
import type { MouseEvent, ReactNode } from 'react';
import { words } from '../words.ts';
import { type ActionIcon, ActionIconMark } from './icons.tsx';

interface ButtonProperties {
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly icon?: ActionIcon;
  readonly strong?: boolean;
  readonly disabled?: boolean;
  readonly hint?: string;
  /** Whether what it opens is open; left out where it opens nothing. */
  readonly expanded?: boolean;
  readonly children: ReactNode;
}

export function Button({ onClick, icon, strong = false, disabled = false, hint, expanded, children }: ButtonProperties) {
  return (
    <button
      type="button"
      className={strong ? 'button button-strong' : 'button'}
      onClick={onClick}
      disabled={disabled}
      title={hint}
      aria-expanded={expanded}
    >
      {icon !== undefined && <ActionIconMark name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProperties {
  readonly onClick: (event: MouseEvent<HTMLButtonElement>) => void;
  readonly icon: ActionIcon;
  readonly label: string;
  readonly disabled?: boolean;
  readonly expanded?: boolean;
}

export function IconButton({ onClick, icon, label, disabled = false, expanded }: IconButtonProperties) {
  return (
    <button
      type="button"
      className="icon-button"
      onClick={onClick}
      aria-label={label}
      title={label}
      disabled={disabled}
      aria-expanded={expanded}
    >
      <ActionIconMark name={icon} />
    </button>
  );
}

/** Copies, defanged by default and raw with Shift (peers.md, checklist 5). */
export function CopyButton({ label, onCopy }: { readonly label: string; readonly onCopy: (raw: boolean) => void }) {
  return (
    <button
      type="button"
      className="icon-button copy-button"
      onClick={(event) => {
        event.stopPropagation();
        onCopy(event.shiftKey);
      }}
      aria-label={`${words.copy}: ${label}`}
      title={`${words.copy}: ${label} (defanged; with Shift as it stands)`}
    >
      <ActionIconMark name="copy" size={13} />
    </button>
  );
}
