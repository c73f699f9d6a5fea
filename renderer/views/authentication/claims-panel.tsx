/** What header fields say about the checks, beside what our replay says: recorded and replayed are never merged. */
import type { Claim, ClaimDifference } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { selectPlace } from '../../actions/interface.ts';
import { HostName } from '../../components/host-name.tsx';
import { ResultMark, TrustMark } from '../../components/marks.tsx';
import { SelectableRow } from '../../components/selectable.tsx';
import { Term } from '../../components/term.tsx';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { differenceWords, words } from '../../words.ts';
import { ToQuestions } from './to-questions.tsx';

const aboutWords: Readonly<Record<Claim['about'], string>> = {
  receiver: 'receiver’s check',
  ingress: 'ingress check',
  other: 'check not known',
};

function Agreement({ agrees, isOpen }: { readonly agrees: boolean | null; readonly isOpen: boolean }) {
  if (agrees === null)
    return (
      <span className="agreement" data-agrees="unknown">
        {isOpen ? 'replay unknown' : 'not replayed'}
      </span>
    );
  return (
    <span className="agreement" data-agrees={agrees ? 'yes' : 'no'}>
      {agrees ? '= replay agrees' : '≠ replay differs'}
    </span>
  );
}

/** Why the replay does not say the same: in a few words, and in full. */
function Difference({ difference: { code, text } }: { readonly difference: ClaimDifference }) {
  return (
    <span className="cell-line">
      <b>{differenceWords[code]}</b>
      {code === 'missing-dns' && <ToQuestions />} <span className="quiet">{visibleText(text)}</span>
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
        <span className="cell-line">
          {claim.authservId === null ? <span className="quiet">authserv-id omitted</span> : <HostName quiet>{claim.authservId}</HostName>}
        </span>
      </th>
      <td>
        {visibleText(claim.method.toUpperCase())}
        <span className="quiet cell-line">{aboutWords[claim.about]}</span>
      </td>
      <td className="wrap">
        <ResultMark result={claim.result} muted={claim.trust === 'claimed'} />
        <span className="cell-line">
          <TrustMark trust={claim.trust} />
        </span>
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
      <td className="wrap claim-difference">
        <Agreement agrees={claim.agrees} isOpen={claim.difference?.code === 'missing-dns'} />
        {claim.difference !== null && <Difference difference={claim.difference} />}
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
            <th scope="col">
              Field, <Term id="authserv-id" />
            </th>
            <th scope="col">Method</th>
            <th scope="col">Recorded</th>
            <th scope="col">For</th>
            <th scope="col">
              <Term id="replay">Replay</Term>
            </th>
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
