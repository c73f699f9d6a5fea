/** What the inks and the gates mean, in one line under the drawing; each word leads to its definition. */
import { Term } from '../../components/term.tsx';
import type { TermId } from '../../glossary.ts';

const inks = ['vouched', 'attributed', 'claimed'] as const satisfies readonly TermId[];

const gateWords = [
  ['open', 'M-6 -5V5M6 -5V5M-5 -4 -9 3M5 -4 9 3', 'pass'],
  ['barred', 'M-6 -5V5M6 -5V5M-6 -2H6M-6 2H6', 'fail or softfail'],
  ['dashed', 'M-6 -5V-3M-6 -1V1M-6 3V5M6 -5V-3M6 -1V1M6 3V5', 'unknown'],
  ['posts', 'M-6 -5V5M6 -5V5', 'none or neutral'],
] as const;

export function Legend() {
  return (
    <div className="legend">
      <span className="legend-group">
        <span className="legend-title">Ink</span>
        {inks.map((ink) => (
          <span key={ink} className="legend-entry">
            <svg width="30" height="10" viewBox="0 0 30 10" aria-hidden="true" focusable="false" className="link" data-trust={ink}>
              <path className="link-ink" d="M1 5H29" />
            </svg>
            <Term id={ink}>{ink}</Term>
          </span>
        ))}
      </span>
      <span className="legend-group">
        <span className="legend-title">
          <Term id="spf" /> gate
        </span>
        {gateWords.map(([shape, d, word]) => (
          <span key={shape} className="legend-entry">
            <svg width="22" height="14" viewBox="-11 -7 22 14" aria-hidden="true" focusable="false" className="legend-gate">
              <path d={d} />
            </svg>
            {word}
          </span>
        ))}
      </span>
    </div>
  );
}
