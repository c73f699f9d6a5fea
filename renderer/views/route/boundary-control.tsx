/** Says where the trust boundary stands and why, and moves it with buttons. */
import type { Boundary, Hop } from '../../../shared/facts/route.ts';
import { moveBoundary, setBoundary } from '../../actions/analysis.ts';
import { selectPlace } from '../../actions/interface.ts';
import { Button, IconButton } from '../../components/buttons.tsx';
import { visibleText } from '../../text.ts';
import { boundaryBasisWords, words } from '../../words.ts';

export function BoundaryControl({ boundary, hops }: { readonly boundary: Boundary; readonly hops: readonly Hop[] }) {
  const at = boundary.hop;
  return (
    <div className="boundary-control" title={visibleText(boundary.explanation)}>
      <button
        type="button"
        className="boundary-where"
        onClick={() => selectPlace({ kind: 'boundary' })}
        disabled={boundary.places.length === 0}
      >
        {at === null ? words.boundaryNone : `Boundary at hop ${at}, ${boundaryBasisWords[boundary.basis]}`}
      </button>
      <IconButton icon="earlier" label={`${words.boundary}: one hop earlier`} onClick={() => void moveBoundary(-1)} disabled={at === 0} />
      <IconButton
        icon="later"
        label={`${words.boundary}: one hop later`}
        onClick={() => void moveBoundary(1)}
        disabled={at === null || at >= hops.length - 1}
      />
      {boundary.basis === 'user' && <Button onClick={() => void setBoundary(null)}>{words.boundaryReset}</Button>}
    </div>
  );
}
