import { describe, expect, it } from 'vitest';
import { daysOfLanes, placeOf, policyLanes, policyText, strictnessOf } from '../../renderer/report-policies.ts';
import type { PolicySpan } from '../../shared/report-calls.ts';

const span = (change: Partial<PolicySpan>): PolicySpan => ({
  domain: 'alpha.example',
  first: '2026-11-01',
  last: '2026-11-05',
  p: 'none',
  sp: null,
  np: null,
  adkim: 'r',
  aspf: 'r',
  pct: 100,
  testing: null,
  reports: 1,
  messages: 1,
  ...change,
});

describe('policies over time', () => {
  it('say what changed from one to the next, domain by domain', () => {
    const lanes = policyLanes([
      span({}),
      span({ p: 'quarantine', pct: 25, first: '2026-11-06', last: '2026-11-10' }),
      span({ domain: 'bravo.example', p: 'reject' }),
    ]);
    expect(lanes.map(({ domain, spans }) => [domain, spans.map(({ changes }) => changes)])).toEqual([
      ['alpha.example', [[], ['p: none → quarantine', 'pct: 100 → 25']]],
      ['bravo.example', [[]]],
    ]);
  });

  it('are written as a record is, without what everybody has', () => {
    expect([
      policyText(span({})),
      policyText(span({ p: 'reject', sp: 'none', aspf: 's', pct: 50, testing: 'y' })),
      policyText(span({ p: null })),
    ]).toEqual(['p=none', 'p=reject sp=none aspf=s pct=50 t=y', 'no policy']);
  });

  it('stand at their days', () => {
    const all = [span({}), span({ first: '2026-11-06', last: '2026-11-10' })];
    const days = daysOfLanes(all);
    expect(days).toEqual({ first: '2026-11-01', last: '2026-11-10' });
    if (days === null) return;
    expect(all.map((each) => placeOf(each, days))).toEqual([
      { start: 0, length: 50 },
      { start: 50, length: 50 },
    ]);
  });

  it('have no place where no day is known', () => {
    expect(daysOfLanes([span({ first: null, last: null })])).toBeNull();
  });

  it('are as strict as they say, in whichever case', () => {
    expect(['none', 'Reject', 'quarantine', 'monitor', null].map(strictnessOf)).toEqual(['none', 'reject', 'quarantine', null, null]);
  });
});
