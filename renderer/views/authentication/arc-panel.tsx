/** The ARC sets from the first sealer on, and what the chain as a whole proves. */
import type { ArcSet } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { selectPlace } from '../../actions/interface.ts';
import { ResultIcon } from '../../components/icons.tsx';
import { ResultMark } from '../../components/marks.tsx';
import { SelectableRow } from '../../components/selectable.tsx';
import { Term } from '../../components/term.tsx';
import { signatureOfSet } from '../../coverage.ts';
import { shapeOfResult } from '../../selectors.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { bodyHashWords, vouchingWords, words } from '../../words.ts';
import { CoveragePanel } from './coverage-panel.tsx';

/** What the operator recorded under this seal, in one line. */
function recorded(detail: Detail, set: ArcSet): string {
  const claims = detail.claims.filter((claim) => claim.instance === set.instance && claim.field === 'arc-authentication-results');
  return claims.map((claim) => `${claim.method}=${claim.result}`).join(' ');
}

/** What the message signature of a set covers; the newest one until another is selected. */
function Coverage({ detail, index, lit }: { readonly detail: Detail; readonly index: number; readonly lit: boolean }) {
  const set = detail.arc.sets[index];
  const signature = signatureOfSet(detail, index);
  if (set === undefined || signature === null || signature.header === null) return null;
  const shape = shapeOfResult(set.messageSignature);
  return (
    <CoveragePanel
      detail={detail}
      signature={signature}
      owner={`i=${set.instance} ${set.sealedBy}`}
      whole={{ kind: 'arc-coverage', set: index }}
      lit={lit}
    >
      <p className="result" data-shape={shape}>
        <ResultIcon shape={shape} /> {visibleText(set.messageSignatureReason)}
      </p>
      <p>{bodyHashWords[set.bodyHash]}</p>
    </CoveragePanel>
  );
}

export function ArcPanel({ detail }: { readonly detail: Detail }) {
  const place = useWaybill((state) => state.selection.place);
  const { arc } = detail;
  const chosen = place?.kind === 'arc-set' || place?.kind === 'arc-coverage' ? place.set : arc.sets.length - 1;
  if (arc.sets.length === 0) return <p className="quiet">{words.noArc}</p>;
  return (
    <>
      <p className="panel-line">
        <ResultMark result={arc.result} /> {visibleText(arc.reason)}
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
            {arc.sets.map((set, index) => (
              <SelectableRow
                key={set.instance}
                position={index}
                label={`ARC set ${set.instance} by ${set.sealedBy}`}
                selected={place?.kind === 'arc-set' && place.set === index}
                onSelect={() => selectPlace({ kind: 'arc-set', set: index })}
              >
                <th scope="row">{set.instance}</th>
                <td className="mono wrap">
                  <bdi>{visibleText(set.sealedBy)}</bdi>
                  {set.selector !== null && <bdi className="quiet cell-line">{visibleText(set.selector)}</bdi>}
                </td>
                <td title={visibleText(set.sealReason)}>
                  <ResultMark result={set.seal} />
                </td>
                <td title={visibleText(set.messageSignatureReason)}>
                  <ResultMark result={set.messageSignature} />
                </td>
                <td className="mono">{visibleText(set.chainValidation ?? 'not given')}</td>
                <td className="wrap">
                  <span className="mono">{visibleText(recorded(detail, set))}</span>
                </td>
                <td className="wrap vouches" data-vouches={set.vouches}>
                  <b>{vouchingWords[set.vouches]}</b>
                  <span className="quiet cell-line">{visibleText(set.vouchesText)}</span>
                </td>
              </SelectableRow>
            ))}
          </tbody>
        </table>
      </div>
      <Coverage detail={detail} index={chosen} lit={place?.kind === 'arc-coverage' && place.set === chosen} />
    </>
  );
}
