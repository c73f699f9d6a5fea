/** Small marks with their words: a result, a grade of trust, who made a check. */
import type { Source, Trust } from '../../shared/facts/evidence.ts';
import { shapeOfResult } from '../selectors.ts';
import { visibleText } from '../text.ts';
import { sourceWords, trustWords } from '../words.ts';
import { ResultIcon } from './icons.tsx';

/** A result of SPF, DKIM, ARC or DMARC. Muted where it is only claimed: a claim neither accuses nor clears. */
export function ResultMark({ result, muted = false }: { readonly result: string; readonly muted?: boolean }) {
  const shape = shapeOfResult(result);
  return (
    <span className="result" data-shape={shape} data-muted={muted || undefined}>
      <ResultIcon shape={shape} />
      {visibleText(result)}
    </span>
  );
}

/** A grade of trust: a stroke in the ink of the drawing, and its word. */
export function TrustMark({ trust }: { readonly trust: Trust }) {
  return (
    <span className="trust" data-trust={trust}>
      <svg className="trust-ink" width="22" height="10" viewBox="0 0 22 10" aria-hidden="true" focusable="false">
        {trust === 'claimed' ? (
          <path className="trust-line" d="M1 9 5 1M6 9l4-8M11 9l4-8M16 9l4-8" />
        ) : (
          <path className="trust-line trust-line-bold" d="M1 5h20" strokeDasharray={trust === 'attributed' ? '5 3' : undefined} />
        )}
      </svg>
      {trustWords[trust]}
    </span>
  );
}

/** Who made a check: ours has a filled mark, what was only read an open one. */
export function SourceMark({ source }: { readonly source: Source }) {
  return (
    <span className="source-mark" data-source={source}>
      {sourceWords[source]}
    </span>
  );
}
