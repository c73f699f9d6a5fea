/** A few choices side by side, one of them chosen: one stop for the keyboard, arrows choose. */
import type { KeyboardEvent } from 'react';

interface Properties<T extends string> {
  readonly label: string;
  readonly choices: readonly (readonly [T, string])[];
  readonly chosen: T;
  readonly onChoose: (choice: T) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function Segments<T extends string>({ label, choices, chosen, onChoose }: Properties<T>) {
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = steps[event.key];
    const at = choices.findIndex(([choice]) => choice === chosen);
    const next = step === undefined ? undefined : choices[(at + step + choices.length) % choices.length];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next[0]);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')[choices.indexOf(next)]?.focus();
  };
  return (
    <div className="segments" role="radiogroup" aria-label={label} onKeyDown={press}>
      {choices.map(([choice, words]) => (
        // biome-ignore lint/a11y/useSemanticElements: buttons of one toolbar, not fields of a form
        <button
          key={choice}
          type="button"
          role="radio"
          aria-checked={choice === chosen}
          tabIndex={choice === chosen ? 0 : -1}
          onClick={() => onChoose(choice)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
