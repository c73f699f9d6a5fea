import { describe, expect, it } from 'vitest';
import { presumptionLabel, presumptionNote, presumptionText } from '../../renderer/presumption-words.ts';
import { answerLines, lookupsOf, spaceText } from '../../renderer/spf-story.ts';
import { describeRoute } from '../../renderer/views/route/description.ts';
import { cardWords } from '../../renderer/views/route/gate-card.tsx';
import { buildGates } from '../../renderer/views/route/gates.ts';
import type { PresumedPool, SpfCheck } from '../../shared/facts/authentication.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import type { DnsAnswer } from '../../shared/facts/dns.ts';
import { spoofDetail } from './fixtures/spoof.ts';

const replays = spoofDetail.spf.filter((check) => check.evaluation !== null);
const replayed = (role: SpfCheck['role']): SpfCheck => {
  const check = replays.find((each) => each.role === role && each.identity === 'mailfrom');
  if (check === undefined) throw new Error('the fixture has no such check');
  return check;
};

describe('the DNS questions of an evaluation', () => {
  it('are each there once, in the order asked', () => {
    const { evaluation } = replayed('egress');
    const names = evaluation === null ? [] : lookupsOf(evaluation.trace).map(({ question }) => `${question.name} ${question.type}`);
    expect(names[0]).toBe('alpha.example TXT');
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(1);
  });

  it.each([
    [
      { kind: 'records', records: ['v=spf1 -all', 'other'], source: 'lab' },
      { lines: ['v=spf1 -all', 'other'], isData: true, source: 'lab' },
    ],
    [
      { kind: 'absent', reason: 'nxdomain', source: 'lab' },
      { lines: ['no such name (NXDOMAIN)'], isData: false, source: 'lab' },
    ],
    [
      { kind: 'absent', reason: 'nodata', source: null },
      { lines: ['no record of this type (NODATA)'], isData: false, source: null },
    ],
    [
      { kind: 'failed', rcode: 'SERVFAIL', source: 'lab' },
      { lines: ['the look-up failed (SERVFAIL)'], isData: false, source: 'lab' },
    ],
    [{ kind: 'not-captured' }, { lines: ['not in the snapshot'], isData: false, source: null }],
  ] satisfies [DnsAnswer, unknown][])('have their answer and its source: %j', (answer, expected) => {
    expect(answerLines({ question: { name: 'a.example', type: 'TXT' }, answer })).toEqual(expected);
  });
});

describe('the address space that a check came to', () => {
  it('is a shared pool, one of an operator, or as far as is known the domain’s own', () => {
    const egress = replayed('egress');
    expect(spaceText(spoofDetail, egress)).toBe(
      'The matched address space is a shared pool of Exchange Online: every tenant of it can send from there.',
    );
    expect(spaceText(spoofDetail, { ...egress, sharedBy: null })).toMatch(/^The address is one/);
    const own = { ...egress, sharedBy: null, ip: '192.0.2.200' };
    expect(spaceText(spoofDetail, own)).toContain('it is the domain’s own space');
    expect(spaceText(spoofDetail, { ...own, result: 'fail' })).toBe('No operator in the catalogue runs this address.');
    expect(spaceText(spoofDetail, { ...own, evaluation: null })).toBeNull();
  });
});

describe('a presumed pool', () => {
  const presumed: PresumedPool = {
    operator: 'exchange-online',
    mechanism: 'ip4:40.107.0.0/16',
    path: ['alpha.example', 'spf.protection.outlook.com'],
    seen: '2025-02-18',
    isStale: true,
  };
  const detail: Detail = {
    ...spoofDetail,
    spf: [
      {
        ...replayed('egress'),
        result: 'unknown',
        sharedBy: null,
        missing: [{ name: 'spf.protection.outlook.com', type: 'TXT' }],
        presumed,
      },
    ],
  };

  it('is told as a dated presumption, and as no result', () => {
    expect(presumptionText(detail, presumed)).toBe(
      'Presumed, not a result: by Waybill’s own copies of the records, last seen on 18 Feb 2025, more than a year before this handoff, this address would pass through the shared pool of Exchange Online (ip4:40.107.0.0/16). The snapshot itself lacks these records, and no verdict rests on them.',
    );
    expect(presumptionText(detail, { ...presumed, seen: null, isStale: false, mechanism: null })).toContain(
      'of unknown date, this address',
    );
    expect(presumptionNote(detail, presumed)).toBe('presumed, not a result: Exchange Online (copy of Feb 2025)');
    expect(presumptionLabel(detail, { ...presumed, seen: null })).toBe('presumed, undated copy: Exchange Online');
  });

  it('stands on the gate under the result that it is not', () => {
    const gates = buildGates(detail);
    const gate = gates.find((each) => each.main !== null);
    const words = gate === undefined ? null : cardWords(detail, gate);
    expect([words?.result, words?.presumed?.label]).toEqual(['unknown', 'presumed, Feb 2025 copy: Exchange Online']);
    expect(describeRoute(detail, gates, null).join(' ')).toContain('Presumed, not a result: by Waybill’s own copies');
    const [plain] = buildGates(spoofDetail);
    expect(plain === undefined ? undefined : cardWords(spoofDetail, plain)?.presumed).toBeNull();
  });
});
