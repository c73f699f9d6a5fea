/** The header fields that a signature covers, in hash order and as they are hashed. Each leads to its bytes; one that is signed as absent says so. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { type CoveredField, coveredFields, type Signature } from '../../coverage.ts';
import { visibleText } from '../../text.ts';
import { words } from '../../words.ts';

/** One field must not fill the panel. */
const mostCharacters = 600;

interface Properties {
  readonly detail: Detail;
  readonly signature: Signature;
  /** The place that is looked at, counted over the fields that are there; -1 for none. */
  readonly looked: number;
  readonly onLook: (nth: number) => void;
}

function shown(text: string): string {
  return visibleText((text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text).replace(/\r\n|\r/g, '\n'));
}

interface CoveredProperties {
  readonly covered: CoveredField;
  readonly current: boolean;
  readonly onLook: () => void;
}

function Covered({ covered, current, onLook }: CoveredProperties) {
  const { field, name, text } = covered;
  if (field === null) {
    return (
      <li className="covered" data-absent="">
        <span>
          <bdi className="mono">{visibleText(name)}:</bdi> <span className="quiet">{words.signedAbsent}</span>
        </span>
      </li>
    );
  }
  return (
    <li className="covered">
      <button type="button" onClick={onLook} aria-current={current} title={`${visibleText(name)} #${field.index}`}>
        <bdi className="mono">{shown(text)}</bdi>
      </button>
    </li>
  );
}

export function CoveredList({ detail, signature, looked, onLook }: Properties) {
  const fields = coveredFields(detail.source, signature);
  const places = fields.filter(({ field }) => field !== null);
  return (
    <ol className="covered-list">
      {fields.map((covered) => (
        <Covered
          key={covered.position}
          covered={covered}
          current={looked >= 0 && places[looked] === covered}
          onLook={() => onLook(places.indexOf(covered))}
        />
      ))}
    </ol>
  );
}
