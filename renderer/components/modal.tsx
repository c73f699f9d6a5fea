/** A modal dialog of the browser: it traps the focus, gives it back, and closes with Escape. */
import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { IconButton } from './buttons.tsx';

interface Properties {
  readonly title: string;
  readonly onClose: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Opens the dialog with the keyboard in its field or on the button that does no harm, not on its close button. */
function show(element: HTMLDialogElement | null): void {
  if (element === null || element.open) return;
  element.showModal();
  element.querySelector<HTMLElement>('input, textarea, [data-focus-first]')?.focus();
}

export function Modal({ title, onClose, className = '', children }: Properties) {
  return (
    <dialog ref={show} className={`modal ${className}`} onClose={onClose} aria-label={title}>
      <header className="modal-head">
        <h2>{title}</h2>
        <IconButton icon="close" label={words.close} onClick={onClose} />
      </header>
      {children}
    </dialog>
  );
}
