/** Everything in the message that names the submitting tenant, best believed first, and what the operator stamped about it. */
import type { Detail } from '../../../shared/facts/detail.ts';
import type { OperatorStamp } from '../../../shared/facts/infrastructure.ts';
import { selectPlace } from '../../actions/interface.ts';
import { HostName } from '../../components/host-name.tsx';
import { TrustMark } from '../../components/marks.tsx';
import { SelectableRow } from '../../components/selectable.tsx';
import { operatorName } from '../../selectors.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { tenantKindWords, words } from '../../words.ts';

const stampWords: Readonly<Record<OperatorStamp['kind'], string>> = {
  'domain-accepted': 'the From domain is the tenant’s own',
  'domain-foreign': 'the From domain is not the tenant’s own',
  'connecting-ip': 'connecting address',
  'mailbox-submission': 'handed in from a mailbox',
  relayed: 'relayed',
  tenant: 'tenant',
};

export function TenantTable({ detail }: { readonly detail: Detail }) {
  const place = useWaybill((state) => state.selection.place);
  if (detail.tenants.length === 0 && detail.stamps.length === 0) return <p className="quiet">{words.noTenants}</p>;
  return (
    <div className="table-scroll">
      <table className="table">
        <tbody>
          {detail.tenants.map((mark, index) => (
            <SelectableRow
              position={index}
              key={`${mark.kind}-${mark.value}-${mark.header}`}
              label={`${tenantKindWords[mark.kind]} ${mark.value}`}
              selected={place?.kind === 'tenant' && place.tenant === index}
              onSelect={() => selectPlace({ kind: 'tenant', tenant: index })}
            >
              <th scope="row">{tenantKindWords[mark.kind]}</th>
              <td className="wrap">
                <HostName>{mark.value}</HostName>
              </td>
              <td>
                <TrustMark trust={mark.trust} />
              </td>
            </SelectableRow>
          ))}
          {detail.stamps.map((stamp, index) => (
            <SelectableRow
              position={detail.tenants.length + index}
              key={`${stamp.kind}-${stamp.place.start}`}
              label={`${stampWords[stamp.kind]} ${stamp.value}`}
              selected={place?.kind === 'header' && place.header === stamp.place.header}
              onSelect={() => selectPlace({ kind: 'header', header: stamp.place.header })}
            >
              <th scope="row">{visibleText(operatorName(detail, stamp.operator) ?? stamp.operator)} says</th>
              <td className="wrap" colSpan={2}>
                {stampWords[stamp.kind]} <bdi className="mono quiet">{visibleText(stamp.value)}</bdi>
              </td>
            </SelectableRow>
          ))}
        </tbody>
      </table>
    </div>
  );
}
