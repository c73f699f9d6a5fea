import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../../../shared/authentication/spf/query.ts';
import type { SpfEvaluation, SpfTermTrace } from '../../../../shared/facts/authentication.ts';
import { formatQuestion } from '../../../../shared/facts/dns.ts';
import { type Zone, zoneSnapshot } from '../../../helpers/zone.ts';

const ip = '192.0.2.1';

function check(zone: Zone, { client = ip, mailFrom = 'user@a.example', helo = 'mail.a.example', complete = true } = {}): SpfEvaluation {
  return evaluateSpf(mailFromQuery({ ip: client, mailFrom, helo }), zoneSnapshot(zone, { complete }).at(0));
}

/** Result, reason, matching term and path of one record for a.example in a zone. */
function summary(evaluation: SpfEvaluation) {
  const { result, reason, mechanism, path } = evaluation;
  return { result, reason, mechanism, path };
}

function outcomes(terms: readonly SpfTermTrace[]): string[] {
  return terms.map(({ term, outcome }) => `${term} ${outcome}`);
}

describe('the matching term and the path to it', () => {
  const pool: Zone = {
    'a.example': { TXT: ['unrelated', 'v=spf1 ip4:198.51.100.0/24 include:spf.pool.example -all'] },
    'spf.pool.example': { TXT: ['v=spf1 include:spf2.pool.example ip4:203.0.113.0/24 ~all'] },
    'spf2.pool.example': { TXT: ['v=spf1 ip4:192.0.2.0/25 -all'] },
  };

  it('are the innermost term and all domains from the start to its record', () => {
    const evaluation = check(pool);
    expect(summary(evaluation)).toEqual({
      result: 'pass',
      reason: 'matched',
      mechanism: 'ip4:192.0.2.0/25',
      path: ['a.example', 'spf.pool.example', 'spf2.pool.example'],
    });
    expect(evaluation.text).toBe(
      '192.0.2.1 matches ip4:192.0.2.0/25 in the record of spf2.pool.example, reached by a.example → spf.pool.example → spf2.pool.example: pass.',
    );
    expect([evaluation.lookupCount, evaluation.voidLookupCount, evaluation.missing]).toEqual([2, 0, []]);
  });

  it('give the outer qualifier its say: ?include makes a match neutral', () => {
    const neutral = { ...pool, 'a.example': { TXT: ['v=spf1 ?include:spf.pool.example -all'] } };
    expect(summary(check(neutral))).toMatchObject({ result: 'neutral', mechanism: 'ip4:192.0.2.0/25' });
  });

  it('follow a redirect', () => {
    const zone = { ...pool, 'a.example': { TXT: ['v=spf1 redirect=spf2.pool.example'] } };
    expect(summary(check(zone))).toMatchObject({ result: 'pass', path: ['a.example', 'spf2.pool.example'] });
    expect(summary(check(zone, { client: '198.51.100.1' }))).toMatchObject({
      result: 'fail',
      mechanism: '-all',
      path: ['a.example', 'spf2.pool.example'],
    });
  });

  it('are none and the start where nothing matched', () => {
    expect(summary(check({ 'a.example': { TXT: ['v=spf1 ip4:198.51.100.1'] } }))).toEqual({
      result: 'neutral',
      reason: 'no-match',
      mechanism: null,
      path: ['a.example'],
    });
  });

  it('say what became of every term, with notes and places in the record', () => {
    const { trace } = check(pool);
    expect(outcomes(trace.terms)).toEqual(['ip4:198.51.100.0/24 no-match', 'include:spf.pool.example match', '-all not-reached']);
    expect(trace.terms.map(({ note }) => note)).toEqual([
      '192.0.2.1 is not in 198.51.100.0/24',
      'spf.pool.example says pass',
      'an earlier term decided',
    ]);
    expect(trace.terms.map(({ start, end }) => trace.record?.slice(start, end))).toEqual(trace.terms.map(({ term }) => term));
    expect(trace.terms[1]).toMatchObject({ expanded: 'spf.pool.example', child: { domain: 'spf.pool.example', result: 'pass' } });
    expect(trace.lookups.map(({ question }) => formatQuestion(question))).toEqual(['a.example TXT']);
  });
});

describe('what stops an evaluation', () => {
  it.each<[string, Zone, Partial<SpfEvaluation>]>([
    ['no record', { 'a.example': { TXT: ['other'] } }, { result: 'none', reason: 'no-record' }],
    ['no domain', {}, { result: 'none', reason: 'no-record' }],
    ['two records', { 'a.example': { TXT: ['v=spf1 -all', 'V=spf1 +all'] } }, { result: 'permerror', reason: 'multiple-records' }],
    ['a syntax error behind a match', { 'a.example': { TXT: ['v=spf1 +all moo'] } }, { result: 'permerror', reason: 'syntax-error' }],
    ['a failure of DNS', { 'a.example': { TXT: 'SERVFAIL' } }, { result: 'temperror', reason: 'dns-failure' }],
    ['a failure below', { 'a.example': { TXT: ['v=spf1 a -all'], A: 'TIMEOUT' } }, { result: 'temperror', reason: 'dns-failure' }],
    [
      'an include without a record',
      { 'a.example': { TXT: ['v=spf1 include:b.example -all'] } },
      { result: 'permerror', reason: 'include-without-record', path: ['a.example'] },
    ],
    [
      'a redirect without a record',
      { 'a.example': { TXT: ['v=spf1 redirect=b.example'] } },
      { result: 'permerror', reason: 'redirect-without-record' },
    ],
    [
      'an include of a single label',
      { 'a.example': { TXT: ['v=spf1 include:%{h} -all'] } },
      { result: 'permerror', reason: 'include-without-record' },
    ],
    [
      'an error in an included record',
      { 'a.example': { TXT: ['v=spf1 include:b.example -all'] }, 'b.example': { TXT: ['v=spf1 moo'] } },
      { result: 'permerror', reason: 'syntax-error', path: ['a.example', 'b.example'] },
    ],
    [
      'a loop',
      { 'a.example': { TXT: ['v=spf1 include:a.example -all'] } },
      { result: 'permerror', reason: 'too-many-lookups', lookupCount: 11 },
    ],
    ['a redirect loop', { 'a.example': { TXT: ['v=spf1 redirect=a.example'] } }, { result: 'permerror', reason: 'too-many-lookups' }],
    [
      'three void lookups',
      { 'a.example': { TXT: ['v=spf1 a:x.example a:y.example exists:z.example -all'] } },
      { result: 'permerror', reason: 'too-many-void-lookups', voidLookupCount: 3 },
    ],
    [
      'more than 10 mail exchangers, whichever matches',
      { 'a.example': { TXT: ['v=spf1 mx -all'], A: [ip], MX: Array.from({ length: 11 }, (_, index) => `${index} a.example`) } },
      { result: 'permerror', reason: 'too-many-mx' },
    ],
  ])('%s', (_, zone, expected) => {
    expect(check(zone, { helo: 'host' })).toMatchObject({ mechanism: null, missing: [], ...expected });
  });

  it.each([
    ['an address literal', 'user@[192.0.2.1]', 'domain-malformed'],
    ['an address', 'user@192.0.2.1', 'domain-malformed'],
    ['a single label', 'user@host', 'domain-malformed'],
    ['an empty label', 'user@a..example', 'domain-malformed'],
    ['no characters of a domain', 'user@a b.example', 'domain-malformed'],
  ])('a domain that is %s gives none', (_, mailFrom, reason) => {
    expect(summary(check({}, { mailFrom, complete: false }))).toMatchObject({ result: 'none', reason });
  });

  it('an address that is none gives none, and says so', () => {
    expect(check({}, { client: '192.0.2' })).toMatchObject({
      result: 'none',
      reason: 'address-malformed',
      text: '"192.0.2" is no IP address.',
    });
  });

  it('a syntax error leaves no term evaluated', () => {
    expect(outcomes(check({ 'a.example': { TXT: ['v=spf1 a moo -all'] } }).trace.terms)).toEqual([
      'a not-reached',
      'moo error',
      '-all not-reached',
    ]);
  });
});

describe('mechanisms', () => {
  const base: Zone = { 'mx1.example': { A: ['198.51.100.1'] }, 'mx2.example': { A: [ip], AAAA: ['2001:db8::1'] } };

  it.each<[string, Zone, string, string]>([
    ['a', { 'a.example': { A: ['198.51.100.7', ip] } }, 'v=spf1 a -all', 'pass'],
    ['a with a prefix', { 'a.example': { A: ['192.0.2.200'] } }, 'v=spf1 a/24 -all', 'pass'],
    ['a of another name', base, 'v=spf1 a:mx2.example -all', 'pass'],
    ['mx', { ...base, 'a.example': { MX: ['20 mx2.example', '10 mx1.example'] } }, 'v=spf1 mx -all', 'pass'],
    ['mx without MX records, though A would match', { 'a.example': { A: [ip] } }, 'v=spf1 mx -all', 'fail'],
    ['a null MX', { 'a.example': { MX: ['0 .'], A: [ip] } }, 'v=spf1 mx ~all', 'softfail'],
    [
      'ptr',
      { '1.2.0.192.in-addr.arpa': { PTR: ['other.test', 'mail.a.example'] }, 'mail.a.example': { A: [ip] } },
      'v=spf1 ptr -all',
      'pass',
    ],
    [
      'ptr that the name does not confirm',
      { '1.2.0.192.in-addr.arpa': { PTR: ['mail.a.example'] }, 'mail.a.example': { A: ['198.51.100.1'] } },
      'v=spf1 ptr -all',
      'fail',
    ],
    [
      'ptr of a look-alike',
      { '1.2.0.192.in-addr.arpa': { PTR: ['nota.example'] }, 'nota.example': { A: [ip] } },
      'v=spf1 ptr -all',
      'fail',
    ],
    ['ptr whose lookup fails', { '1.2.0.192.in-addr.arpa': { PTR: 'SERVFAIL' } }, 'v=spf1 ptr -all', 'fail'],
    ['exists', { '192.0.2.1._spf.a.example': { A: ['127.0.0.2'] } }, 'v=spf1 exists:%{i}._spf.%{d} -all', 'pass'],
    ['ip6 for an IPv4 client', {}, 'v=spf1 ip6:::ffff:192.0.2.1 -all', 'fail'],
    ['a name that no query can be made for', {}, 'v=spf1 a:a..example -all', 'fail'],
    ['an unknown modifier', {}, 'v=spf1 moo=+all -all', 'fail'],
    ['redirect beside all', {}, 'v=spf1 redirect=b.example ?all', 'neutral'],
    ['everything in capitals', {}, 'V=SPF1 IP4:192.0.2.0/24 -ALL', 'pass'],
  ])('%s', (_, zone, record, result) => {
    expect(check({ ...zone, 'a.example': { ...zone['a.example'], TXT: [record] } }).result).toBe(result);
  });

  it('a dead mail exchanger is no void lookup: only the term’s own query counts', () => {
    const zone: Zone = {
      'a.example': { TXT: ['v=spf1 mx -all'], MX: ['1 x.example', '2 y.example', '3 z.example', '4 mx2.example'] },
      ...base,
    };
    expect(check(zone)).toMatchObject({ result: 'pass', voidLookupCount: 0, lookupCount: 1 });
  });

  it('IPv6 clients ask for AAAA, and exists for A all the same', () => {
    const zone: Zone = { 'a.example': { TXT: ['v=spf1 exists:here.example a:mx2.example -all'] }, ...base };
    const { result, trace } = check(zone, { client: '2001:DB8::1' });
    expect([result, trace.terms.flatMap((term) => term.lookups.map(({ question }) => formatQuestion(question)))]).toEqual([
      'pass',
      ['here.example A', 'mx2.example AAAA'],
    ]);
  });

  it('a local part that is not ASCII matches nothing (RFC 8616)', () => {
    const zone: Zone = { 'a.example': { TXT: ['v=spf1 exists:%{l}.a.example ~all'] } };
    expect(check(zone, { mailFrom: 'müller@a.example' })).toMatchObject({ result: 'softfail', voidLookupCount: 0 });
  });

  it('a U-label domain is asked for as its A-label (RFC 8616)', () => {
    expect(check({ 'xn--bcher-kva.example': { TXT: ['v=spf1 +all'] } }, { mailFrom: 'user@Bücher.example' }).result).toBe('pass');
  });
});

describe('explanations', () => {
  const zone: Zone = {
    'a.example': { TXT: ['v=spf1 exp=why.a.example -all'] },
    'why.a.example': { TXT: ['%{i} may not send for %{d}; see http://a.example/?s=%{S}&r=%{r}'] },
  };

  it('are expanded on fail', () => {
    const evaluation = check(zone);
    expect(evaluation.explanation).toBe('192.0.2.1 may not send for a.example; see http://a.example/?s=user%40a.example&r=unknown');
    expect(outcomes(evaluation.trace.terms)).toEqual(['exp=why.a.example match', '-all match']);
  });

  it('are not asked for otherwise', () => {
    const evaluation = check({ ...zone, 'a.example': { TXT: ['v=spf1 exp=why.a.example ~all'] } });
    expect([evaluation.explanation, evaluation.trace.terms[0]?.lookups, evaluation.trace.terms[0]?.outcome]).toEqual([
      null,
      [],
      'not-reached',
    ]);
  });

  it('that are missing leave the result as it is', () => {
    const { 'why.a.example': _, ...rest } = zone;
    const evaluation = check(rest, { complete: false });
    expect([evaluation.result, evaluation.explanation, evaluation.missing, evaluation.trace.terms[0]?.outcome]).toEqual([
      'fail',
      null,
      [],
      'unknown',
    ]);
  });

  it('that need a missing %{p} leave the result as it is', () => {
    const evaluation = check({ 'a.example': { TXT: ['v=spf1 exp=%{p}.why.example -all'] } }, { complete: false });
    expect([evaluation.result, evaluation.missing]).toEqual(['fail', []]);
  });

  it('show the time and the receiver that the caller names', () => {
    const text = { ...zone, 'why.a.example': { TXT: ['%{t} %{r}'] } };
    const query = mailFromQuery({ ip, mailFrom: 'user@a.example', helo: 'h.example' });
    expect(evaluateSpf(query, zoneSnapshot(text).at(0), { at: 1_700_000_000_999, receiver: 'mx.b.example' }).explanation).toBe(
      '1700000000 mx.b.example',
    );
  });
});

describe('unknown', () => {
  /** What is missing when nothing but this is in the snapshot. */
  function open(zone: Zone, client = ip): string[] {
    const evaluation = check(zone, { complete: false, client });
    expect([evaluation.result, evaluation.reason, evaluation.mechanism]).toEqual(['unknown', 'not-captured', null]);
    return evaluation.missing.map(formatQuestion);
  }

  it.each<[string, Zone, string[]]>([
    ['the record itself', {}, ['a.example TXT']],
    ['an address', { 'a.example': { TXT: ['v=spf1 a a:b.example -all'] } }, ['a.example A']],
    ['an included record', { 'a.example': { TXT: ['v=spf1 include:b.example include:c.example -all'] } }, ['b.example TXT']],
    [
      'a record below',
      { 'a.example': { TXT: ['v=spf1 include:b.example -all'] }, 'b.example': { TXT: ['v=spf1 redirect=c.example'] } },
      ['c.example TXT'],
    ],
    ['mail exchangers', { 'a.example': { TXT: ['v=spf1 mx -all'] } }, ['a.example MX']],
    [
      'all addresses of mail exchangers, of which any could match',
      {
        'a.example': { TXT: ['v=spf1 mx -all'], MX: ['10 x.example', '20 y.example', '30 z.example'] },
        'y.example': { A: ['198.51.100.1'] },
      },
      ['x.example A', 'z.example A'],
    ],
    ['names of the client', { 'a.example': { TXT: ['v=spf1 ptr -all'] } }, ['1.2.0.192.in-addr.arpa PTR']],
    [
      'addresses of the names that could match, and of no others',
      { 'a.example': { TXT: ['v=spf1 ptr -all'] }, '1.2.0.192.in-addr.arpa': { PTR: ['m.a.example', 'other.test', 'n.a.example'] } },
      ['m.a.example A', 'n.a.example A'],
    ],
    ['what exists', { 'a.example': { TXT: ['v=spf1 exists:%{i}.b.example -all'] } }, ['192.0.2.1.b.example A']],
    ['what %{p} stands for', { 'a.example': { TXT: ['v=spf1 exists:%{p}.b.example -all'] } }, ['1.2.0.192.in-addr.arpa PTR']],
  ])('names %s', (_, zone, expected) => {
    expect(open(zone)).toEqual(expected);
  });

  it('is not the result where a term before the gap decides', () => {
    expect(check({ 'a.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 include:b.example -all'] } }, { complete: false }).result).toBe('pass');
  });

  it('is the result even where a later mail exchanger matches: the gap may be a failure', () => {
    expect(open({ 'a.example': { TXT: ['v=spf1 mx -all'], MX: ['10 x.example', '20 y.example'] }, 'y.example': { A: [ip] } })).toEqual([
      'x.example A',
    ]);
  });

  it('shows where the evaluation stopped', () => {
    const { trace, path, text } = check(
      { 'a.example': { TXT: ['v=spf1 ip4:198.51.100.1 include:b.example a -all'] } },
      { complete: false },
    );
    expect(outcomes(trace.terms)).toEqual(['ip4:198.51.100.1 no-match', 'include:b.example unknown', 'a not-reached', '-all not-reached']);
    expect([path, text]).toEqual([
      ['a.example', 'b.example'],
      'The snapshot holds no answer for b.example TXT, reached by a.example → b.example.',
    ]);
  });

  it('does not count what is missing as a void lookup', () => {
    expect(check({ 'a.example': { TXT: ['v=spf1 a:x.example a:y.example a:z.example -all'] } }, { complete: false })).toMatchObject({
      result: 'unknown',
      voidLookupCount: 0,
    });
  });
});
