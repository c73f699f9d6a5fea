/** What header fields say about the checks, beside what our replay says: recorded and replayed are never merged. */
import type { Claim } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { selectPlace } from '../../actions/interface.ts';
import { HostName } from '../../components/host-name.tsx';
import { ResultMark, TrustMark } from '../../components/marks.tsx';
import { SelectableRow } from '../../components/selectable.tsx';
import { Term } from '../../components/term.tsx';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { words } from '../../words.ts';

const aboutWords: Readonly<Record<Claim['about'], string>> = { receiver: 'receiver’s check', ingress: 'ingress check', other: 'not known' };

function Agreement({ agrees }: { readonly agrees: boolean | null }) {
  if (agrees === null)
    return (
      <span className="agreement" data-agrees="unknown">
        not replayed
      </span>
    );
  return (
    <span className="agreement" data-agrees={agrees ? 'yes' : 'no'}>
      {agrees ? '= replay agrees' : '≠ replay differs'}
    </span>
  );
}

function ClaimCells({ detail, claim }: { readonly detail: Detail; readonly claim: Claim }) {
  return (
    <>
      <th scope="row" className="wrap">
        {visibleText(detail.source[claim.header]?.name ?? claim.field)}
        <span className="quiet cell-line">
          #{claim.header}
          {claim.instance !== null && `, i=${claim.instance}`}
        </span>
      </th>
      <td className="wrap">
        {claim.authservId === null ? <span className="quiet">omitted</span> : <HostName>{claim.authservId}</HostName>}
      </td>
      <td>{aboutWords[claim.about]}</td>
      <td>{visibleText(claim.method.toUpperCase())}</td>
      <td>
        <ResultMark result={claim.result} muted={claim.trust === 'claimed'} />
        {claim.comment !== null && <span className="quiet cell-line">{visibleText(claim.comment)}</span>}
      </td>
      <td className="wrap">
        {claim.domain !== null && <HostName>{claim.domain}</HostName>}
        {claim.ip !== null && (
          <span className="cell-line">
            <HostName quiet>{claim.ip}</HostName>
          </span>
        )}
      </td>
      <td>
        <Agreement agrees={claim.agrees} />
        {claim.difference !== null && <span className="quiet cell-line">{visibleText(claim.difference.text)}</span>}
      </td>
      <td>
        <TrustMark trust={claim.trust} />
      </td>
    </>
  );
}

export function ClaimsPanel({ detail }: { readonly detail: Detail }) {
  const place = useWaybill((state) => state.selection.place);
  if (detail.claims.length === 0) return <p className="quiet">{words.noClaims}</p>;
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">
              <Term id="authserv-id" />
            </th>
            <th scope="col">Speaks of</th>
            <th scope="col">Method</th>
            <th scope="col">Recorded</th>
            <th scope="col">For</th>
            <th scope="col">
              <Term id="replay">Replay</Term>
            </th>
            <th scope="col">Trust</th>
          </tr>
        </thead>
        <tbody>
          {detail.claims.map((claim, index) => (
            <SelectableRow
              position={index}
              key={`${claim.place.header}-${claim.place.start}-${claim.method}`}
              label={`${claim.method} ${claim.result}, recorded in header ${claim.header}`}
              selected={place?.kind === 'claim' && place.claim === index}
              onSelect={() => selectPlace({ kind: 'claim', claim: index })}
            >
              <ClaimCells detail={detail} claim={claim} />
            </SelectableRow>
          ))}
        </tbody>
      </table>
    </div>
  );
}
