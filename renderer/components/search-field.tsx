/** A search field that waits for a pause in the typing before it tells what is wanted; Enter does not wait. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ActionIconMark } from './icons.tsx';

interface Properties {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** What is wanted at present; where somebody else clears it, so does the field. */
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

const pauseMilliseconds = 220;

export function SearchField({ id, label, hint, value, onSearch }: Properties) {
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // Changed from outside, not by our own telling: the field follows.
  if (value !== told) {
    setTold(value);
    setTyped(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = (text: string): void => {
    clearTimeout(timer.current);
    setTold(text);
    onSearch(text);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') tell(typed);
    else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      event.stopPropagation();
      setTyped('');
      tell('');
    }
  };
  return (
    <div className="search-field">
      <ActionIconMark name="search" size={13} />
      <input
        id={id}
        type="search"
        value={typed}
        placeholder={hint}
        aria-label={label}
        spellCheck={false}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => tell(text), pauseMilliseconds);
        }}
        onKeyDown={press}
      />
    </div>
  );
}
