/** The class of a row as swatch and word; a group's shares of the classes as one bar. */
import { type RowClass, rowClasses } from '../../shared/facts/report.ts';
import { classWords, formatCount } from '../report-words.ts';
import { classFill } from './class-patterns.tsx';

export function ClassSwatch({ rowClass, size = 12 }: { readonly rowClass: RowClass; readonly size?: number }) {
  return (
    <svg className="class-swatch" width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <rect width="12" height="12" rx="2" fill={classFill(rowClass)} />
    </svg>
  );
}

export function ClassMark({ rowClass, isLong = false }: { readonly rowClass: RowClass; readonly isLong?: boolean }) {
  const { label, short, meaning } = classWords[rowClass];
  return (
    <span className="class-mark" data-class={rowClass} title={meaning}>
      <ClassSwatch rowClass={rowClass} />
      <span>{isLong ? label : short}</span>
    </span>
  );
}

/** `41 suspect, 12 unauthorised`, the classes that are there, gravest first. */
export function sharesInWords(byClass: readonly number[]): string {
  const parts = rowClasses.flatMap((each, index) => {
    const amount = byClass[index] ?? 0;
    return amount === 0 ? [] : [`${formatCount(amount)} ${classWords[each].short.toLowerCase()}`];
  });
  return parts.length === 0 ? 'no message' : parts.join(', ');
}

/** Narrower than this a share would not be seen; the few suspects are what one looks for. */
const leastShare = 1.6;

/** Widths in per cent, each share at least visible, all together a hundred. */
export function shareWidths(byClass: readonly number[]): readonly number[] {
  const sum = byClass.reduce((total, amount) => total + amount, 0);
  if (sum === 0) return byClass.map(() => 0);
  const raised = byClass.map((amount) => (amount === 0 ? 0 : Math.max(leastShare, (amount / sum) * 100)));
  const whole = raised.reduce((total, width) => total + width, 0);
  return raised.map((width) => (width / whole) * 100);
}

export function ShareBar({ byClass }: { readonly byClass: readonly number[] }) {
  let at = 0;
  const bars = shareWidths(byClass).map((width, index) => {
    const x = at;
    at += width;
    return { rowClass: rowClasses[index] ?? 'unknown', x, width };
  });
  const words = sharesInWords(byClass);
  return (
    <svg className="share-bar" role="img" aria-label={words}>
      <title>{words}</title>
      {bars.map(({ rowClass, x, width }) =>
        width === 0 ? null : <rect key={rowClass} x={`${x}%`} width={`${width}%`} height="10" fill={classFill(rowClass)} />,
      )}
    </svg>
  );
}
