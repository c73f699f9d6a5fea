/** Every DKIM signature: whose it is, whether it verifies, what it covers, and what to know beside that. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { selectPlace } from '../../actions/interface.ts';
import { SelectableRow } from '../../components/selectable.tsx';
import { Term } from '../../components/term.tsx';
import { useWaybill } from '../../store.ts';
import { words } from '../../words.ts';
import { BodyCoverage } from './body-coverage.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { DkimCells } from './dkim-cells.tsx';
import { SignatureFacts } from './signature-facts.tsx';

/** What the signature that is looked at covers; the first one until another is selected. */
function Coverage({ detail, index, lit }: { readonly detail: Detail; readonly index: number; readonly lit: boolean }) {
  const check = detail.dkim[index];
  if (check === undefined) return null;
  return (
    <CoveragePanel detail={detail} signature={check} owner={check.domain} whole={{ kind: 'dkim-coverage', dkim: index }} lit={lit}>
      <BodyCoverage detail={detail} check={check} />
      <SignatureFacts check={check} receivedAt={detail.analysis.evaluatedAt} />
    </CoveragePanel>
  );
}

export function DkimPanel({ detail }: { readonly detail: Detail }) {
  const place = useWaybill((state) => state.selection.place);
  const chosen = place?.kind === 'dkim' || place?.kind === 'dkim-coverage' ? place.dkim : 0;
  if (detail.dkim.length === 0) return <p className="quiet">{words.noDkim}</p>;
  return (
    <>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">
                Signing domain, <Term id="selector">selector</Term>
              </th>
              <th scope="col">Result</th>
              <th scope="col">
                <Term id="alignment">Alignment</Term>
              </th>
              <th scope="col">Made by</th>
              <th scope="col">Algorithm</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {detail.dkim.map((check, index) => (
              <SelectableRow
                key={check.header}
                position={index}
                label={`Signature by ${check.domain}: ${check.result}`}
                selected={place?.kind === 'dkim' && place.dkim === index}
                lit={place?.kind === 'dkim-coverage' && place.dkim === index}
                onSelect={() => selectPlace({ kind: 'dkim', dkim: index })}
              >
                <DkimCells detail={detail} check={check} />
              </SelectableRow>
            ))}
          </tbody>
        </table>
      </div>
      <Coverage detail={detail} index={chosen} lit={place?.kind === 'dkim-coverage' && place.dkim === chosen} />
    </>
  );
}
