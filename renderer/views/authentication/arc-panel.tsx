/** The ARC sets from the first sealer on, and what the chain as a whole proves. */
import type { ArcCheck, ArcSet, Claim } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { selectPlace } from '../../actions/interface.ts';
import { ResultMark } from '../../components/marks.tsx';
import { SelectableRow } from '../../components/selectable.tsx';
import { Term } from '../../components/term.tsx';
import { describeMoment } from '../../moment-words.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { vouchingWords, words } from '../../words.ts';
import { ArcCoverage } from './arc-coverage.tsx';
import { ToQuestions } from './to-questions.tsx';

/** What the operator recorded under this seal. */
function recorded(detail: Detail, set: ArcSet): readonly Claim[] {
  return detail.claims.filter((claim) => claim.instance === set.instance && claim.field === 'arc-authentication-results');
}

/** What the chain proves beyond its result: how far down the message signatures reach. */
function reachText({ oldestPass, sets, result }: ArcCheck): string | null {
  if (sets.length < 2 || result === 'none') return null;
  if (oldestPass === null) return 'No message signature verifies, so nothing ties the chain to this message.';
  if (oldestPass === 1) return 'Every message signature verifies: nobody changed the message since the first sealer.';
  return `The message signatures verify from set ${oldestPass} on: the message was changed between set ${oldestPass - 1} and set ${oldestPass}, and not since.`;
}

function Part({ result, reason, isOpen }: { readonly result: string; readonly reason: string; readonly isOpen: boolean }) {
  return (
    <>
      <ResultMark result={result} />
      {isOpen && <ToQuestions />}
      {result !== 'pass' && <span className="quiet cell-line">{visibleText(reason)}</span>}
    </>
  );
}

function Records({ claims }: { readonly claims: readonly Claim[] }) {
  if (claims.length === 0) return <span className="quiet">no results</span>;
  return claims.map((claim) => (
    <span key={`${claim.place.start}-${claim.method}`} className="cell-line">
      <span className="mono">{visibleText(`${claim.method}=${claim.result}`)}</span>
      {claim.domain !== null && <bdi className="mono quiet"> {visibleText(claim.domain)}</bdi>}
    </span>
  ));
}

function SetCells({ detail, set }: { readonly detail: Detail; readonly set: ArcSet }) {
  const { arc, analysis } = detail;
  return (
    <>
      <th scope="row">
        {set.instance}
        {arc.brokenAt === set.instance && <span className="broken-here">{words.brokenHere}</span>}
      </th>
      <td className="mono narrow">
        <bdi>{visibleText(set.sealedBy)}</bdi>
        {set.selector !== null && <bdi className="quiet cell-line">{visibleText(set.selector)}</bdi>}
        {set.sealedAt !== null && <span className="quiet cell-line sans">{describeMoment(set.sealedAt, analysis.evaluatedAt)}</span>}
      </td>
      <td className="narrow">
        <Part result={set.seal} reason={set.sealReason} isOpen={set.seal === 'unknown'} />
      </td>
      <td className="narrow">
        <Part result={set.messageSignature} reason={set.messageSignatureReason} isOpen={set.messageSignature === 'unknown'} />
      </td>
      <td className="mono">{visibleText(set.chainValidation ?? 'not given')}</td>
      <td className="narrow">
        <Records claims={recorded(detail, set)} />
      </td>
      <td className="wrap vouches" data-vouches={set.vouches}>
        <b>{vouchingWords[set.vouches]}</b>
        <span className="quiet cell-line">{visibleText(set.vouchesText)}</span>
      </td>
    </>
  );
}

function useChosenSet(detail: Detail): number {
  const place = useWaybill((state) => state.selection.place);
  const isSet = place?.kind === 'arc-set' || place?.kind === 'arc-coverage' || place?.kind === 'arc-seal';
  return isSet ? place.set : detail.arc.sets.length - 1;
}

export function ArcPanel({ detail }: { readonly detail: Detail }) {
  const place = useWaybill((state) => state.selection.place);
  const chosen = useChosenSet(detail);
  const { arc } = detail;
  const set = arc.sets[chosen];
  if (arc.sets.length === 0) return <p className="quiet">{words.noArc}</p>;
  const reach = reachText(arc);
  return (
    <>
      <p className="panel-line">
        <ResultMark result={arc.result} /> {visibleText(arc.reason)} {reach !== null && <span className="quiet">{reach}</span>}
      </p>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">
                <Term id="instance">i=</Term>
              </th>
              <th scope="col">Sealed by</th>
              <th scope="col">Seal</th>
              <th scope="col">Message signature</th>
              <th scope="col">cv=</th>
              <th scope="col">Recorded under it</th>
              <th scope="col">{words.vouchesFor}</th>
            </tr>
          </thead>
          <tbody>
            {arc.sets.map((each, index) => (
              <SelectableRow
                key={each.instance}
                position={index}
                label={`ARC set ${each.instance} by ${each.sealedBy}`}
                selected={place?.kind === 'arc-set' && place.set === index}
                lit={(place?.kind === 'arc-coverage' || place?.kind === 'arc-seal') && place.set === index}
                onSelect={() => selectPlace({ kind: 'arc-set', set: index })}
              >
                <SetCells detail={detail} set={each} />
              </SelectableRow>
            ))}
          </tbody>
        </table>
      </div>
      {set !== undefined && <ArcCoverage detail={detail} set={set} index={chosen} place={place} />}
    </>
  );
}
