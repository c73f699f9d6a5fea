/** What a signature covers, in the order in which it is hashed. Each field leads to its bytes; the exact octets are fetched when they are asked for. */
import type { ReactNode } from 'react';
import type { Detail } from '../../../shared/facts/detail.ts';
import { canonicalKey, closeCanonical, openCanonical } from '../../actions/canonical.ts';
import { lookAt, selectPlace } from '../../actions/interface.ts';
import { Button } from '../../components/buttons.tsx';
import type { Signature } from '../../coverage.ts';
import type { Selected } from '../../selection.ts';
import { type LoadedCanonical, useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { words } from '../../words.ts';
import { CanonicalList } from './canonical-list.tsx';
import { CoveredList } from './covered-list.tsx';
import { HashPairs } from './hash-pairs.tsx';

interface Properties {
  readonly detail: Detail;
  readonly signature: Signature;
  readonly title?: string;
  readonly owner: string;
  /** The selection that lights all covered fields. */
  readonly whole: Selected;
  readonly lit: boolean;
  /** What stands beside the list: the body, cautions. */
  readonly children?: ReactNode;
}

interface HashedProperties {
  readonly loaded: LoadedCanonical;
  readonly looked: number;
  readonly onLook: (nth: number) => void;
  readonly onRetry: () => void;
}

/** The octets, or how far they are. */
export function HashedOctets({ loaded, looked, onLook, onRetry }: HashedProperties) {
  if (loaded.state === 'loading') return <p className="quiet">{words.canonicalLoading}</p>;
  if (loaded.state === 'failed') {
    return (
      <p className="caution">
        {visibleText(loaded.error.message)} <Button onClick={onRetry}>{words.retry}</Button>
      </p>
    );
  }
  return <CanonicalList form={loaded.form} looked={looked} onLook={onLook} />;
}

export function CoveragePanel({ detail, signature, title = words.coverage, owner, whole, lit, children }: Properties) {
  const nth = useWaybill((state) => (lit ? state.selection.nth : -1));
  const id = useWaybill((state) => state.selection.evidence);
  const { header } = signature;
  const loaded = useWaybill((state) => (id === null || header === null ? undefined : state.canonical.get(canonicalKey(id, header))));
  const open = (): void => {
    if (id !== null && header !== null) void openCanonical(id, header);
  };
  const toggle = (): void => {
    if (loaded === undefined) open();
    else if (id !== null && header !== null) closeCanonical(id, header);
  };
  const look = (place: number): void => lookAt(whole, place);
  const caption = signature.canonicalization === null ? words.asWritten : words.asHashed(signature.canonicalization);
  return (
    <section className="coverage" aria-label={`${title}: ${visibleText(owner)}`}>
      <header>
        <h3>
          {title} <bdi className="mono">{visibleText(owner)}</bdi>
        </h3>
        <span className="button-row">
          <Button onClick={toggle} expanded={loaded !== undefined} hint={words.canonicalHint}>
            {words.canonicalBytes}
          </Button>
          <Button onClick={() => selectPlace(whole)} hint={words.lightHint}>
            {lit ? words.unlight : words.light}
          </Button>
        </span>
      </header>
      <div className="coverage-columns">
        <div>
          <p className="quiet">{caption}</p>
          {loaded === undefined ? (
            <CoveredList detail={detail} signature={signature} looked={nth} onLook={look} />
          ) : (
            <HashedOctets loaded={loaded} looked={nth} onLook={look} onRetry={open} />
          )}
        </div>
        <div className="coverage-side">
          {loaded?.state === 'ready' && <HashPairs form={loaded.form} />}
          {children}
        </div>
      </div>
    </section>
  );
}
