/** What an SMTP TLS report says about the connections to a domain (RFC 8460). */
import type { TlsPolicyResult } from '../../../shared/facts/report.ts';
import { formatCount } from '../../report-words.ts';
import { visibleText } from '../../text.ts';

function sessions(amount: number | null): string {
  return amount === null ? 'an unknown number' : formatCount(amount);
}

export function TlsFacts({ policies }: { readonly policies: readonly TlsPolicyResult[] }) {
  return (
    <>
      <h3>Connections</h3>
      {policies.map((policy, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the policies of one report never change places
        <div key={index} className="tls-policy">
          <p>
            <bdi className="mono">{visibleText(policy.domain ?? 'no domain')}</bdi>{' '}
            <span className="quiet">{visibleText(policy.type ?? 'no policy')}</span>
          </p>
          <p>
            {sessions(policy.successfulSessions)} succeeded, {sessions(policy.failedSessions)} failed
          </p>
          <ul>
            {policy.failures.map((failure, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the failures of one policy never change places
              <li key={at} className="wrap">
                {sessions(failure.failedSessionCount)}: {visibleText(failure.resultType ?? 'no reason given')}{' '}
                <span className="mono quiet">
                  {visibleText(
                    [failure.sendingMtaIp, failure.receivingMxHostname, failure.receivingIp].filter((each) => each !== null).join(' → '),
                  )}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
