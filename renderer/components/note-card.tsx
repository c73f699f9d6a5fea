/** A note as a card that folds: plain text, kept by itself, with its state beside it; on paper it is text. */
import { useId, useState } from 'react';
import { type NoteState, noteWords } from '../case-words.ts';
import { formatClock, formatDay, visibleText } from '../text.ts';
import { Button } from './buttons.tsx';

interface FieldProperties {
  readonly label: string;
  readonly text: string;
  readonly state: NoteState;
  readonly at: string | null;
  readonly onWrite: (text: string) => void;
  readonly onLeave: () => void;
}

function stateOf({ state, at }: FieldProperties): string {
  const words = noteWords.states[state];
  return at === null || (state !== 'saved' && state !== 'kept') ? words : `${words}, ${formatDay(at)}, ${formatClock(at)} UTC`;
}

/** The field without the card, for a dialog. */
export function NoteField(properties: FieldProperties) {
  const { label, text, state, onWrite, onLeave } = properties;
  const id = useId();
  return (
    <div className="note">
      <textarea
        className="note-text"
        aria-label={label}
        aria-describedby={id}
        rows={3}
        maxLength={100_000}
        placeholder={noteWords.placeholder}
        value={text}
        onChange={(event) => onWrite(event.target.value)}
        onBlur={onLeave}
      />
      <p className="note-print">{visibleText(text)}</p>
      <p className="note-state" id={id} data-state={state} role={state === 'failed' ? 'alert' : undefined}>
        {stateOf(properties)}
        {state === 'failed' && <Button onClick={onLeave}>{noteWords.retry}</Button>}
      </p>
    </div>
  );
}

/** Folded while there is nothing in it. */
export function NoteCard(properties: FieldProperties) {
  // Decided once: a card must not fold under the fingers of somebody who empties it.
  const [isOpen] = useState(properties.text !== '');
  return (
    <details className="note-card" open={isOpen} data-empty={properties.text === '' || undefined}>
      <summary>{properties.label}</summary>
      <NoteField {...properties} />
    </details>
  );
}
