import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupRecords, type RrSet, rrSet, type SnapshotFile } from '../../../shared/dns/rr-set.ts';
import { buildSnapshot, emptySnapshot, parseSnapshot, serializeSnapshot, snapshotFormats } from '../../../shared/dns/snapshot.ts';
import { ask, readSnapshot, refusalOf } from '../../helpers/snapshot.ts';
import { zoneFile, zoneSnapshot } from '../../helpers/zone.ts';

function file(rrsets: readonly RrSet[], details: Partial<SnapshotFile> = {}): SnapshotFile {
  return { name: 'test', format: 'native', rrsets, complete: false, origins: [], notes: [], ...details };
}

const dated = (record: string, timeFirst: number | null, timeLast: number | null) =>
  rrSet('a.example', 'TXT', [record], { timeFirst, timeLast });

describe('the choice by time', () => {
  it.each([
    ['the range that holds the time', [dated('old', 100, 200), dated('new', 300, 400)], 150, 'old'],
    ['the later range', [dated('old', 100, 200), dated('new', 300, 400)], 350, 'new'],
    ['the nearest before', [dated('old', 100, 200), dated('new', 300, 400)], 220, 'old'],
    ['the nearest after', [dated('old', 100, 200), dated('new', 300, 400)], 290, 'new'],
    ['the last, long after', [dated('old', 100, 200), dated('new', 300, 400)], 99_999, 'new'],
    ['a range that is open at its end', [dated('old', 100, 200), dated('new', 300, null)], 99_999, 'new'],
    ['a record without times where no range holds the time', [dated('always', null, null), dated('once', 100, 200)], 500, 'always'],
    ['a range before a record without times', [dated('once', 100, 200), dated('always', null, null)], 150, 'once'],
    ['the narrower of two ranges', [dated('narrow', 100, 200), dated('wide', 50, 500)], 150, 'narrow'],
    ['the later of two alike', [dated('first', 100, 200), dated('second', 100, 200)], 150, 'second'],
  ])('takes %s', (_, sets, time, expected) => {
    expect(ask(file(sets), 'a.example TXT', time * 1_000)).toEqual([expected]);
  });

  it('takes the latest where the instant is no number', () => {
    expect(ask(file([dated('new', 300, 400), dated('old', 100, 200)]), 'a.example TXT', Number.NaN)).toEqual(['new']);
  });

  it('takes an answer before a failure of the same time, whatever the order', () => {
    const failure = rrSet('a.example', 'TXT', [], { rcode: 'SERVFAIL' });
    const answer = rrSet('a.example', 'TXT', ['yes']);
    expect([ask(file([failure, answer]), 'a.example TXT'), ask(file([answer, failure]), 'a.example TXT')]).toEqual([['yes'], ['yes']]);
  });

  it('takes the later file', () => {
    expect(ask([file([rrSet('a.example', 'A', ['192.0.2.1'])]), file([rrSet('a.example', 'A', ['192.0.2.2'])])], 'a.example A')).toEqual([
      '192.0.2.2',
    ]);
  });
});

describe('aliases', () => {
  const zone = {
    'www.example': { CNAME: ['host.example'] },
    'host.example': { A: ['192.0.2.1'] },
    'loop.example': { CNAME: ['pool.example'] },
    'pool.example': { CNAME: ['loop.example'] },
    'self.example': { CNAME: ['self.example'] },
    'dangling.example': { CNAME: ['nowhere.example'] },
    'root.example': { CNAME: ['.'] },
    'impossible.example': { CNAME: ['a..example'] },
    'dead.example': { CNAME: ['failing.example'] },
    'failing.example': { A: 'SERVFAIL' },
    ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`c${index}.example`, { CNAME: [`c${index + 1}.example`] }])),
  };

  it.each([
    ['www.example A', ['192.0.2.1']],
    ['www.example CNAME', ['host.example']],
    ['www.example TXT', 'nodata'],
    ['loop.example A', 'SERVFAIL'],
    ['self.example A', 'SERVFAIL'],
    ['c0.example A', 'SERVFAIL'],
    ['dangling.example A', 'nxdomain'],
    ['root.example A', 'nodata'],
    ['impossible.example A', 'nxdomain'],
    ['dead.example A', 'SERVFAIL'],
  ])('are followed: %s', (question, expected) => {
    expect(ask(zoneFile(zone), question)).toEqual(expected);
  });

  it('are not captured where their target is not', () => {
    expect(ask(zoneFile(zone, { complete: false }), 'www.example TXT')).toBe('not-captured');
  });

  it('count only at their time', () => {
    const sets = [
      rrSet('a.example', 'CNAME', ['b.example'], { timeFirst: 100, timeLast: 200 }),
      rrSet('a.example', 'A', ['192.0.2.1'], { timeFirst: 300 }),
      rrSet('b.example', 'A', ['192.0.2.2']),
    ];
    expect([ask(file(sets), 'a.example A', 150_000), ask(file(sets), 'a.example A', 350_000)]).toEqual([['192.0.2.2'], ['192.0.2.1']]);
  });
});

describe('what the snapshot does not hold', () => {
  it('is not captured, and is denied only by a whole world', () => {
    const zone = { 'a.example': { A: ['192.0.2.1'] } };
    expect([
      ask(zoneFile(zone, { complete: false }), 'b.example A'),
      ask(zoneFile(zone), 'b.example A'),
      ask(zoneFile(zone), 'a.example TXT'),
    ]).toEqual(['not-captured', 'nxdomain', 'nodata']);
  });

  it('is answered by another file before a whole world denies it', () => {
    const capture = zoneFile({ 'x.b.example': { TXT: ['here'] }, 'c.example': { TXT: 'SERVFAIL' } }, { complete: false });
    const files = [zoneFile({ 'a.example': { A: ['192.0.2.1'] } }), capture];
    expect(['x.b.example TXT', 'b.example TXT', 'c.example TXT', 'c.example A'].map((question) => ask(files, question))).toEqual([
      ['here'],
      'nodata',
      'SERVFAIL',
      'nxdomain',
    ]);
  });

  it('cannot be a name that no query can be made for', () => {
    expect([
      ask(zoneFile({}, { complete: false }), 'a..example A'),
      ask(zoneFile({}, { complete: false }), `${'x'.repeat(64)}.example A`),
    ]).toEqual(['nxdomain', 'nxdomain']);
  });

  it('is everything in the empty snapshot', () => {
    expect([emptySnapshot.size, emptySnapshot.at(0).resolve({ name: 'a.example', type: 'TXT' })]).toEqual([0, { kind: 'not-captured' }]);
  });
});

describe('answers', () => {
  it('name their source: the record’s own, else the file', () => {
    const snapshot = buildSnapshot([
      file([rrSet('a.example', 'A', ['192.0.2.1'], { source: 'lab' }), rrSet('b.example', 'A', [])], { name: 'b.ndjson' }),
    ]);
    expect([
      snapshot.size,
      snapshot.at(0).resolve({ name: 'a.example', type: 'A' }),
      snapshot.at(0).resolve({ name: 'b.example', type: 'A' }),
    ]).toEqual([2, { kind: 'records', records: ['192.0.2.1'], source: 'lab' }, { kind: 'absent', reason: 'nodata', source: 'b.ndjson' }]);
  });
});

describe('the helper zoneSnapshot', () => {
  it('makes a whole world by default', () => {
    const zone = { 'A.example': { TXT: ['v=spf1 mx -all'], MX: ['10 Mail.a.example.'] } } as const;
    expect(zoneSnapshot(zone).at(0).resolve({ name: 'a.example', type: 'MX' })).toMatchObject({ records: ['10 mail.a.example'] });
    expect(zoneSnapshot(zone).at(0).resolve({ name: 'b.example', type: 'MX' }).kind).toBe('absent');
    expect(zoneSnapshot(zone, { complete: false }).at(0).resolve({ name: 'b.example', type: 'MX' }).kind).toBe('not-captured');
  });
});

describe('serializeSnapshot', () => {
  it('writes one RRset a line behind a header', () => {
    const text = serializeSnapshot([
      file([
        rrSet('a.example', 'TXT', ['v=spf1 -all'], { timeFirst: 1, timeLast: 2 }),
        rrSet('b.example', 'ANY', [], { rcode: 'NXDOMAIN' }),
      ]),
    ]);
    expect(text).toBe(
      [
        '{"snapshot":"waybill/dns/1","complete":false}',
        '{"rrname":"a.example","rrtype":"TXT","rdata":["v=spf1 -all"],"time_first":1,"time_last":2,"source":"test"}',
        '{"rrname":"b.example","rcode":"NXDOMAIN","rdata":[],"source":"test"}',
        '',
      ].join('\n'),
    );
  });

  it('keeps where worlds are whole', () => {
    const zones = ['$ORIGIN a.example.\n@ 300 IN A 192.0.2.1\n', '$ORIGIN b.example.\n@ 300 IN A 192.0.2.2\n'].map((text, index) =>
      readSnapshot(text, `zone${index}`),
    );
    const again = readSnapshot(serializeSnapshot(zones));
    expect(['x.a.example A', 'x.b.example A', 'c.example A'].map((question) => ask(again, question))).toEqual([
      'nxdomain',
      'nxdomain',
      'not-captured',
    ]);
    expect(readSnapshot(serializeSnapshot([...zones, zoneFile({})]))).toMatchObject({ complete: true, origins: [] });
  });

  it('gives the same answers, and the same bytes, when read back', () => {
    const name = fc.constantFrom('a.example', 'b.example', 'x.a.example', '');
    const time = fc.option(fc.integer({ min: 0, max: 1_000 }));
    const set = fc
      .tuple(
        name,
        fc.constantFrom('TXT', 'CNAME', 'SPF'),
        fc.constantFrom('NOERROR', 'NOERROR', 'NXDOMAIN', 'SERVFAIL'),
        fc.array(fc.string(), { maxLength: 3 }),
        time,
        time,
        fc.boolean(),
      )
      .map(([owner, type, rcode, texts, timeFirst, timeLast, partial]) => {
        const records = rcode === 'NOERROR' ? (type === 'CNAME' ? ['b.example'] : texts) : [];
        return rrSet(owner, type, partial ? records.slice(0, 1) : records, {
          rcode,
          timeFirst,
          timeLast,
          partial: partial && records.length > 0,
        });
      });
    fc.assert(
      fc.property(fc.array(set, { minLength: 1, maxLength: 8 }), fc.boolean(), fc.integer({ min: 0, max: 1_000 }), (sets, complete, at) => {
        const before = file(sets, { complete });
        const text = serializeSnapshot([before]);
        const after = readSnapshot(text);
        for (const question of ['a.example TXT', 'b.example TXT', 'x.a.example TXT', 'c.example TXT']) {
          expect(ask(after, question, at * 1_000)).toEqual(ask(before, question, at * 1_000));
        }
        expect(serializeSnapshot([after])).toBe(text);
      }),
    );
  });
});

describe('parseSnapshot', () => {
  it('knows the formats by their content', () => {
    expect(snapshotFormats.map((format) => format.id)).toEqual(['dig', 'mailauth-cache', 'native', 'suite-zonedata', 'zone-file']);
  });

  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['a.example TXT\nb.example MX\n', 'snapshot-damaged'],
    ['From: a@a.example\n\nhello\n', 'snapshot-damaged'],
    ['{"some":"json"}', 'snapshot-damaged'],
  ])('refuses %j as %s', (text, code) => {
    expect(refusalOf(text)?.code).toBe(code);
  });

  it('reads UTF-16 with a byte order mark, as PowerShell writes it', () => {
    const text = '\ufeff{"rrname":"a.example","rrtype":"A","rdata":["192.0.2.1"]}\r\n';
    const outcome = parseSnapshot(new Uint8Array(Buffer.from(text, 'utf16le')), 'ps.txt');
    expect(outcome.ok && ask(outcome.value, 'a.example A')).toEqual(['192.0.2.1']);
  });

  it.each([
    ['deep lists', `{"rrname":"a.example","rrtype":"SRV","rdata":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['objects that convert to nothing', '{"rrname":"a.example","rrtype":{"toString":1},"rcode":{"toString":1},"rdata":[{"toString":1}]}'],
    ['prototypes', '{"rrname":"__proto__","rrtype":"__proto__","rdata":{"__proto__":1}}'],
    ['many answers in one reply', Array.from({ length: 150_000 }, (_, index) => `a${index}.example. 300 IN A 192.0.2.1\n`).join('')],
    ['many documents', `${'zonedata: {}\n---\n'.repeat(20_000)}`],
    ['a prototype as owner', 'zonedata:\n  __proto__:\n    - A: 192.0.2.1\n'],
    ['deep JSON of a cache', `{"a.example":{"TXT":[${'['.repeat(50_000)}${']'.repeat(50_000)}]}}`],
    ['many parentheses', `$ORIGIN a.example.\n@ TXT ${'('.repeat(100_000)}`],
    ['one line of quotes', `;; ->>HEADER<<- status: NOERROR\na.example. 300 IN TXT ${'"" '.repeat(100_000)}`],
  ])('survives %s', (_, text) => {
    const outcome = parseSnapshot(new TextEncoder().encode(text), 'hostile');
    expect(outcome.ok || outcome.error.code).toSatisfy((value) => value === true || value === 'snapshot-damaged');
  });

  it('never throws, and never reads noise as a whole world that denies a name unasked', () => {
    const token = fc.constantFrom(
      'a.example.',
      '@',
      'IN',
      'A',
      'TXT',
      'SOA',
      '192.0.2.1',
      '"x',
      '"',
      '(',
      ')',
      ';',
      ';; ->>HEADER<<- ',
      'status: NXDOMAIN',
      '\n',
      ' ',
      '\t',
      '$ORIGIN',
      '$TTL',
      '{',
      '}',
      '"rrname":',
      '"rrtype":"A"',
      'zonedata:',
      '\\',
      '\\999',
      '[',
      ',',
      '\u0000',
      'ü',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
        const outcome = parseSnapshot(new TextEncoder().encode(tokens.join('')), 'noise');
        if (outcome.ok && outcome.value.complete && outcome.value.format === 'zone-file')
          expect(outcome.value.origins.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });
});

it('groupRecords keeps the order of names, types and records', () => {
  const entries = ['b A 1', 'a A 2', 'b A 3', 'b TXT 4']
    .map((text) => text.split(' '))
    .map(([name = '', type = '', record = '']) => ({ name, type, record }));
  expect(groupRecords(entries).map(({ name, type, records }) => [name, type, ...records])).toEqual([
    ['b', 'A', '1', '3'],
    ['a', 'A', '2'],
    ['b', 'TXT', '4'],
  ]);
});
