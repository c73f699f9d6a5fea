/** DMARC as two standards read it, side by side, each with the walk that led to its record. */
import type { DmarcCheck, DmarcReading } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { FactsList } from '../../components/facts-list.tsx';
import { ResultMark } from '../../components/marks.tsx';
import { Term } from '../../components/term.tsx';
import { visibleText } from '../../text.ts';
import { DmarcWalk } from './dmarc-walk.tsx';

const alignmentWords = {
  strict: 'aligned, same domain',
  relaxed: 'aligned, same organisation',
  none: 'not aligned',
  unknown: 'alignment unknown',
} as const;

function Reading({ title, how, reading }: { readonly title: string; readonly how: string; readonly reading: DmarcReading }) {
  const quiet = <span className="quiet">none</span>;
  return (
    <article className="reading">
      <header>
        <h3>{title}</h3>
        <span>{how}</span>
        <ResultMark result={reading.result} />
      </header>
      <p>{visibleText(reading.reason)}</p>
      <FactsList
        facts={[
          { key: 'policy', label: 'Policy', value: reading.policy ?? quiet },
          { key: 'disposition', label: 'A receiver that follows it', value: reading.disposition ?? quiet },
          {
            key: 'domain',
            label: <Term id="policy-domain">Policy domain</Term>,
            value: reading.policyDomain === null ? quiet : <bdi className="mono">{visibleText(reading.policyDomain)}</bdi>,
          },
          {
            key: 'organisation',
            label: <Term id="organizational-domain">Organisational domain</Term>,
            value: reading.organizationalDomain === null ? quiet : <bdi className="mono">{visibleText(reading.organizationalDomain)}</bdi>,
          },
        ]}
      />
      {reading.identifiers.length > 0 && (
        <ul className="identifiers">
          {reading.identifiers.map((identifier) => (
            <li key={`${identifier.mechanism}-${identifier.domain}`}>
              <span>{identifier.mechanism.toUpperCase()}</span>
              <bdi className="mono">{visibleText(identifier.domain)}</bdi>
              <ResultMark result={identifier.result} />
              <span className="quiet">{alignmentWords[identifier.alignment]}</span>
            </li>
          ))}
        </ul>
      )}
      <DmarcWalk reading={reading} />
    </article>
  );
}

/** Both readings of one From domain. */
function Check({ check }: { readonly check: DmarcCheck }) {
  const { rfc9989, rfc7489, difference } = check;
  return (
    <>
      {difference !== null && <p className="panel-line difference">{visibleText(difference)}</p>}
      <div className="readings">
        <Reading title="RFC 9989" how="tree walk" reading={rfc9989} />
        <Reading title="RFC 7489" how={rfc7489.suffixList ?? 'public suffix list'} reading={rfc7489} />
      </div>
    </>
  );
}

export function DmarcPanel({ detail }: { readonly detail: Detail }) {
  return (
    <>
      <Check check={detail.dmarc} />
      {detail.dmarc.others.map((other) => (
        <section key={other.fromDomain} aria-label={`DMARC of ${other.fromDomain ?? 'a further From domain'}`}>
          <h3>Also in From: {visibleText(other.fromDomain ?? 'not usable')}</h3>
          <Check check={other} />
        </section>
      ))}
    </>
  );
}
