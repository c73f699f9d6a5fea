/** Works on the one filter of the reports workspace: toggles values, names what is active, compares. Pure. */
import type { RowClass } from '../shared/facts/report.ts';
import type { RowFilter, RowGrouping } from '../shared/report-calls.ts';
import { openFilter } from './report-state.ts';
import { classWords } from './report-words.ts';
import { formatDay } from './text.ts';

/** The fields that hold a list of texts. */
export type FilterField = 'organizations' | 'fromDomains' | 'operators' | 'tenants' | 'reporters' | 'sources' | 'envelopeTo';

/** The field that narrows to one group of a grouping. */
export const fieldOfGrouping: Readonly<Record<RowGrouping, FilterField>> = {
  operator: 'operators',
  tenant: 'tenants',
  source: 'sources',
  reporter: 'reporters',
  organization: 'organizations',
  'from-domain': 'fromDomains',
};

const nullable: ReadonlySet<FilterField> = new Set(['organizations', 'operators', 'tenants', 'reporters']);

/** Whether the contract can ask for this value: `null` (rows without one) exists for some fields only. */
export function canFilterBy(field: FilterField, value: string | null): boolean {
  return value !== null || nullable.has(field);
}

function toggled<T>(list: readonly T[], value: T): T[] {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
}

export function toggleClass(filter: RowFilter, rowClass: RowClass): RowFilter {
  return { ...filter, classes: toggled(filter.classes, rowClass) };
}

/** Adds the value to its field, or takes it out where it is there already. */
export function toggleValue(filter: RowFilter, field: FilterField, value: string | null): RowFilter {
  if (!canFilterBy(field, value)) return filter;
  const list: readonly (string | null)[] = filter[field];
  return { ...filter, [field]: toggled(list, value) };
}

export function holdsValue(filter: RowFilter, field: FilterField, value: string | null): boolean {
  const list: readonly (string | null)[] = filter[field];
  return list.includes(value);
}

/** The same filter for all days. */
export function withoutDays(filter: RowFilter): RowFilter {
  return { ...filter, from: null, to: null };
}

export function sameFilter(one: RowFilter, other: RowFilter): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

export function isOpenFilter(filter: RowFilter): boolean {
  return sameFilter({ ...filter, text: filter.text.trim() }, openFilter);
}

/** One active part of the filter: what it says, and the filter without it. */
export interface FilterChip {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly without: RowFilter;
}

const fieldLabels: readonly (readonly [FilterField, label: string, none: string])[] = [
  ['operators', 'Operator', 'none known'],
  ['tenants', 'Tenant', 'none'],
  ['organizations', 'Domain', 'none named'],
  ['fromDomains', 'From domain', ''],
  ['reporters', 'Receiver', 'unnamed'],
  ['sources', 'Source', ''],
  ['envelopeTo', 'Recipients at', ''],
];

function dayChip(filter: RowFilter): readonly FilterChip[] {
  const { from, to } = filter;
  if (from === null && to === null) return [];
  const show = (day: string): string => formatDay(`${day}T`);
  const value =
    from !== null && to !== null
      ? from === to
        ? show(from)
        : `${show(from)} – ${show(to)}`
      : from !== null
        ? `from ${show(from)}`
        : `to ${show(to ?? '')}`;
  return [{ key: 'days', label: 'Days', value, without: withoutDays(filter) }];
}

/** Every active part, in the order in which the bar shows them. `nameOf` gives an operator's name for its id. */
export function chipsOf(filter: RowFilter, nameOf: (operator: string) => string = (operator) => operator): readonly FilterChip[] {
  const values = fieldLabels.flatMap(([field, label, none]) => {
    const list: readonly (string | null)[] = filter[field];
    return list.map((value) => ({
      key: `${field}:${value ?? ''}`,
      label,
      value: value === null ? none : field === 'operators' ? nameOf(value) : value,
      without: toggleValue(filter, field, value),
    }));
  });
  const text = filter.text.trim();
  return [
    ...dayChip(filter),
    ...filter.classes.map((each) => ({ key: each, label: 'Class', value: classWords[each].label, without: toggleClass(filter, each) })),
    ...values,
    ...filter.reports.map((report) => ({
      key: `report:${report}`,
      label: 'Report',
      value: `no. ${report}`,
      without: { ...filter, reports: filter.reports.filter((each) => each !== report) },
    })),
    ...(text === '' ? [] : [{ key: 'text', label: 'Text', value: `“${text}”`, without: { ...filter, text: '' } }]),
  ];
}
