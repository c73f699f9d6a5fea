/** The shortcut changes the time that reading takes, and nothing else: every report is read with and without it, in pieces of any size. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportRecord } from '../../../shared/facts/report.ts';
import type { Note } from '../../../shared/reports/notes.ts';
import { createReportParser } from '../../../shared/reports/read.ts';
import type { RowStory } from '../../../shared/reports/record.ts';
import { createRowMemory, type RowMemory } from '../../../shared/reports/row-memory.ts';
import { utf8 } from '../../helpers/message-text.ts';
import { reportXml, rowXml } from './samples.ts';

function read(text: string, memory: RowMemory | null, sizes: readonly number[] = []) {
  const records: ReportRecord[] = [];
  const ordinals: number[] = [];
  const stories: RowStory[] = [];
  const notes: Note[] = [];
  const parser = createReportParser(
    'r.xml',
    {
      onRecord(record, ordinal, story) {
        records.push(record);
        ordinals.push(ordinal);
        stories.push(story);
      },
      onReport: () => undefined,
      onNote: (note) => notes.push(note),
    },
    memory,
  );
  const bytes = utf8(text);
  let at = 0;
  for (const size of sizes) {
    parser.write(bytes.subarray(at, at + size));
    at += size;
  }
  parser.write(bytes.subarray(at));
  return { stories, seen: { outcome: parser.end(), records, ordinals, notes } };
}

const row = rowXml({ ip: '203.0.113.20', count: 7, dkim: 'alpha.example s1 pass' });
const other = rowXml({ ip: '2001:db8::7', count: 3, spf: 'bravo.example fail' });
const spaced = row.replaceAll('><', '>\n <').replaceAll('\n </', '</');

/** What a reporter, or somebody who wants to be misread, may write instead of a plain row. */
const oddities: readonly (readonly [string, string])[] = [
  ['another address', row.replace('203.0.113.20', '198.51.100.3')],
  ['an address with a zero in front', row.replace('203.0.113.20', '203.0.113.020')],
  ['an address that is none', row.replace('203.0.113.20', 'nowhere')],
  ['an address in space', row.replace('203.0.113.20', ' 203.0.113.20 ')],
  ['no address', row.replace('203.0.113.20', '')],
  ['an IPv6 address in other words', other.replace('2001:db8::7', '2001:DB8:0::7')],
  ['a mapped address', other.replace('2001:db8::7', '::ffff:192.0.2.1')],
  ['an entity in the address', row.replace('203.0.113.20', '203.0.113.&#50;0')],
  ['another count', row.replace('>7<', '>12<')],
  ['a count of zero', row.replace('>7<', '>0<')],
  ['a count with zeros in front', row.replace('>7<', '>007<')],
  ['a count that is none', row.replace('>7<', '>seven<')],
  ['a count of twenty digits', row.replace('>7<', '>12345678901234567890<')],
  ['a comment that hides the end', row.replace('</record>', '<!-- </record> --></record>')],
  ['a comment that hides the beginning', row.replace('<record>', '<record><!-- <row><source_ip>192.0.2.1</source_ip><count>1</count> -->')],
  ['a comment before it that ends a row', `<!-- ${row} -->`],
  ['an open comment in the tail', row.replace('<policy_evaluated>', '<!-- <record> --><policy_evaluated>')],
  ['character data that ends a row', row.replace('</identifiers>', '<x><![CDATA[</record>]]></x></identifiers>')],
  ['an instruction with a row', `<?x ${row} ?>`],
  ['a second address behind', row.replace('</row>', '<source_ip>192.0.2.9</source_ip></row>')],
  ['a second count behind', row.replace('</row>', '<count>9</count></row>')],
  [
    'an address in a comment of the reporter',
    row.replace(
      '</policy_evaluated>',
      '<reason><type>other</type><comment><source_ip>192.0.2.9</source_ip></comment></reason></policy_evaluated>',
    ),
  ],
  ['the count first', row.replace(/(<source_ip>.*<\/source_ip>)(<count>.*<\/count>)/, '$2$1')],
  ['attributes', row.replace('<record>', '<record a="1">').replace('<row>', '<row b="2">')],
  ['space in the end tag', row.replace('</record>', '</record >')],
  ['a record in a record', row.replace('</record>', `${row}</record>`)],
  ['an empty record', '<record></record>'],
  ['an empty record in short', '<record/>'],
  ['text between rows', 'stray'],
  ['an extension', '<extension><record><row><source_ip>1.1.1.1</source_ip></row></record></extension>'],
  ['other white space', row.replace('<row>', '\t\r\n<row>\r')],
  ['a word in capitals', row.replaceAll('pass', 'Pass')],
  ['a row that is cut', row.slice(0, -20)],
  ['an open tag', row.replace('</row>', '')],
  ['an unescaped sign', row.replace('alpha.example', 'a & b')],
  ['an unknown entity', row.replace('alpha.example', '&who;')],
  ['a second head', '<version>2.0</version>'],
  ['the end of the report', '</feedback>'],
  ['another beginning', '<feedback>'],
  ['a name of two bytes a character', row.replaceAll('alpha.example', 'bücher.example')],
];

describe('a row whose text was read before', () => {
  it('is given without reading it again, with its own address and number', () => {
    const moved = row.replace('203.0.113.20', '198.51.100.3').replace('>7<', '>8<');
    const { seen, stories } = read(reportXml(row + moved + other + row + other + moved + spaced + other), createRowMemory());
    expect(seen).toEqual(read(reportXml(row + moved + other + row + other + moved + spaced + other), null).seen);
    expect(seen.ordinals).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    // Of each kind the first row in its place is read; the first of all is read before the dialect is known.
    expect(stories.map((story) => stories.indexOf(story))).toEqual([0, 1, 2, 3, 4, 3, 6, 4]);
  });

  it('is remembered for the next report of the same dialect, and not for another', () => {
    const memory = createRowMemory();
    const old = reportXml(row + row);
    read(old, memory);
    const { stories } = read(old, memory);
    expect(read(old, memory).stories[1]).toBe(stories[1]);
    const later = reportXml(row + row, {
      root: 'feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0"',
      policy: '<domain>alpha.example</domain><p>none</p>',
    });
    expect(read(later, memory).seen).toEqual(read(later, null).seen);
  });

  it.each(oddities)('is read as ever beside %s', (_what, odd) => {
    const text = reportXml(row + row + odd + row + odd + other + row + odd + other);
    const memory = createRowMemory();
    for (const sizes of [[], [700], Array.from({ length: 400 }, () => 13)]) {
      expect(read(text, memory, sizes).seen).toEqual(read(text, null).seen);
      expect(read(text, createRowMemory(), sizes).seen).toEqual(read(text, null).seen);
    }
  });

  it('is read as ever in any order and in pieces of any size', () => {
    const memory = createRowMemory();
    const pieces = fc.array(fc.constantFrom(row, row, row, spaced, other, other, ...oddities.map(([, text]) => text)), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 30 }), fc.boolean(), (rows, sizes, isLater) => {
        const text = reportXml(rows.join(''), isLater ? { root: 'feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0"' } : {});
        expect(read(text, memory, sizes).seen).toEqual(read(text, null).seen);
      }),
      { numRuns: 300 },
    );
  });

  it('that is longer than any row goes through in pieces', () => {
    const long = row.replace('</auth_results>', `</auth_results>${' '.repeat(200_000)}`);
    const text = reportXml(row + long + long + row);
    expect(read(text, createRowMemory()).seen).toEqual(read(text, null).seen);
  });
});
