/** One SPF check as a row: whose, from where, its result, what decided it, and who says so. */
import type { SpfCheck } from '../../../shared/facts/authentication.ts';
import { selectPlace } from '../../actions/interface.ts';
import { HostName } from '../../components/host-name.tsx';
import { ResultMark, SourceMark, TrustMark } from '../../components/marks.tsx';
import { SelectableRow } from '../../components/selectable.tsx';
import { visibleText } from '../../text.ts';
import { handoffRoleWords, identityWords, roleWords } from '../../words.ts';
import { ToQuestions } from './to-questions.tsx';

interface Properties {
  readonly check: SpfCheck;
  readonly index: number;
  /** Name of the operator through whose shared pool it passed. */
  readonly shared: string | null;
  /** The presumed pool in a few words, where the snapshot is silent. */
  readonly presumed: string | null;
  readonly selected: boolean;
}

export function SpfCheckRow({ check, index, shared, presumed, selected }: Properties) {
  const label = `${handoffRoleWords[check.role]}, ${identityWords[check.identity]} ${check.domain}: ${check.result}`;
  const missing = check.missing.map((question) => `${question.name} ${question.type}`).join(', ');
  return (
    <SelectableRow position={index} label={label} selected={selected} onSelect={() => selectPlace({ kind: 'check', check: index })}>
      <th scope="row" className="nowrap">
        {roleWords[check.role]}
        <span className="cell-line quiet">{identityWords[check.identity]}</span>
      </th>
      <td className="wrap">
        <HostName>{check.domain}</HostName>
      </td>
      <td className="wrap">
        <HostName>{check.ip}</HostName>
      </td>
      <td className="nowrap">
        <ResultMark result={check.result} muted={check.trust === 'claimed'} />
        {check.missing.length > 0 && <ToQuestions />}
      </td>
      <td className="wrap">
        {check.mechanism !== null && <HostName>{check.mechanism}</HostName>}
        {shared !== null && <span className="shared-note">shared pool of {visibleText(shared)}</span>}
        {presumed !== null && <span className="presumed-note">{visibleText(presumed)}</span>}
        {missing !== '' && <span className="shared-note">{visibleText(missing)} missing</span>}
      </td>
      <td>
        <SourceMark source={check.source} />
        <span className="cell-line">
          <TrustMark trust={check.trust} />
        </span>
      </td>
    </SelectableRow>
  );
}
