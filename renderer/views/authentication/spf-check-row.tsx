/** One SPF check as a row: whose, from where, its result, what decided it, and who says so. */
import type { SpfCheck } from '../../../shared/facts/authentication.ts';
import { selectPlace } from '../../actions/interface.ts';
import { HostName } from '../../components/host-name.tsx';
import { ResultMark, SourceMark, TrustMark } from '../../components/marks.tsx';
import { SelectableRow } from '../../components/selectable.tsx';
import { visibleText } from '../../text.ts';
import { handoffRoleWords, identityWords, roleWords } from '../../words.ts';

interface Properties {
  readonly check: SpfCheck;
  readonly index: number;
  /** Name of the operator through whose shared pool it passed. */
  readonly shared: string | null;
  readonly selected: boolean;
}

export function SpfCheckRow({ check, index, shared, selected }: Properties) {
  const label = `${handoffRoleWords[check.role]}, ${identityWords[check.identity]} ${check.domain}: ${check.result}`;
  const missing = check.missing.map((question) => `${question.name} ${question.type}`).join(', ');
  return (
    <SelectableRow position={index} label={label} selected={selected} onSelect={() => selectPlace({ kind: 'check', check: index })}>
      <th scope="row" className="nowrap">
        {roleWords[check.role]}
      </th>
      <td className="nowrap">{identityWords[check.identity]}</td>
      <td className="wrap">
        <HostName>{check.domain}</HostName>
      </td>
      <td className="wrap">
        <HostName>{check.ip}</HostName>
      </td>
      <td>
        <ResultMark result={check.result} muted={check.trust === 'claimed'} />
      </td>
      <td className="wrap">
        {check.mechanism !== null && <HostName>{check.mechanism}</HostName>}
        {shared !== null && <span className="shared-note">shared pool of {visibleText(shared)}</span>}
        {missing !== '' && <span className="shared-note">{visibleText(missing)} missing</span>}
      </td>
      <td>
        <SourceMark source={check.source} />
      </td>
      <td>
        <TrustMark trust={check.trust} />
      </td>
    </SelectableRow>
  );
}
