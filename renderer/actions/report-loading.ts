/** Asks the engine for what the reports workspace shows. The last wish wins: replies to older ones are dropped, whatever their order. */
import type { Outcome } from '../../shared/outcome.ts';
import type { RowFilter, RowGrouping } from '../../shared/report-calls.ts';
import { canFilterBy, fieldOfGrouping, withoutDays } from '../report-filter.ts';
import { childGroupings, groupId, suspectCount } from '../report-selectors.ts';
import { type Asked, type ChildGroups, initialReports, openFilter, type ReportsState, suspectClass } from '../report-state.ts';
import { update, useWaybill } from '../store.ts';
import { theClient } from './current-client.ts';
import { inTurn } from './in-turn.ts';
import { refreshListing } from './report-listings.ts';
import { loadRaw } from './report-raw-text.ts';

const theReports = (): ReportsState => useWaybill.getState().reports;

/** Changes some fields of the reports. For the actions only. */
export function updateReports(change: Partial<ReportsState> | ((reports: ReportsState) => Partial<ReportsState>)): void {
  update(({ reports }) => ({ reports: { ...reports, ...(typeof change === 'function' ? change(reports) : change) } }));
}

type AskedField = 'facets' | 'matched' | 'timeLine' | 'policies' | 'head' | 'rowMessages';

/** Asks into one field. What it holds stays until the reply is here, and is marked once that takes long enough to be seen. */
function ask<T>(field: AskedField, call: () => Promise<Outcome<T>>, then: (value: T) => void = () => {}): void {
  inTurn(field, {
    call,
    late: () => updateReports((reports) => ({ [field]: { ...reports[field], isLate: true } })),
    keep: (outcome) => {
      const asked: Asked<unknown> = outcome.ok
        ? { value: outcome.value, error: null, isLate: false }
        : { value: null, error: outcome.error, isLate: false };
      updateReports({ [field]: asked });
      if (outcome.ok) then(outcome.value);
    },
  });
}

/** The names of the operators that rows of the case come from; rows and the filter tell ids only. */
export function loadOperatorNames(): void {
  const request = { by: 'operator', filter: openFilter, sort: 'messages', offset: 0, limit: mostNames } as const;
  inTurn('operators', {
    call: () => theClient().calls['reports.groups'](request),
    late: () => {},
    keep: (outcome) => {
      if (!outcome.ok) return;
      const named = outcome.value.groups.flatMap(({ key, label }) => (key === null || label === null ? [] : [[key, label] as const]));
      updateReports({ operatorNames: new Map(named) });
    },
  });
}

/** As many as are counted by name; beyond, the engine's own number is taken. */
const mostNames = 200;

/** Headline, legend, counter and time line. */
export function refreshFigures(): void {
  const { filter } = theReports();
  const { calls } = theClient();
  const allClasses: RowFilter = { ...filter, classes: [] };
  ask(
    'facets',
    () => calls['reports.totals']({ filter: allClasses }),
    (totals) => {
      if (filter.classes.length === 0) updateReports({ matched: { value: totals, error: null, isLate: false } });
      if (suspectCount(totals) > 0) loadSuspects(filter);
      else updateReports({ suspects: null });
    },
  );
  if (filter.classes.length > 0) ask('matched', () => calls['reports.totals']({ filter }));
  ask('timeLine', () => calls['reports.time-line']({ filter: withoutDays(filter) }));
}

/** Who is behind the suspect rows: their tenants, the domains that they hit, and the receivers that saw them. */
function loadSuspects(filter: RowFilter): void {
  const { calls } = theClient();
  const suspect: RowFilter = { ...filter, classes: [suspectClass] };
  const names = async (by: RowGrouping): Promise<{ names: readonly string[]; count: number }> => {
    const outcome = await calls['reports.groups']({ by, filter: suspect, sort: 'messages', offset: 0, limit: mostNames });
    if (!outcome.ok) return { names: [], count: 0 };
    const { groups, total } = outcome.value;
    const named = groups.flatMap(({ key }) => (key === null ? [] : [key]));
    return { names: named, count: total > groups.length ? total : named.length };
  };
  inTurn('suspects', {
    call: async () => {
      const [tenants, organizations, reporters] = await Promise.all([names('tenant'), names('organization'), names('reporter')]);
      return { tenants, organizations, reporters };
    },
    late: () => {},
    keep: ({ tenants, organizations, reporters }) =>
      updateReports({
        suspects: {
          tenants: tenants.names.slice(0, 3),
          tenantCount: tenants.count,
          organizationCount: organizations.count,
          reporterCount: reporters.count,
        },
      }),
  });
}

/** What the chosen view lists. */
export function refreshView(): void {
  const { view, filter } = theReports();
  switch (view) {
    case 'policies':
      ask('policies', async () => {
        const outcome = await theClient().calls['reports.policies']({ filter });
        return outcome.ok ? { ok: true, value: outcome.value.policies } : outcome;
      });
      return;
    case 'reports':
      refreshListing('lines');
      return;
    case 'rows':
      refreshListing('rows');
      return;
    default:
      refreshListing('groups');
  }
}

const mostChildren = 8;

/** What stands under one group: the first few of each further grouping. */
export function loadChildren(by: RowGrouping, key: string | null): void {
  const field = fieldOfGrouping[by];
  if (!canFilterBy(field, key)) return;
  const id = groupId(by, key);
  const filter: RowFilter = { ...theReports().filter, [field]: [key] };
  inTurn(`children ${id}`, {
    call: () =>
      Promise.all(
        childGroupings[by].map(async (childBy): Promise<ChildGroups> => {
          const request = { by: childBy, filter, sort: 'attention', offset: 0, limit: mostChildren } as const;
          const outcome = await theClient().calls['reports.groups'](request);
          return outcome.ok ? { by: childBy, ...outcome.value } : { by: childBy, total: 0, groups: [] };
        }),
      ),
    late: () => {},
    keep: (children) => updateReports((reports) => ({ children: new Map(reports.children).set(id, children) })),
  });
}

/** The groups under what is unfolded, under the present filter. */
export function refreshUnfolded(): void {
  for (const id of theReports().unfolded) {
    const [by, key] = JSON.parse(id) as [RowGrouping, string | null];
    loadChildren(by, key);
  }
}

/** What the selected row or report shows, as far as its pane needs it. */
export function loadSelection(): void {
  const { selection, pane, head } = theReports();
  const { calls } = theClient();
  if (selection === null) return;
  if (selection.kind === 'row') {
    const { report, ordinal } = selection.row;
    ask('rowMessages', async () => {
      const outcome = await calls['row.messages']({ report, ordinal });
      return outcome.ok ? { ok: true, value: outcome.value.messages } : outcome;
    });
    return;
  }
  const { report } = selection;
  if (head.value === null) ask('head', () => calls['report.get']({ report }));
  if (pane === 'rows') refreshListing('reportRows');
  if (pane === 'raw') loadRaw(report);
}

/** Asks again for what failed in the selected report or row. */
export function retrySelection(): void {
  updateReports({ head: initialReports.head, rowMessages: initialReports.rowMessages, raw: null });
  loadSelection();
}
