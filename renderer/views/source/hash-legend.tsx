/** What the marks in the margin of the source mean, while a signature is looked at. */
import type { HashedRange } from '../../hashed-ranges.ts';

const entries: readonly (readonly [kind: HashedRange['kind'], sample: string, text: string])[] = [
  ['field', '1', 'hashed, with its place in the hash'],
  ['emptied', 'b=', 'left out of the hash'],
  ['body', 'B', 'hashed body'],
  ['unsigned', 'l=', 'behind l=: not signed'],
];

export function HashLegend({ ranges, isSeal }: { readonly ranges: readonly HashedRange[]; readonly isSeal: boolean }) {
  const kinds = new Set(ranges.map((range) => range.kind));
  return (
    <p className="hash-legend">
      {entries
        .filter(([kind]) => kinds.has(kind))
        .map(([kind, sample, text]) => (
          <span key={kind} className="legend-entry">
            <span className="line-mark" data-mark={kind} aria-hidden="true">
              {sample}
            </span>
            {text}
          </span>
        ))}
      <span className="legend-entry">
        <span className="line-mark" data-mark="none" aria-hidden="true" />
        {isSeal ? 'no mark: the seal does not cover it' : 'no mark: not covered'}
      </span>
    </p>
  );
}
