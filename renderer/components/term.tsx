/** A word of the glossary: a button that shows its definition. The browser gives light dismissal, Escape and the focus back. */
import { useId } from 'react';
import { glossary, type TermId } from '../glossary.ts';

interface Properties {
  readonly id: TermId;
  /** The word as it stands in the text, where that is not the term itself. */
  readonly children?: string;
}

export function Term({ id, children }: Properties) {
  const popover = useId();
  const { term, text, basis } = glossary[id];
  return (
    <>
      <button type="button" className="term" popoverTarget={popover}>
        {children ?? term}
      </button>
      <span className="definition" id={popover} popover="auto" role="note">
        <strong>{term}</strong>
        <span>{text}</span>
        {basis !== null && <span className="definition-basis">{basis}</span>}
      </span>
    </>
  );
}
