/** What a failure report says about the one message that it is about. */
import type { FailureFacts } from '../../../shared/facts/report.ts';
import { visibleText } from '../../text.ts';

export function FailureFactsList({ failure }: { readonly failure: FailureFacts }) {
  const { original } = failure;
  const list = (values: readonly string[]): string | null => (values.length === 0 ? null : values.join(', '));
  const pairs: readonly (readonly [string, string | null])[] = [
    ['Form', failure.format],
    ['Feedback type', failure.feedbackType],
    ['Failed', list(failure.authFailure)],
    ['Not aligned', failure.identityAlignment === null ? null : (list(failure.identityAlignment) ?? 'none')],
    ['Delivered as', failure.deliveryResult],
    ['Arrived', failure.arrivalDate],
    ['MAIL FROM', failure.originalMailFrom],
    ['RCPT TO', list(failure.originalRcptTo)],
    ['Domains', list(failure.reportedDomains)],
    ['DKIM domain', failure.dkimDomain],
    ['DKIM selector', failure.dkimSelector],
    ['SPF record', list(failure.spfDns)],
    ['Results', list(failure.authenticationResults)],
    ['Incidents', failure.incidents === null ? null : String(failure.incidents)],
    ['From', original?.from ?? null],
    ['Subject', original?.subject ?? null],
    ['Message-ID', original?.messageId ?? null],
    ['Date', original?.date ?? null],
  ];
  return (
    <>
      <h3>The message it is about</h3>
      <dl className="pairs detail-pairs">
        {pairs.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi className="mono wrap">{visibleText(value)}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
    </>
  );
}
