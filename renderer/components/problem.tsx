/** Something could not be read: what the engine says, and a way to try again. */
import type { Refusal } from '../../shared/outcome.ts';
import { reportWords } from '../report-words.ts';
import { visibleText } from '../text.ts';
import { Button } from './buttons.tsx';

interface Properties {
  readonly error: Refusal;
  readonly onRetry: () => void;
}

export function Problem({ error, onRetry }: Properties) {
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{reportWords.failed}</strong> {visibleText(error.message)} <span className="quiet mono">{error.code}</span>
      </p>
      <Button icon="again" onClick={onRetry}>
        {reportWords.retry}
      </Button>
    </div>
  );
}
