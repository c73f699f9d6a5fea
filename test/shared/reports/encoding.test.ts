import { describe, expect, it } from 'vitest';
import { createTextReader } from '../../../shared/reports/encoding.ts';
import { createNoteBook } from '../../../shared/reports/notes.ts';

function decode(bytes: Uint8Array, size = bytes.length): { text: string; notes: string[] } {
  const notes = createNoteBook();
  const reader = createTextReader(notes);
  let text = '';
  for (let start = 0; start < bytes.length; start += Math.max(1, size)) text += reader.write(bytes.subarray(start, start + size));
  text += reader.end();
  return { text, notes: notes.finish().map(({ code }) => code) };
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const declared = (encoding: string, rest: string) => `<?xml version="1.0" encoding="${encoding}"?>${rest}`;

describe('decoding a report', () => {
  it.each<[string, Uint8Array, string, string[]]>([
    ['UTF-8', Buffer.from('<a>Müller €</a>'), '<a>Müller €</a>', []],
    ['UTF-8 with a mark', Buffer.from('\ufeff<a/>'), '<a/>', ['byte-order-mark']],
    ['UTF-16LE with a mark', Buffer.from('\ufeff<a>ü</a>', 'utf16le'), '<a>ü</a>', ['encoding-utf-16']],
    ['UTF-16LE without a mark', Buffer.from('<?xml?><a>ü</a>', 'utf16le'), '<?xml?><a>ü</a>', ['encoding-utf-16']],
    ['declared latin-1', latin1(declared('ISO-8859-1', '<a>ü</a>')), declared('ISO-8859-1', '<a>ü</a>'), []],
    [
      'declared windows-1252',
      Buffer.concat([latin1(declared('windows-1252', '<a>')), Buffer.from([0x80])]),
      declared('windows-1252', '<a>€'),
      [],
    ],
    [
      'latin-1 that says UTF-8',
      latin1(declared('UTF-8', '<a>Müller ümlaut</a>')),
      declared('UTF-8', '<a>Müller ümlaut</a>'),
      ['encoding-invalid-bytes'],
    ],
    ['both in one text', Buffer.concat([Buffer.from('ü'), latin1('ü'), Buffer.from('€')]), 'üü€', ['encoding-invalid-bytes']],
    ['8-bit text that says UTF-16', Buffer.from(declared('UTF-16', '<a>ü</a>')), declared('UTF-16', '<a>ü</a>'), ['encoding-label-wrong']],
    ['an encoding of nobody', Buffer.from(declared('klingon', '<a/>')), declared('klingon', '<a/>'), ['encoding-label-unknown']],
    ['a character cut at the end', Buffer.from([0x61, 0xe2, 0x82]), 'aâ‚', ['encoding-invalid-bytes']],
    ['overlong and surrogate sequences', Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80]), 'À¯í\u00a0€', ['encoding-invalid-bytes']],
    ['nothing', new Uint8Array(0), '', []],
  ])('%s', (_title, bytes, text, notes) => {
    expect(decode(bytes)).toEqual({ text, notes });
  });

  it.each([1, 2, 3, 5, 1_000])('gives the same text in pieces of %d bytes', (size) => {
    const long = Buffer.from('€uro ümlaut 😀 '.repeat(300));
    const wide = Buffer.from(`\ufeff${'€😀 '.repeat(900)}`, 'utf16le');
    expect(decode(long, size)).toEqual({ text: long.toString(), notes: [] });
    expect(decode(wide, size).text).toBe('€😀 '.repeat(900));
  });
});
