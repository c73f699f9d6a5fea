/** The hashes of a signature, computed against claimed, and what its key says to them. */
import type { CanonicalForm } from '../../../shared/facts/canonical.ts';
import { HashPair } from '../../components/hash-pair.tsx';
import { ResultIcon } from '../../components/icons.tsx';
import { visibleText } from '../../text.ts';

/** Why the hash that was signed is not known. */
function withoutSigned({ algorithm, signature }: CanonicalForm): string {
  if (algorithm?.startsWith('ed25519')) return 'an Ed25519 signature holds no hash; the key alone can tell';
  return signature === 'unknown'
    ? 'the key would bring it out of b='
    : 'the key brings no hash out of b=: it was made with another key, or is damaged';
}

export function HashPairs({ form }: { readonly form: CanonicalForm }) {
  const { body, hash } = form;
  const shape = form.signature;
  return (
    <>
      {body !== null && (
        <HashPair title={`Body, ${hash ?? ''}`} computed={body.computed} claimedIn="bh=" claimed={body.claimed} without="there is none" />
      )}
      <HashPair
        title={`Header fields, ${hash ?? 'unknown hash'}`}
        computed={form.digest}
        claimedIn="signed in b="
        claimed={form.signedDigest}
        without={withoutSigned(form)}
      />
      {/* Where the two hashes are the same, that says it all. */}
      {(shape !== 'pass' || form.signedDigest === null) && (
        <p className="result" data-shape={shape}>
          <ResultIcon shape={shape} /> {visibleText(form.reason)}
        </p>
      )}
      {form.notes.map((note) => (
        <p key={note} className="caution">
          {note}
        </p>
      ))}
    </>
  );
}
