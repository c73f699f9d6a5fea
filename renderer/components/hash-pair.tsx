/** Two hashes that should be the same: what we computed, and what the signature says. */
import { ResultIcon } from './icons.tsx';

interface Properties {
  readonly title: string;
  readonly computed: string | null;
  /** Where the other one comes from, and the hash; or why there is none to compare with. */
  readonly claimedIn: string;
  readonly claimed: string | null;
  readonly without: string;
}

function Verdict({ same }: { readonly same: boolean | null }) {
  if (same === null) return null;
  return (
    <span className="result" data-shape={same ? 'pass' : 'fail'}>
      {same ? <ResultIcon shape="pass" /> : <b aria-hidden="true">≠</b>} {same ? 'the same' : 'not the same'}
    </span>
  );
}

export function HashPair({ title, computed, claimedIn, claimed, without }: Properties) {
  return (
    <div className="hash-pair">
      <h4>
        {title} <Verdict same={computed === null || claimed === null ? null : computed === claimed} />
      </h4>
      <dl>
        <dt>computed</dt>
        <dd className="mono hash">{computed ?? <span className="quiet">cannot be computed</span>}</dd>
        <dt>{claimedIn}</dt>
        <dd className={claimed === null ? 'quiet' : 'mono hash'}>{claimed ?? without}</dd>
      </dl>
    </div>
  );
}
