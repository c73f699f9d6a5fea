import { beforeEach, describe, expect, it } from 'vitest';
import { needPositions } from '../../../renderer/actions/report-listings.ts';
import { loadWholeRaw } from '../../../renderer/actions/report-raw-text.ts';
import {
  backOutOfReports,
  filterByClass,
  filterByDays,
  filterByText,
  filterByValue,
  forgetReports,
  selectReport,
  selectRow,
  showReportView,
  showRows,
  showWorkspace,
  unfoldGroup,
} from '../../../renderer/actions/reports.ts';
import { showMessage } from '../../../renderer/actions/show-message.ts';
import { drawnLines } from '../../../renderer/report-raw.ts';
import { groupId, itemAt } from '../../../renderer/report-selectors.ts';
import { openFilter, pageSize } from '../../../renderer/report-state.ts';
import { genuineDetail } from '../fixtures/genuine.ts';
import { makeReportCase } from '../fixtures/report-case.ts';
import { rowOf } from '../fixtures/rows.ts';
import { type Started, startOn } from '../helpers/started.ts';

const reportCase = makeReportCase(60);
let window: Started;
const reports = () => window.state().reports;
const asked = (call: string) => window.client.made.filter((made) => made.call === call).map(({ request }) => request);

beforeEach(async () => {
  window = await startOn({ reportCase, rows: [rowOf('m', genuineDetail)], details: { m: genuineDetail } });
});

describe('the reports workspace', () => {
  it('asks for nothing but what the case holds before it is looked at', () => {
    expect(asked('reports.groups')).toEqual([]);
    expect(reports().totals?.reports).toBe(reportCase.heads.length);
  });

  it('loads its figures and the first view when it is looked at', async () => {
    showWorkspace('reports');
    await window.settle();
    expect(window.state().workspace).toBe('reports');
    expect(reports().facets.value?.rows).toBe(reportCase.rows.length);
    expect(reports().matched.value).toEqual(reports().facets.value);
    expect(reports().timeLine.value?.buckets.length).toBe(60);
    expect(itemAt(reports().groups, 0)?.label).toBe('Microsoft Exchange Online');
    expect(reports().operatorNames.get('sendgrid')).toBe('Twilio SendGrid');
    expect(reports().suspects).toMatchObject({ tenants: ['northwindtrade.onmicrosoft.com'], tenantCount: 1, organizationCount: 1 });
  });

  it('follows one filter everywhere; the time line keeps all days, and the legend all classes', async () => {
    showWorkspace('reports');
    filterByClass('unauthorised');
    filterByDays({ from: '2026-10-01', to: '2026-10-02' });
    filterByValue('reporters', 'Yahoo');
    await window.settle();
    const filter = { ...openFilter, classes: ['unauthorised'], from: '2026-10-01', to: '2026-10-02', reporters: ['Yahoo'] };
    expect(asked('reports.totals').slice(-2)).toEqual([{ filter: { ...filter, classes: [] } }, { filter }]);
    expect(asked('reports.time-line').at(-1)).toEqual({ filter: { ...filter, from: null, to: null } });
    expect(reports().matched.value?.rowsByClass.filter((rows) => rows > 0)).toEqual([reports().matched.value?.rows]);
  });

  it('asks no more often than it is answered, and only for the last wish', async () => {
    showWorkspace('reports');
    await window.settle();
    const before = asked('reports.time-line').length;
    for (const text of ['n', 'no', 'nor', 'nort', 'north']) filterByText(text);
    await window.settle();
    expect(asked('reports.time-line').slice(before)).toEqual(['n', 'north'].map((text) => ({ filter: { ...openFilter, text } })));
    expect(reports().facets.value?.rows).toBe(reportCase.rows.filter(({ record }) => record.foreignTenant !== null).length);
  });

  it('goes back step by step: the detail, then the filter', async () => {
    showRows({ ...openFilter, text: 'alpha' });
    await window.settle();
    selectReport(3);
    expect([backOutOfReports(), reports().selection]).toEqual([true, null]);
    expect([backOutOfReports(), reports().filter]).toEqual([true, openFilter]);
    expect(backOutOfReports()).toBe(false);
  });
});

describe('lists', () => {
  it('load the page that is looked at, once', async () => {
    showWorkspace('reports');
    showReportView('rows');
    await window.settle();
    expect([...reports().rows.pages.keys()]).toEqual([0]);
    needPositions('rows', pageSize * 2 + 5, pageSize * 3 + 5);
    await window.settle();
    expect([...reports().rows.pages.keys()]).toEqual([0, 2, 3]);
    const before = asked('reports.rows').length;
    needPositions('rows', pageSize * 2, pageSize * 2 + 9);
    await window.settle();
    expect(asked('reports.rows').length).toBe(before);
  });

  it('show what was unfolded, also under another filter', async () => {
    showWorkspace('reports');
    await window.settle();
    const group = itemAt(reports().groups, 0);
    if (group === undefined) throw new Error('there is no group');
    unfoldGroup('operator', group);
    await window.settle();
    const under = () => reports().children.get(groupId('operator', 'exchange-online'));
    expect(under()?.map(({ by, groups }) => [by, groups.length > 0])).toEqual([
      ['tenant', true],
      ['source', true],
    ]);
    filterByClass('cross-tenant-suspect');
    await window.settle();
    expect(under()?.[0]?.groups.map(({ key }) => key)).toEqual(['northwindtrade.onmicrosoft.com']);
  });
});

describe('what is selected', () => {
  it('brings the messages of a row, and one leads to the messages', async () => {
    showRows(openFilter);
    await window.settle();
    const row = itemAt(reports().rows, 0);
    if (row === undefined) throw new Error('there is no row');
    selectRow(row);
    await window.settle();
    expect(row.record.class).toBe('cross-tenant-suspect');
    expect(reports().rowMessages.value?.map(({ tie }) => tie)).toEqual(['same-tenant']);
    showMessage('m');
    expect([window.state().workspace, window.state().selection.evidence]).toEqual(['messages', 'm']);
  });

  it('brings the head of a report, its rows and its bytes, each when it is looked at', async () => {
    showWorkspace('reports');
    selectReport(5);
    await window.settle();
    expect(reports().head.value).toEqual(reportCase.heads[4]);
    expect([reports().reportRows.total, reports().raw]).toEqual([null, null]);
    selectReport(5, 'rows');
    await window.settle();
    expect(reports().reportRows.total).toBe(reportCase.heads[4]?.recordCount);
    selectReport(5, 'raw');
    await loadWholeRaw(5);
    await window.settle();
    const raw = reports().raw;
    expect(raw?.loaded).toBe(raw?.size);
    expect(raw === null ? '' : drawnLines(raw.lines).at(-1)?.text).toBe('</feedback>');
  });

  it('says why where the bytes are gone', async () => {
    showWorkspace('reports');
    selectReport(9_999, 'raw');
    await window.settle();
    expect(reports().head.error?.code).toBe('not-found');
  });
});

describe('reports that come in', () => {
  const totals = {
    reports: 2,
    rows: 9,
    messages: 12,
    first: null,
    last: null,
    rowsByClass: Array(8).fill(0),
    messagesByClass: Array(8).fill(0),
  };

  it('open their workspace where they are all that the case holds', async () => {
    window = await startOn({});
    window.client.emit('reports.changed', { totals });
    expect([window.state().workspace, reports().totals]).toEqual(['reports', totals]);
  });

  it('leave the reader with the messages where there are any', async () => {
    window = await startOn({ rows: [rowOf('m', genuineDetail)], details: { m: genuineDetail } });
    window.client.emit('reports.changed', { totals });
    expect(window.state().workspace).toBe('messages');
  });

  it('are forgotten with the case; the view stays', () => {
    showReportView('policies');
    filterByText('x');
    forgetReports();
    expect([reports().totals, reports().filter, reports().view]).toEqual([null, openFilter, 'policies']);
  });
});
