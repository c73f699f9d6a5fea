/** The hops as a table, oldest first: times in UTC, delays as bars, who connected to whom. */
import type { Detail } from '../../../shared/facts/detail.ts';
import type { Hop } from '../../../shared/facts/route.ts';
import { selectPlace } from '../../actions/interface.ts';
import { HostName } from '../../components/host-name.tsx';
import { TrustMark } from '../../components/marks.tsx';
import { Section } from '../../components/section.tsx';
import { SelectableRow } from '../../components/selectable.tsx';
import { Term } from '../../components/term.tsx';
import { hopsOf } from '../../selection.ts';
import { useWaybill } from '../../store.ts';
import { formatClock, formatDay, formatDelay, visibleText } from '../../text.ts';
import { words } from '../../words.ts';

function Delay({ hop, longest }: { readonly hop: Hop; readonly longest: number }) {
  if (hop.delaySeconds === null) return <span className="quiet">{hop.index === 0 ? 'start' : 'not known'}</span>;
  // Square root: seconds stay visible beside an hour.
  const share = longest === 0 ? 0 : Math.sqrt(Math.abs(hop.delaySeconds) / longest);
  return (
    <span className="delay" data-skewed={hop.clockSkewed || undefined}>
      <span className="delay-bar" style={{ inlineSize: `${Math.round(share * 72)}px` }} />
      {formatDelay(hop.delaySeconds)}
      {hop.clockSkewed && <Term id="clock-skew">clock skew</Term>}
    </span>
  );
}

function HopCells({ hop, longest, operator }: { readonly hop: Hop; readonly longest: number; readonly operator: string | null }) {
  const { helo, rdns, ip } = hop.from;
  return (
    <>
      <th scope="row">{hop.index}</th>
      <td className="mono nowrap">
        {hop.at === null ? (
          <span className="quiet">no time</span>
        ) : (
          <time dateTime={hop.at}>{`${formatDay(hop.at)} ${formatClock(hop.at)}`}</time>
        )}
      </td>
      <td className="nowrap">
        <Delay hop={hop} longest={longest} />
      </td>
      <td className="wrap">
        <HostName>{helo ?? rdns ?? 'not named'}</HostName> {rdns !== null && rdns !== helo && <HostName quiet>{rdns}</HostName>}{' '}
        {ip !== null && <HostName quiet>{`[${ip}]`}</HostName>}
      </td>
      <td className="wrap">
        <HostName>{hop.by ?? 'not named'}</HostName>
      </td>
      <td className="nowrap">
        {visibleText(hop.with ?? '')} {hop.tls !== null && <span className="quiet">{visibleText(hop.tls)}</span>}
      </td>
      <td>{operator === null ? <span className="quiet">–</span> : visibleText(operator)}</td>
      <td>
        <TrustMark trust={hop.trust} />
      </td>
    </>
  );
}

export function HopsView({ detail }: { readonly detail: Detail }) {
  const place = useWaybill((state) => state.selection.place);
  const { hops } = detail.route;
  const lit = hopsOf(detail, place);
  const longest = Math.max(0, ...hops.map((hop) => Math.abs(hop.delaySeconds ?? 0)));
  return (
    <Section name="hops" note={hops.length > 0 ? 'Oldest first, times in UTC.' : undefined}>
      {hops.length === 0 ? (
        <p className="quiet">{words.noRoute}</p>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">
                  <Term id="hop" />
                </th>
                <th scope="col">Received</th>
                <th scope="col">Delay</th>
                <th scope="col">From</th>
                <th scope="col">By</th>
                <th scope="col">With</th>
                <th scope="col">Operator</th>
                <th scope="col">Trust</th>
              </tr>
            </thead>
            <tbody>
              {hops.map((hop, position) => (
                <SelectableRow
                  key={hop.index}
                  position={position}
                  label={`Hop ${hop.index}`}
                  selected={place?.kind === 'hop' && place.hop === hop.index}
                  lit={lit.has(hop.index)}
                  onSelect={() => selectPlace({ kind: 'hop', hop: hop.index })}
                >
                  <HopCells hop={hop} longest={longest} operator={hop.operator?.operatorName ?? hop.writer?.operatorName ?? null} />
                </SelectableRow>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
