/** How each class of rows is drawn: a colour and, where colour alone would not tell it from its neighbours, a pattern. Placed once a window. */
import { type RowClass, rowClasses } from '../../shared/facts/report.ts';

/** Lines over the colour, on a tile of 6 × 6; none is plain. */
const strokes: Readonly<Partial<Record<RowClass, string>>> = {
  unauthorised: 'M-1.5 1.5l3-3M0 6l6-6M4.5 7.5l3-3',
  'aligned-spf-shared-pool-only': 'M1.5 1.5h.01M4.5 4.5h.01',
  'third-party': 'M1 0v6M4 0v6',
  forwarder: 'M0 1h6M0 4h6',
  unknown: 'M0 0l6 6M6 0l-6 6',
};

/** The fill of a class, for use in any drawing of this window. */
export function classFill(rowClass: RowClass): string {
  return `url(#class-${rowClass})`;
}

export function ClassPatterns() {
  return (
    <svg className="class-patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        {rowClasses.map((each) => (
          <pattern key={each} id={`class-${each}`} width="6" height="6" patternUnits="userSpaceOnUse">
            <rect className="class-ground" data-class={each} width="6" height="6" />
            {strokes[each] !== undefined && <path className="class-stroke" data-class={each} d={strokes[each]} />}
          </pattern>
        ))}
      </defs>
    </svg>
  );
}
