import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapshotReport } from '../../../shared/dns/report.ts';
import { type RrSet, rrSet, type SnapshotFile } from '../../../shared/dns/rr-set.ts';
import { buildSnapshot, parseSnapshot, serializeSnapshot } from '../../../shared/dns/snapshot.ts';
import type { DnsType } from '../../../shared/facts/dns.ts';

const fileOf = (name: string, rrsets: readonly RrSet[], details: Partial<SnapshotFile> = {}): SnapshotFile => ({
  name,
  format: 'native',
  rrsets,
  complete: false,
  origins: [],
  notes: [],
  ...details,
});
const txt = (text: string, details: Partial<RrSet> = {}) => rrSet('a.example', 'TXT', [text], details);

/** Each conflict in a line: question, kind, and the chosen file. */
function conflictsOf(files: readonly SnapshotFile[], time = 1_000_000): string[] {
  return snapshotReport(files, time).conflicts.map(
    ({ name, type, kind, statements, chosen }) => `${name} ${type} ${kind}: ${statements[chosen]?.file}`,
  );
}

describe('conflicts', () => {
  it('are different answers for the same time; the later file wins among equals', () => {
    expect(conflictsOf([fileOf('one', [txt('x')]), fileOf('two', [txt('y')])])).toEqual(['a.example TXT records: two']);
  });

  it('are records here and none there', () => {
    expect(conflictsOf([fileOf('one', [txt('x')]), fileOf('two', [rrSet('a.example', 'TXT', [], { rcode: 'NXDOMAIN' })])])).toEqual([
      'a.example TXT absence: two',
    ]);
    expect(conflictsOf([fileOf('one', [rrSet('a.example', 'TXT', [])]), fileOf('two', [txt('x')])])).toEqual([
      'a.example TXT absence: two',
    ]);
  });

  it('are records that a whole world does not hold; the record stands', () => {
    const world = fileOf('world', [rrSet('b.example', 'TXT', ['x'])], { complete: true });
    expect(conflictsOf([fileOf('one', [txt('x')]), world])).toEqual(['a.example TXT denied: one']);
    const zone = fileOf('zone', [rrSet('b.test', 'TXT', ['x'])], { complete: true, origins: ['test'] });
    expect(conflictsOf([fileOf('one', [txt('x')]), zone])).toEqual([]);
    const wild = fileOf('wild', [rrSet('*.example', 'TXT', ['x'])], { complete: true, origins: ['example'] });
    expect(conflictsOf([fileOf('one', [txt('x')]), wild])).toEqual([]);
  });

  it('tell which statement answers at a time', () => {
    const files = [
      fileOf('one', [txt('x', { timeFirst: 0, timeLast: 500 })]),
      fileOf('two', [txt('y', { timeFirst: 400, timeLast: 900 })]),
    ];
    expect([conflictsOf(files, 100_000), conflictsOf(files, 800_000)]).toEqual([
      ['a.example TXT records: one'],
      ['a.example TXT records: two'],
    ]);
  });

  it.each<[string, SnapshotFile[]]>([
    [
      'the same records in another order',
      [fileOf('one', [rrSet('a.example', 'MX', ['1 x', '2 y'])]), fileOf('two', [rrSet('a.example', 'MX', ['2 y', '1 x'])])],
    ],
    [
      'answers of different times',
      [fileOf('one', [txt('x', { timeFirst: 0, timeLast: 1 })]), fileOf('two', [txt('y', { timeFirst: 2, timeLast: 3 })])],
    ],
    ['failures', [fileOf('one', [txt('x')]), fileOf('two', [rrSet('a.example', 'TXT', [], { rcode: 'SERVFAIL' })])]],
    [
      'records that a service lists one by one',
      [fileOf('one', [txt('x', { partial: true })]), fileOf('two', [txt('y', { partial: true })])],
    ],
    [
      'two ways to say that there is none',
      [fileOf('one', [rrSet('a.example', 'TXT', [])]), fileOf('two', [rrSet('a.example', 'TXT', [], { rcode: 'NXDOMAIN' })])],
    ],
    ['one file alone', [fileOf('one', [txt('x'), txt('y')])]],
  ])('are not: %s', (_what, files) => {
    expect(conflictsOf(files)).toEqual([]);
  });
});

describe('a report', () => {
  it('says what each file holds, and counts what several say alike', () => {
    const files = [
      fileOf('one', [
        txt('x', { timeFirst: 5, timeLast: 7, source: 'sensor' }),
        rrSet('b.example', 'TXT', [], { rcode: 'NXDOMAIN', timeLast: 2 }),
      ]),
      fileOf('two', [txt('x'), rrSet('c.example', 'TXT', [], { rcode: 'TIMEOUT' })], { format: 'dig' }),
    ];
    expect(snapshotReport(files, 0)).toEqual({
      files: [
        { name: 'one', format: 'native', answers: 1, absences: 1, failures: 0, complete: false, origins: [], earliest: 2, latest: 7 },
        { name: 'two', format: 'dig', answers: 1, absences: 0, failures: 1, complete: false, origins: [], earliest: null, latest: null },
      ],
      conflicts: [],
      agreements: 1,
    });
  });

  it('names the file and the source of each statement', () => {
    const [conflict] = snapshotReport([fileOf('one', [txt('x', { source: 'sensor' })]), fileOf('two', [txt('y')])], 0).conflicts;
    expect(conflict?.statements.map(({ file, source, records }) => [file, source, records])).toEqual([
      ['one', 'sensor', ['x']],
      ['two', 'two', ['y']],
    ]);
  });

  it('of nothing is empty', () => {
    expect(snapshotReport([], Number.NaN)).toEqual({ files: [], conflicts: [], agreements: 0 });
  });
});

const time = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null });
const set = fc
  .record({
    name: fc.constantFrom('a.example', 'b.example', 'c.b.example'),
    type: fc.constantFrom('TXT', 'A', 'MX'),
    choice: fc.nat(5),
    times: fc.tuple(time, time),
    source: fc.option(fc.constantFrom('sensor', 'dig'), { nil: null }),
  })
  .map(({ name, type, choice, times: [one, other], source }) => {
    const values: Readonly<Record<string, readonly string[]>> = {
      TXT: ['x', '"quoted"', 'back\\slash', ''],
      A: ['192.0.2.1', '192.0.2.2'],
      MX: ['10 m.example', '0 .'],
    };
    const [timeFirst, timeLast] = one !== null && other !== null && one > other ? [other, one] : [one, other];
    const rcode = choice === 0 ? 'NXDOMAIN' : choice === 1 ? 'SERVFAIL' : 'NOERROR';
    const records = choice < 3 ? [] : (values[type] ?? []).slice(0, choice - 2);
    return rrSet(name, type, records, { rcode, timeFirst, timeLast, source });
  });
const files = fc.array(
  fc.record({ rrsets: fc.array(set, { maxLength: 8 }), complete: fc.boolean(), origins: fc.constantFrom([], ['b.example'], ['example']) }),
  { minLength: 1, maxLength: 3 },
);

describe('several files merged into one', () => {
  it('answer as they did before, in every way that can be asked', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: -1, max: 21 }), (parts, second) => {
        const before = parts.map((part, index) =>
          fileOf(`file${index}`, part.rrsets, { complete: part.complete, origins: part.complete ? part.origins : [] }),
        );
        const text = serializeSnapshot(before);
        const parsed = parseSnapshot(new TextEncoder().encode(text), 'merged');
        // A text without any answer is a header alone.
        if (!parsed.ok) throw new Error(parsed.error.message);
        const [one, other] = [buildSnapshot(before), buildSnapshot([parsed.value])];
        for (const name of ['a.example', 'b.example', 'c.b.example', 'd.b.example', 'elsewhere.test']) {
          for (const type of ['TXT', 'A', 'MX'] satisfies DnsType[]) {
            const question = { name, type } as const;
            expect(other.at(second * 1_000).resolve(question)).toEqual(one.at(second * 1_000).resolve(question));
          }
        }
        expect(serializeSnapshot([parsed.value])).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('conflicts found are contradictions of some question, and every choice is what the snapshot answers', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: -1, max: 21 }), (parts, second) => {
        const merged = parts.map((part, index) => fileOf(`file${index}`, part.rrsets));
        const resolver = buildSnapshot(merged).at(second * 1_000);
        for (const { name, type, statements, chosen } of snapshotReport(merged, second * 1_000).conflicts) {
          const answer = resolver.resolve({ name, type: type as DnsType });
          const statement = statements[chosen];
          expect(answer.kind === 'records' ? answer.records : []).toEqual(statement?.records);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a report on hostile files', () => {
  it('takes no longer for many answers to one question, or for many names beside a whole world', () => {
    const many = (count: number, of: (index: number) => RrSet) => Array.from({ length: count }, (_, index) => of(index));
    const start = performance.now();
    const same = [1, 2].map((number) =>
      fileOf(
        `file${number}`,
        many(20_000, (index) => txt(`${number} ${index}`)),
      ),
    );
    const [conflict] = snapshotReport(same, 0).conflicts;
    // The last one wins, and it is told although not all are compared.
    expect([conflict?.statements.length, conflict?.statements[conflict.chosen]?.records]).toEqual([201, ['2 19999']]);
    const names = fileOf(
      'names',
      many(5_000, (index) => rrSet(`n${index}.example`, 'TXT', ['x'])),
    );
    const world = fileOf(
      'world',
      many(5_000, (index) => rrSet(`m${index}.example`, 'TXT', ['x'])),
      { complete: true },
    );
    expect(snapshotReport([names, world], 0).conflicts.length).toBe(5_000);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
