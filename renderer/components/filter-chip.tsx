/** One active part of a filter, with the button that takes it away. */
import { visibleText } from '../text.ts';
import { ActionIconMark } from './icons.tsx';

interface Properties {
  readonly label: string;
  readonly value: string;
  readonly onRemove: () => void;
}

export function FilterChip({ label, value, onRemove }: Properties) {
  return (
    <li className="filter-chip">
      <span className="filter-chip-label">{label}</span>
      <bdi className="filter-chip-value">{visibleText(value)}</bdi>
      <button type="button" className="filter-chip-remove" onClick={onRemove} aria-label={`Remove: ${label} ${visibleText(value)}`}>
        <ActionIconMark name="close" size={10} />
      </button>
    </li>
  );
}
