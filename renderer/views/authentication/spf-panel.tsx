/** Every SPF check at every handoff, and the trace of the ones that matter: how the same record came to two answers. */
import type { SpfCheck } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { Term } from '../../components/term.tsx';
import { presumptionNote } from '../../presumption-words.ts';
import type { Selected } from '../../selection.ts';
import { operatorName } from '../../selectors.ts';
import { useWaybill } from '../../store.ts';
import { words } from '../../words.ts';
import { SpfCheckRow } from './spf-check-row.tsx';
import { SpfTrace } from './spf-trace.tsx';

/** The check that is selected, else one of each handoff for the MAIL FROM: the pair that tells the story. */
function tracedChecks(detail: Detail, place: Selected | null): readonly SpfCheck[] {
  const selected = place?.kind === 'check' ? detail.spf[place.check] : undefined;
  if (selected?.evaluation != null) return [selected];
  const replays = detail.spf.filter((check) => check.evaluation !== null);
  const mailFrom = replays.filter((check) => check.identity === 'mailfrom');
  return (mailFrom.length > 0 ? mailFrom : replays).slice(0, 2);
}

export function SpfPanel({ detail }: { readonly detail: Detail }) {
  const place = useWaybill((state) => state.selection.place);
  if (detail.spf.length === 0) return <p className="quiet">{words.noSpf}</p>;
  return (
    <>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Check, identity</th>
              <th scope="col">Domain</th>
              <th scope="col">Connecting address</th>
              <th scope="col">Result</th>
              <th scope="col">Decided by</th>
              <th scope="col">
                <Term id="record">Source</Term>, trust
              </th>
            </tr>
          </thead>
          <tbody>
            {detail.spf.map((check, index) => (
              <SpfCheckRow
                key={`${check.handoff}-${check.identity}-${check.source}-${check.domain}`}
                check={check}
                index={index}
                shared={operatorName(detail, check.sharedBy)}
                presumed={check.presumed === undefined ? null : presumptionNote(detail, check.presumed)}
                selected={place?.kind === 'check' && place.check === index}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="traces">
        {tracedChecks(detail, place).map((check) => (
          <SpfTrace detail={detail} key={`${check.handoff}-${check.identity}`} check={check} />
        ))}
      </div>
    </>
  );
}
