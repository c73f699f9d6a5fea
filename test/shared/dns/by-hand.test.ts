import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordByHand } from '../../../shared/contract.ts';
import { readRecordByHand, writeRecordByHand } from '../../../shared/dns/by-hand.ts';
import type { RrSet } from '../../../shared/dns/rr-set.ts';

const record = (details: Partial<RecordByHand> = {}): RecordByHand => ({
  name: 'alpha.example',
  type: 'TXT',
  answer: 'records',
  records: ['v=spf1 -all'],
  from: null,
  to: null,
  ...details,
});

describe('an answer that a person typed', () => {
  it('becomes an RRset of whole days, marked as typed', () => {
    expect(readRecordByHand(record({ name: ' Alpha.Example. ', from: '2026-03-01', to: '2026-03-02' }))).toEqual({
      ok: true,
      value: {
        name: 'alpha.example',
        type: 'TXT',
        rcode: 'NOERROR',
        records: ['v=spf1 -all'],
        timeFirst: Date.parse('2026-03-01T00:00:00Z') / 1_000,
        timeLast: Date.parse('2026-03-02T23:59:59Z') / 1_000,
        source: 'by hand',
        partial: false,
      },
    });
  });

  it.each<[what: string, given: Partial<RecordByHand>, expected: Partial<RrSet>]>([
    ['strings of dig are joined', { records: ['"v=spf1 " "-all"'] }, { records: ['v=spf1 -all'] }],
    ['a mail exchange', { type: 'MX', records: ['10 MX.alpha.example.'] }, { records: ['10 mx.alpha.example'] }],
    ['a record twice', { type: 'A', records: ['192.0.2.1', ' 192.0.2.1 '] }, { records: ['192.0.2.1'] }],
    ['the root', { name: '.', type: 'NS', records: ['a.root.example'] }, { name: '', records: ['a.root.example'] }],
    ['no such name', { answer: 'nxdomain', records: [] }, { rcode: 'NXDOMAIN', records: [] }],
    ['no record of this type', { answer: 'nodata', records: [] }, { rcode: 'NOERROR', records: [] }],
  ])('%s', (_what, given, expected) => {
    expect(readRecordByHand(record(given))).toMatchObject({ ok: true, value: expected });
  });

  it.each<[what: string, given: Partial<RecordByHand>, at: string]>([
    ['no name', { name: '  ' }, 'name'],
    ['a name that DNS cannot hold', { name: 'a..example' }, 'name'],
    ['an address that is none', { type: 'A', records: ['192.0.2.300'] }, 'record 1'],
    ['an exchange without a preference', { type: 'MX', records: ['mx.alpha.example'] }, 'record 1'],
    ['no record', { records: [] }, 'records'],
    ['an empty record', { records: ['v=spf1 -all', ' '] }, 'record 2'],
    ['records of a name that does not exist', { answer: 'nxdomain' }, 'records'],
    ['a day that is none', { from: '2026-02-30' }, 'from'],
    ['days in disorder', { from: '2026-03-02', to: '2026-03-01' }, 'to'],
  ])('is refused: %s', (_what, given, at) => {
    expect(readRecordByHand(record(given))).toMatchObject({ ok: false, error: { code: 'bad-request', at } });
  });

  it('reads back what it wrote, whatever was typed', () => {
    const day = fc.option(fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }));
    const typed = fc.record({
      name: fc.oneof(fc.domain(), fc.string()),
      type: fc.constantFrom<RecordByHand['type']>('A', 'AAAA', 'TXT', 'MX', 'PTR', 'CNAME', 'NS', 'SOA'),
      answer: fc.constantFrom<RecordByHand['answer']>('records', 'nxdomain', 'nodata'),
      records: fc.array(
        fc.oneof(
          fc.string().filter((text) => !text.includes('"')),
          fc.ipV4(),
          fc.ipV6(),
        ),
        { maxLength: 4 },
      ),
      from: day.map((date) => date?.toISOString().slice(0, 10) ?? null),
      to: day.map((date) => date?.toISOString().slice(0, 10) ?? null),
    });
    fc.assert(
      fc.property(typed, (given) => {
        const read = readRecordByHand(given);
        if (read.ok) expect(readRecordByHand(writeRecordByHand(read.value))).toEqual(read);
      }),
    );
  });
});
