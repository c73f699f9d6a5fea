import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDmarc, type DmarcInput } from '../../../../shared/authentication/dmarc/check.ts';
import type { DmarcReading } from '../../../../shared/facts/authentication.ts';
import { type TxtRecords, txtResolver } from '../../../helpers/resolver.ts';

type Pair = readonly [domain: string, result: DmarcInput['spf'][number]['result']];

function check(
  from: string | readonly string[],
  records: TxtRecords,
  { spf = [], dkim = [], complete = true }: { spf?: readonly Pair[]; dkim?: readonly Pair[]; complete?: boolean } = {},
) {
  return checkDmarc(
    {
      fromDomains: typeof from === 'string' ? [from] : from,
      spf: spf.map(([domain, result]) => ({ domain, result })),
      dkim: dkim.map(([domain, result]) => ({ domain, result: result as DmarcInput['dkim'][number]['result'] })),
    },
    txtResolver(records, { complete }),
  );
}

function short({ result, policy, policyDomain, by, disposition }: DmarcReading) {
  return [result, policy, policyDomain, by.join('+'), disposition];
}

const reject = { '_dmarc.a.example': 'v=DMARC1; p=reject' };

describe('checkDmarc with all answers at hand', () => {
  it('tells everything about a pass', () => {
    const found = check('A.Example.', reject, {
      spf: [['bounce.a.example', 'pass']],
      dkim: [
        ['a.example', 'pass'],
        ['b.example', 'fail'],
      ],
    });
    expect(found.rfc9989).toEqual({
      result: 'pass',
      policy: 'reject',
      disposition: 'none',
      policyDomain: 'a.example',
      organizationalDomain: 'a.example',
      by: ['spf', 'dkim'],
      identifiers: [
        { mechanism: 'spf', domain: 'bounce.a.example', result: 'pass', alignment: 'relaxed' },
        { mechanism: 'dkim', domain: 'a.example', result: 'pass', alignment: 'strict' },
        { mechanism: 'dkim', domain: 'b.example', result: 'fail', alignment: 'none' },
      ],
      record: 'v=DMARC1; p=reject',
      reason: 'SPF and DKIM passed for a domain aligned with a.example.',
      walk: [
        expect.objectContaining({ name: 'a.example', record: 'v=DMARC1; p=reject', note: 'a policy record' }),
        expect.objectContaining({ name: 'example', record: null, note: 'no policy record' }),
        expect.objectContaining({ name: 'bounce.a.example', record: null, note: 'no policy record' }),
      ],
      suffixList: null,
      missing: [],
    });
    expect(found).toMatchObject({
      fromDomain: 'a.example',
      difference: null,
      others: [],
      rfc7489: { result: 'pass', by: ['spf', 'dkim'] },
    });
    expect(found.rfc7489.suffixList).toBe('tldts 7.5.5, public suffix list of 2026-11-19');
    expect(found.rfc7489.walk.map((step) => step.name)).toEqual(['a.example']);
  });

  it.each([
    ['fail', [['b.example', 'pass']], [], ['fail', 'reject', 'a.example', '', 'reject']],
    [
      'fail although SPF fails for the own domain',
      [['a.example', 'fail']],
      [['b.example', 'pass']],
      ['fail', 'reject', 'a.example', '', 'reject'],
    ],
    ['pass by DKIM alone', [['b.example', 'pass']], [['mail.a.example', 'pass']], ['pass', 'reject', 'a.example', 'dkim', 'none']],
    ['temperror where an aligned check had one', [['a.example', 'temperror']], [], ['temperror', 'reject', 'a.example', '', null]],
    ['not where an unaligned one had', [['b.test', 'temperror']], [], ['fail', 'reject', 'a.example', '', 'reject']],
    ['unknown where an aligned check is', [], [['a.example', 'unknown']], ['unknown', 'reject', 'a.example', '', null]],
    ['unknown where the MAIL FROM is not known', [['', 'unknown']], [], ['unknown', 'reject', 'a.example', '', null]],
    ['pass whatever else is unknown', [['a.example', 'pass']], [['a.example', 'unknown']], ['pass', 'reject', 'a.example', 'spf', 'none']],
  ] as const)('%s', (_, spf, dkim, expected) => {
    const found = check('a.example', reject, { spf, dkim });
    expect([short(found.rfc9989), short(found.rfc7489)]).toEqual([expected, expected]);
    // The missing questions of an unknown SPF or DKIM result stand with that check.
    expect([found.rfc9989.missing, found.rfc7489.missing]).toEqual([[], []]);
  });

  it('needs a record to pass, however well all aligns', () => {
    const found = check('a.example', {}, { spf: [['a.example', 'pass']] });
    const expected = ['none', null, null, 'spf', null];
    expect([short(found.rfc9989), short(found.rfc7489)]).toEqual([expected, expected]);
    expect(found.rfc9989.reason).toBe('No DMARC record applies to a.example.');
  });

  it('keeps strict modes apart', () => {
    const strict = { '_dmarc.a.example': 'v=DMARC1; p=reject; aspf=s' };
    expect(short(check('a.example', strict, { spf: [['mail.a.example', 'pass']] }).rfc9989)).toEqual([
      'fail',
      'reject',
      'a.example',
      '',
      'reject',
    ]);
    expect(short(check('a.example', strict, { dkim: [['mail.a.example', 'pass']] }).rfc9989)).toEqual([
      'pass',
      'reject',
      'a.example',
      'dkim',
      'none',
    ]);
  });

  it('says temperror where the policy cannot be had', () => {
    const found = check('mail.a.example', { '_dmarc.mail.a.example': [], '_dmarc.a.example': 'SERVFAIL' });
    for (const reading of [found.rfc9989, found.rfc7489]) {
      expect([reading.result, reading.reason]).toEqual(['temperror', 'The look-up of the DMARC record of a.example failed (SERVFAIL).']);
    }
  });

  it.each([[[]], [['']], [['not a domain']], [['[192.0.2.1]']]])('says permerror for From domains %j', (from) => {
    const found = check(from, reject, { spf: [['a.example', 'pass']] });
    expect([found.fromDomain, found.rfc9989.result, found.rfc7489.result, found.rfc9989.by]).toEqual([null, 'permerror', 'permerror', []]);
  });
});

describe('checkDmarc with several From domains', () => {
  it('reports the strictest one that fails', () => {
    const records = { ...reject, '_dmarc.b.example': 'v=DMARC1; p=quarantine', '_dmarc.c.example': 'v=DMARC1; p=none' };
    const found = (spf: string) => {
      const result = check(['c.example', 'a.example', 'b.example', 'd.example'], records, { spf: [[spf, 'pass']] });
      return [result.fromDomain, result.rfc9989.result];
    };
    expect([found('c.example'), found('a.example')]).toEqual([
      ['a.example', 'fail'],
      ['b.example', 'fail'],
    ]);
  });
});

describe('checkDmarc where the two standards differ', () => {
  it('np= and sp= (RFC 9989 section 4.7): a name that does not exist', () => {
    const records = { '_dmarc.a.example': 'v=DMARC1; p=reject; sp=quarantine; np=none', 'real.a.example': [] };
    const ghost = check('ghost.a.example', records);
    expect([ghost.rfc9989.policy, ghost.rfc7489.policy]).toEqual(['none', 'quarantine']);
    expect(ghost.difference).toBe(
      'The readings differ: the policy is none by RFC 9989 (which knows np= and takes a missing p= for none) and quarantine by RFC 7489.',
    );
    const real = check('real.a.example', records);
    expect([real.rfc9989.policy, real.rfc7489.policy, real.difference]).toEqual(['quarantine', 'quarantine', null]);
  });

  it('t= against pct=', () => {
    const found = check('a.example', { '_dmarc.a.example': 'v=DMARC1; p=reject; t=y' });
    expect([found.rfc9989.disposition, found.rfc7489.disposition]).toEqual(['quarantine', 'reject']);
    expect(found.difference).toBe(
      'The readings differ: the disposition is quarantine by RFC 9989 (which knows t=) and reject by RFC 7489 (which knows pct=).',
    );
    const share = check('a.example', { '_dmarc.a.example': 'v=DMARC1; p=quarantine; pct=0' });
    expect([share.rfc9989.disposition, share.rfc7489.disposition]).toEqual(['quarantine', 'none']);
  });

  it('the organizational domain: a private suffix whose registry says nothing', () => {
    const found = check('one.github.io', { '_dmarc.github.io': 'v=DMARC1; p=reject' }, { dkim: [['two.github.io', 'pass']] });
    expect([found.rfc9989.result, found.rfc9989.organizationalDomain]).toEqual(['pass', 'github.io']);
    expect([found.rfc7489.result, found.rfc7489.organizationalDomain]).toEqual(['none', 'one.github.io']);
    expect(found.difference).toBe(
      'The readings differ: the organizational domain is github.io by tree walk and one.github.io by the public suffix list.',
    );
  });

  it('a record in between', () => {
    const found = check('x.mail.a.example', { '_dmarc.mail.a.example': 'v=DMARC1; p=none; psd=n', ...reject });
    expect([found.rfc9989.policyDomain, found.rfc7489.policyDomain]).toEqual(['mail.a.example', 'a.example']);
    expect(found.difference).toContain('the policy is that of mail.a.example by RFC 9989 and that of a.example by RFC 7489');
  });

  it.each([
    ['several records', ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'none', 'none'],
    ['no p=', 'v=DMARC1; sp=reject', 'fail', 'none'],
    ['no p=, but a report address', 'v=DMARC1; rua=mailto:d@a.example', 'fail', 'fail'],
    ['a wrong p=', 'v=DMARC1; p=block', 'none', 'none'],
    ['a wrong p= and a report address', 'v=DMARC1; p=block; rua=mailto:d@a.example', 'fail', 'fail'],
    ['a wrong np=', 'v=DMARC1; p=reject; np=block', 'none', 'fail'],
    ['a malformed piece', 'v=DMARC1; p=reject; bogus', 'fail', 'permerror'],
  ] as const)('%s', (_, record, rfc9989, rfc7489) => {
    const found = check('a.example', { '_dmarc.a.example': record });
    expect([found.rfc9989.result, found.rfc7489.result]).toEqual([rfc9989, rfc7489]);
    expect(found.difference === null).toBe(rfc9989 === rfc7489);
  });

  it('several records at the From domain: RFC 7489 stops, RFC 9989 walks on', () => {
    const found = check('mail.a.example', { '_dmarc.mail.a.example': ['v=DMARC1; p=none', 'v=DMARC1; p=none'], ...reject });
    expect([short(found.rfc9989), short(found.rfc7489)]).toEqual([
      ['fail', 'reject', 'a.example', '', 'reject'],
      ['none', null, null, '', null],
    ]);
  });
});

describe('checkDmarc with answers missing', () => {
  it('without any DNS is unknown, with the questions in the order of the walk', () => {
    const found = check(
      'news.a.example',
      {},
      {
        spf: [['news.a.example', 'pass']],
        dkim: [
          ['bounce.a.example', 'pass'],
          ['b.test', 'pass'],
        ],
        complete: false,
      },
    );
    expect([found.rfc9989.result, found.rfc7489.result]).toEqual(['unknown', 'unknown']);
    expect(found.rfc9989.missing.map((question) => `${question.name} ${question.type}`)).toEqual([
      '_dmarc.news.a.example TXT',
      '_dmarc.a.example TXT',
      '_dmarc.example TXT',
      '_dmarc.bounce.a.example TXT',
    ]);
    expect(found.rfc7489.missing.map((question) => question.name)).toEqual(['_dmarc.news.a.example', '_dmarc.a.example']);
    // What is aligned whatever the answers are is said all the same.
    expect([found.rfc9989.by, found.rfc7489.by]).toEqual([['spf'], ['spf', 'dkim']]);
    expect(found.rfc9989.identifiers.map((identifier) => identifier.alignment)).toEqual(['strict', 'unknown', 'none']);
    expect([found.rfc9989.organizationalDomain, found.rfc7489.organizationalDomain]).toEqual([null, 'a.example']);
    expect(found.rfc9989.reason).toBe('The snapshot does not say which DMARC record applies to news.a.example.');
  });

  it('needs nothing beyond the From domain where the same domain passed', () => {
    const found = check('a.example', reject, { spf: [['a.example', 'pass']], complete: false });
    expect([short(found.rfc9989), found.rfc9989.missing, found.rfc9989.organizationalDomain]).toEqual([
      ['pass', 'reject', 'a.example', 'spf', 'none'],
      [],
      null,
    ]);
    expect(found.difference).toBeNull();
  });

  it('asks for the walk where only that can tell whether a pass is aligned', () => {
    const found = check('a.example', reject, { spf: [['bounce.a.example', 'pass']], complete: false });
    expect([found.rfc9989.result, found.rfc7489.result]).toEqual(['unknown', 'pass']);
    expect(found.rfc9989.missing.map((question) => question.name)).toEqual(['_dmarc.example', '_dmarc.bounce.a.example']);
    expect(found.rfc9989.reason).toBe('The snapshot does not say whether a domain that passed is aligned with a.example.');
    expect(found.difference).toBe(
      'The readings differ: the tree walk needs DNS answers that the snapshot lacks, and the public suffix list needs none.',
    );
  });

  it('leaves the policy open where only the existence of the From domain is', () => {
    const found = check(
      'x.a.example',
      { '_dmarc.x.a.example': null, '_dmarc.a.example': 'v=DMARC1; p=none; np=reject', '_dmarc.example': null },
      { complete: false },
    );
    expect(short(found.rfc9989)).toEqual(['fail', null, 'a.example', '', null]);
    expect(found.rfc9989.missing).toEqual([{ name: 'x.a.example', type: 'TXT' }]);
    expect(short(found.rfc7489)).toEqual(['fail', 'none', 'a.example', '', 'none']);
  });

  it('taking answers out of the snapshot leaves each reading as it was or makes it unknown', () => {
    const names = ['example', 'a.example', 'm.a.example', 'n.m.a.example', 'b.example'];
    const record = fc.constantFrom<TxtRecords[string]>(
      null,
      [],
      'SERVFAIL',
      'v=DMARC1; p=reject',
      'v=DMARC1; p=reject; psd=y',
      'v=DMARC1; p=none; psd=n; adkim=s',
      'v=DMARC1; p=none; np=reject; aspf=s',
      'v=DMARC1; p=what',
      ['v=DMARC1; p=none', 'v=DMARC1; p=none'],
    );
    const zone = fc
      .tuple(...names.map(() => record))
      .map((records) => Object.fromEntries(names.map((name, index) => [`_dmarc.${name}`, records[index] ?? null])));
    const domain = fc.constantFrom(...names.slice(1));
    const identifier = fc.tuple(domain, fc.constantFrom('pass', 'fail', 'temperror', 'unknown', 'none') as fc.Arbitrary<Pair[1]>);
    const removal = fc.subarray(names, { minLength: 1 });
    fc.assert(
      fc.property(
        zone,
        domain,
        fc.array(identifier, { maxLength: 1 }),
        fc.array(identifier, { maxLength: 2 }),
        removal,
        (records, from, spf, dkim, removed) => {
          const full = check(from, records, { spf, dkim, complete: false });
          const kept = Object.fromEntries(Object.entries(records).filter(([name]) => !removed.some((gone) => name === `_dmarc.${gone}`)));
          const partial = check(from, kept, { spf, dkim, complete: false });
          for (const standard of ['rfc9989', 'rfc7489'] as const) {
            const [before, after] = [full[standard], partial[standard]];
            expect([before.result, 'unknown']).toContain(after.result);
            expect([before.policy, null]).toContain(after.policy);
            expect([before.organizationalDomain, null]).toContain(after.organizationalDomain);
            if (after.result === 'unknown' && before.result !== 'unknown') expect(after.missing.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('answering the missing questions, round by round, ends with no question and no unknown', () => {
    const world: TxtRecords = { '_dmarc.a.example': 'v=DMARC1; p=none; np=reject', '_dmarc.example': 'v=DMARC1; p=none; psd=y' };
    let known: TxtRecords = {};
    const rounds: number[] = [];
    for (let round = 0; round < 6; round++) {
      const found = check('x.a.example', known, { spf: [['bounce.a.example', 'pass']], complete: false });
      const questions = [...found.rfc9989.missing, ...found.rfc7489.missing];
      rounds.push(questions.length);
      if (questions.length === 0) {
        expect([found.rfc9989.result, found.rfc7489.result, found.rfc9989.policy]).toEqual(['pass', 'pass', 'reject']);
        break;
      }
      known = { ...known, ...Object.fromEntries(questions.map(({ name }) => [name, world[name] ?? null])) };
    }
    expect(rounds.at(-1)).toBe(0);
    expect(rounds.length).toBeLessThanOrEqual(4);
  });
});
