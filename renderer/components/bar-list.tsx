/** Names with their counts, each on a bar as long as its share of the greatest. */
import { visibleText } from '../text.ts';

export interface CountedName {
  readonly name: string | null;
  readonly amount: number;
  readonly hint?: string;
}

interface Properties {
  readonly label: string;
  /** What stands where there is no name. */
  readonly unnamed: string;
  readonly items: readonly CountedName[];
  readonly most?: number;
}

const shownByDefault = 6;

export function BarList({ label, unnamed, items, most = shownByDefault }: Properties) {
  const greatest = items.reduce((one, { amount }) => Math.max(one, amount), 1);
  const hidden = items.length - most;
  return (
    <div className="bar-list-block">
      <ol className="bar-counts" aria-label={label}>
        {items.slice(0, most).map(({ name, amount, hint }) => (
          <li key={name ?? ''} title={hint}>
            <span className="bar-count-bar" style={{ inlineSize: `${(amount / greatest) * 100}%` }} aria-hidden="true" />
            {name === null ? <span className="quiet">{unnamed}</span> : <bdi>{visibleText(name)}</bdi>}
            <span className="bar-count-amount">{amount.toLocaleString('en-GB')}</span>
          </li>
        ))}
      </ol>
      {hidden > 0 && <p className="quiet small">and {hidden.toLocaleString('en-GB')} more</p>}
    </div>
  );
}
