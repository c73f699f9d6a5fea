/** What stands in place of a list: while it is asked for, where nothing matches, or where it could not be read. */
import type { ReactNode } from 'react';
import type { Refusal } from '../../shared/outcome.ts';
import { reportWords } from '../report-words.ts';
import { Button } from './buttons.tsx';
import { Problem } from './problem.tsx';

interface Properties {
  readonly total: number | null;
  readonly error: Refusal | null;
  /** Whether a filter is what leaves nothing. */
  readonly isFiltered: boolean;
  readonly onRetry: () => void;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** Lines where the rows will be, so that nothing jumps when they come. */
function Skeleton() {
  return (
    <div className="skeleton" role="status" aria-busy="true" aria-label={reportWords.loading}>
      {Array.from({ length: 8 }, (_each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <span key={index} style={{ inlineSize: `${92 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

export function ListState({ total, error, isFiltered, onRetry, onClear, children }: Properties) {
  if (error !== null) return <Problem error={error} onRetry={onRetry} />;
  if (total === null) return <Skeleton />;
  if (total > 0) return children;
  return (
    <div className="nothing">
      <p>{reportWords.nothingMatches}</p>
      {isFiltered && (
        <Button icon="close" onClick={onClear}>
          {reportWords.clearFilter}
        </Button>
      )}
    </div>
  );
}
