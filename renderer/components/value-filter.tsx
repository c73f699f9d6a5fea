/** A value with the button that narrows everything to it, or stops narrowing. */
import { reportWords } from '../report-words.ts';
import { visibleText } from '../text.ts';
import { ActionIconMark } from './icons.tsx';

interface Properties {
  readonly value: string;
  readonly isActive: boolean;
  /** Within a grid the row is the stop of the keyboard, and a key does the same. */
  readonly isStop?: boolean;
  readonly onToggle: () => void;
}

export function FilterButton({ value, isActive, isStop = true, onToggle }: Properties) {
  const label = isActive ? reportWords.unfilter(visibleText(value)) : reportWords.filterBy(visibleText(value));
  return (
    <button
      type="button"
      className="filter-button"
      aria-pressed={isActive}
      aria-label={label}
      title={label}
      tabIndex={isStop ? 0 : -1}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
    >
      <ActionIconMark name={isActive ? 'unfilter' : 'filter'} size={12} />
    </button>
  );
}
