/** The search in a raw report: what is looked for, how often it was found, and the way from one place to the next. */
import { IconButton } from '../../components/buttons.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { formatCount, reportWords } from '../../report-words.ts';

interface Properties {
  readonly wanted: string;
  readonly found: number;
  readonly nth: number;
  readonly onSearch: (text: string) => void;
  readonly onMove: (by: 1 | -1) => void;
}

export function RawSearch({ wanted, found, nth, onSearch, onMove }: Properties) {
  return (
    <div className="raw-search">
      <SearchField id="raw-search" label={reportWords.rawSearch} hint={reportWords.rawSearch} value={wanted} onSearch={onSearch} />
      <span className="quiet" aria-live="polite">
        {wanted === '' ? '' : found === 0 ? reportWords.rawNone : `${formatCount(nth + 1)} of ${formatCount(found)}`}
      </span>
      <IconButton icon="earlier" label="Previous place" disabled={found < 2} onClick={() => onMove(-1)} />
      <IconButton icon="later" label="Next place" disabled={found < 2} onClick={() => onMove(1)} />
    </div>
  );
}
