import { describe, expect, it } from 'vitest';
import { canFilterBy, chipsOf, isOpenFilter, toggleClass, toggleValue, withoutDays } from '../../renderer/report-filter.ts';
import { openFilter } from '../../renderer/report-state.ts';

describe('the filter of the reports', () => {
  it('takes a value in and, asked again, out', () => {
    const narrowed = toggleValue(openFilter, 'tenants', 'evil.onmicrosoft.com');
    expect(narrowed).toEqual({ ...openFilter, tenants: ['evil.onmicrosoft.com'] });
    expect(toggleValue(narrowed, 'tenants', 'evil.onmicrosoft.com')).toEqual(openFilter);
  });

  it('knows rows without a tenant, but no rows without an address', () => {
    expect(toggleValue(openFilter, 'tenants', null)).toEqual({ ...openFilter, tenants: [null] });
    expect(toggleValue(openFilter, 'sources', null)).toBe(openFilter);
    expect([canFilterBy('operators', null), canFilterBy('fromDomains', null)]).toEqual([true, false]);
  });

  it('is open where blanks are all that was typed', () => {
    expect(isOpenFilter({ ...openFilter, text: '  ' })).toBe(true);
    expect(isOpenFilter(toggleClass(openFilter, 'unknown'))).toBe(false);
  });

  it('forgets the days alone', () => {
    expect(withoutDays({ ...openFilter, from: '2026-11-01', to: '2026-11-02', text: 'x' })).toEqual({ ...openFilter, text: 'x' });
  });
});

describe('the chips', () => {
  it('name every active part, each with the filter that is left without it', () => {
    const filter = {
      ...openFilter,
      from: '2026-11-01',
      to: '2026-11-03',
      classes: ['cross-tenant-suspect' as const],
      operators: ['exchange-online', null],
      reports: [7],
      text: ' acme ',
    };
    const chips = chipsOf(filter, () => 'Exchange Online');
    expect(chips.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Days: 1 Nov 2026 – 3 Nov 2026',
      'Class: Cross-tenant suspect',
      'Operator: Exchange Online',
      'Operator: none known',
      'Report: no. 7',
      'Text: “acme”',
    ]);
    expect(chips.map(({ without }) => without)).toEqual([
      { ...filter, from: null, to: null },
      { ...filter, classes: [] },
      { ...filter, operators: [null] },
      { ...filter, operators: ['exchange-online'] },
      { ...filter, reports: [] },
      { ...filter, text: '' },
    ]);
  });

  it.each([
    [{ from: '2026-11-01', to: '2026-11-01' }, '1 Nov 2026'],
    [{ from: '2026-11-01', to: null }, 'from 1 Nov 2026'],
    [{ from: null, to: '2026-11-01' }, 'to 1 Nov 2026'],
  ])('say the days of %j', (days, words) => {
    expect(chipsOf({ ...openFilter, ...days }).map(({ value }) => value)).toEqual([words]);
  });

  it('are none where nothing narrows', () => {
    expect(chipsOf(openFilter)).toEqual([]);
  });
});
