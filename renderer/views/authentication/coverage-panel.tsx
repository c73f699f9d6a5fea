/** What a signature covers, in the order in which it is hashed. Each field leads to its bytes; a field that is signed as absent says so. */
import type { ReactNode } from 'react';
import type { Detail } from '../../../shared/facts/detail.ts';
import { lookAt, selectPlace } from '../../actions/interface.ts';
import { Button } from '../../components/buttons.tsx';
import { type CoveredField, coveredFields, type Signature } from '../../coverage.ts';
import type { Selected } from '../../selection.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { words } from '../../words.ts';

/** One field must not fill the panel. */
const mostCharacters = 600;

interface Properties {
  readonly detail: Detail;
  readonly signature: Signature;
  readonly owner: string;
  /** The selection that lights all covered fields. */
  readonly whole: Selected;
  readonly lit: boolean;
  /** What stands beside the list: the body, cautions. */
  readonly children?: ReactNode;
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

export function CoveragePanel({ detail, signature, owner, whole, lit, children }: Properties) {
  const nth = useWaybill((state) => state.selection.nth);
  const fields = coveredFields(detail.source, signature);
  // The places of the whole selection leave out what is not there.
  const places = fields.filter(({ field }) => field !== null);
  return (
    <section className="coverage" aria-label={`${words.coverage}: ${visibleText(owner)}`}>
      <header>
        <h3>
          {words.coverage} <bdi className="mono">{visibleText(owner)}</bdi>
        </h3>
        <Button onClick={() => selectPlace(whole)} hint={words.lightHint}>
          {lit ? words.unlight : words.light}
        </Button>
      </header>
      <div className="coverage-columns">
        <div>
          <p className="quiet">{signature.canonicalization === null ? words.asWritten : words.asHashed(signature.canonicalization)}</p>
          <ol className="covered-list">
            {fields.map((covered) => (
              <Covered
                key={covered.position}
                covered={covered}
                current={lit && places[nth] === covered}
                onLook={() => lookAt(whole, places.indexOf(covered))}
              />
            ))}
          </ol>
        </div>
        <div className="coverage-side">{children}</div>
      </div>
    </section>
  );
}
