/** One line of a table of groups: a group, one that stands under it, or how many more there are. */
import type { ReactNode } from 'react';
import type { RowFilter, RowGroup, RowGrouping } from '../../../shared/report-calls.ts';
import { filterByValue } from '../../actions/reports.ts';
import { ShareBar } from '../../components/class-mark.tsx';
import type { GridRow } from '../../components/grid-line.tsx';
import { ActionIconMark } from '../../components/icons.tsx';
import { FilterButton } from '../../components/value-filter.tsx';
import { canFilterBy, fieldOfGrouping, holdsValue } from '../../report-filter.ts';
import { childGroupings, type GroupLine, suspectsIn } from '../../report-selectors.ts';
import { formatCount, groupingWords } from '../../report-words.ts';
import { formatDay, visibleText } from '../../text.ts';

interface Context {
  readonly by: RowGrouping;
  readonly line: GroupLine | undefined;
  readonly filter: RowFilter;
  readonly names: ReadonlyMap<string, string>;
  readonly index: number;
}

function day(value: string | null): ReactNode {
  return value === null ? <span className="quiet">–</span> : <time dateTime={value}>{formatDay(`${value}T`)}</time>;
}

function figures(group: RowGroup): GridRow['cells'] {
  const suspects = suspectsIn(group.messagesByClass);
  return {
    share: <ShareBar byClass={group.messagesByClass} />,
    suspects: suspects === 0 ? <span className="quiet">–</span> : <strong className="alarm">{formatCount(suspects)}</strong>,
    messages: formatCount(group.messages),
    rows: formatCount(group.rows),
    first: day(group.first),
    last: day(group.last),
  };
}

interface NameProperties {
  readonly by: RowGrouping;
  readonly group: RowGroup;
  readonly filter: RowFilter;
  readonly names: ReadonlyMap<string, string>;
  readonly kind?: ReactNode;
  /** The operator of the group above, which needs no saying again. */
  readonly known?: string | null;
}

/** What the group is, whose it is, and the button that narrows to it. */
function GroupName({ by, group, filter, names, kind, known = null }: NameProperties) {
  const field = fieldOfGrouping[by];
  const label = group.label ?? groupingWords[by].none;
  const operator =
    by === 'operator' || group.operator === null || group.operator === known ? null : (names.get(group.operator) ?? group.operator);
  return (
    <>
      {kind}
      <bdi
        className={by === 'operator' || group.key === null ? 'group-name' : 'group-name mono'}
        data-none={group.key === null || undefined}
      >
        {visibleText(label)}
      </bdi>
      {operator !== null && <span className="group-operator">{visibleText(operator)}</span>}
      {canFilterBy(field, group.key) && (
        <FilterButton
          value={label}
          isActive={holdsValue(filter, field, group.key)}
          isStop={false}
          onToggle={() => filterByValue(field, group.key)}
        />
      )}
    </>
  );
}

const waiting = { key: <span className="cell-waiting" /> };

function childRow(line: Exclude<GroupLine, { kind: 'group' }>, filter: RowFilter, names: ReadonlyMap<string, string>): GridRow {
  const look = { look: 'child', level: 2 };
  switch (line.kind) {
    case 'waiting':
      return { key: `${line.parent}-waiting`, cells: waiting, ...look };
    case 'more': {
      const more = `and ${formatCount(line.amount)} more ${groupingWords[line.by].many.toLowerCase()}: filter to see them`;
      return { key: `${line.parent}-more-${line.by}`, cells: { key: <span className="quiet">{more}</span> }, ...look };
    }
    case 'child': {
      const kind = <span className="group-kind">{groupingWords[line.by].one}</span>;
      const name = <GroupName by={line.by} group={line.group} filter={filter} names={names} kind={kind} known={line.known} />;
      return { key: `${line.parent}-${line.by}-${line.group.key ?? ''}`, cells: { key: name, ...figures(line.group) }, ...look };
    }
  }
}

/** The cells of a line. */
export function groupRow({ by, line, filter, names, index }: Context): GridRow {
  if (line !== undefined && line.kind !== 'group') return childRow(line, filter, names);
  const group = line?.group;
  if (line === undefined || group === undefined) return { key: `waiting-${index}`, cells: waiting, look: 'waiting' };
  const unfolds = childGroupings[by].length > 0 && canFilterBy(fieldOfGrouping[by], group.key);
  const fold = unfolds ? (
    <span className="group-fold" data-open={line.isUnfolded || undefined}>
      <ActionIconMark name="later" size={11} />
    </span>
  ) : undefined;
  return {
    key: `group-${group.key ?? ''}-${group.key === null}`,
    cells: { key: <GroupName by={by} group={group} filter={filter} names={names} kind={fold} />, ...figures(group) },
    isUnfolded: unfolds ? line.isUnfolded : undefined,
    level: 1,
  };
}
