/** What a DKIM signature says of itself, when it was made against when the message came, and the key behind it. */
import type { DkimCheck } from '../../../shared/facts/authentication.ts';
import { FactsList, type LabelledFact } from '../../components/facts-list.tsx';
import { HostName } from '../../components/host-name.tsx';
import { ResultIcon } from '../../components/icons.tsx';
import { describeMoment } from '../../moment-words.ts';
import { visibleText } from '../../text.ts';
import { describeKeyFact } from './key-facts.ts';
import { ToQuestions } from './to-questions.tsx';

const headerWords = {
  pass: 'The key verifies the signed header fields.',
  fail: 'The key does not verify the signed header fields.',
  unknown: 'Whether the header fields are the signed ones cannot be told.',
} as const;

function timesOf({ signedAt, expiresAt }: DkimCheck, receivedAt: string | null): readonly LabelledFact[] {
  const isExpired = expiresAt !== null && receivedAt !== null && Date.parse(expiresAt) < Date.parse(receivedAt);
  return [
    { key: 't', label: 't=', value: signedAt === null ? 'does not say when it was made' : `made ${describeMoment(signedAt, receivedAt)}` },
    {
      key: 'x',
      label: 'x=',
      value:
        expiresAt === null ? (
          'never expires'
        ) : (
          <span data-caution={isExpired || undefined}>
            {isExpired ? 'expired' : 'expires'} {describeMoment(expiresAt, receivedAt)}
          </span>
        ),
    },
  ];
}

function keyFacts(check: DkimCheck, receivedAt: string | null): readonly LabelledFact[] {
  return describeKeyFact(check, receivedAt).map(({ label, text, isCaution }) => ({
    key: label,
    label,
    value: <span data-caution={isCaution || undefined}>{visibleText(text)}</span>,
  }));
}

export function SignatureFacts({ check, receivedAt }: { readonly check: DkimCheck; readonly receivedAt: string | null }) {
  const { key, auid, headerSignature } = check;
  const identity: LabelledFact[] = auid === null ? [] : [{ key: 'i', label: 'i=', value: <HostName>{auid}</HostName> }];
  return (
    <>
      <p className="result" data-shape={headerSignature}>
        <ResultIcon shape={headerSignature} /> {headerWords[headerSignature]}
        {check.missing.length > 0 && <ToQuestions />}
      </p>
      <FactsList className="pairs" facts={[...timesOf(check, receivedAt), ...identity]} />
      {key !== null && (
        <section className="key-facts" aria-label="Key">
          <h4>
            Key <HostName>{key.name}</HostName>
          </h4>
          <FactsList className="pairs" facts={keyFacts(check, receivedAt)} />
          <bdi className="mono key-record">{visibleText(key.record)}</bdi>
        </section>
      )}
    </>
  );
}
