import { describe, expect, it } from 'vitest';
import { readZip } from '../../../shared/intake/zip.ts';
import { zip64Of, zipOf } from '../../helpers/archives.ts';
import { bytesOf, textOf, utf8 } from '../../helpers/message-text.ts';

/** Name and text of each member, or the code of what is wrong. */
const read = (bytes: Uint8Array, limit = 1_000_000) =>
  [...readZip(bytes)].map((member) => {
    if (member.read === undefined) {
      return [member.name, member.problem.code];
    }
    const content = member.read(limit);
    return content.ok
      ? [member.name, textOf(content.value.bytes), ...(content.value.damage === null ? [] : [content.value.damage.code])]
      : [member.name, content.error.code];
  });
const long = 'A: 1\n'.repeat(1_000);

describe('readZip', () => {
  it('reads deflated and stored members, and leaves folders out', () => {
    const bytes = zipOf([
      { name: 'dir/', content: utf8(''), method: 0 },
      { name: 'dir/a.eml', content: utf8(long) },
      { name: 'b.eml', content: utf8('B: 2'), method: 0 },
    ]);
    expect(read(bytes)).toEqual([
      ['dir/a.eml', long],
      ['b.eml', 'B: 2'],
    ]);
  });

  it.each([
    ['data descriptors', zipOf([{ name: 'a', content: utf8(long), streamed: true }])],
    ['an archive comment', zipOf([{ name: 'a', content: utf8(long) }], 'made by a test')],
    ['zip64 numbers', zip64Of('a', utf8(long))],
    ['a program before the archive', Uint8Array.from([...utf8('MZ program'), ...zipOf([{ name: 'a', content: utf8(long) }])])],
    ['zip64 numbers and a program before', Uint8Array.from([...utf8('MZ program'), ...zip64Of('a', utf8(long))])],
  ])('reads %s', (_, bytes) => {
    expect(read(bytes)).toEqual([['a', long]]);
  });

  it.each([
    ['UTF-8', utf8('ä.eml'), undefined, 'ä.eml'],
    ['an old code page, one character a byte', bytesOf('\x84.eml'), undefined, '\u0084.eml'],
    ['a Unicode path beside it', bytesOf('\x84.eml'), Uint8Array.from([0x75, 0x70, 11, 0, 1, 0, 0, 0, 0, ...utf8('ä.eml')]), 'ä.eml'],
    ['an empty Unicode path beside it', bytesOf('b'), Uint8Array.from([0x75, 0x70, 5, 0, 1, 0, 0, 0, 0]), 'b'],
    ['extras that are cut short', bytesOf('b'), Uint8Array.from([0x75, 0x70, 99, 0, 1]), 'b'],
    ['a path that leads out, as a label', utf8('../../etc/passwd'), undefined, '../../etc/passwd'],
  ])('reads names in %s', (_, nameBytes, extra, name) => {
    expect(read(zipOf([{ name: '', nameBytes, content: utf8('x'), ...(extra === undefined ? {} : { extra }) }]))).toEqual([[name, 'x']]);
  });

  it.each([
    ['encrypted', { flags: 1 }, 'archive-encrypted'],
    ['compressed in an unusual way', { method: 14 }, 'not-readable'],
    ['no deflate stream', { packed: bytesOf('\xff\xff\xff') }, 'archive-damaged'],
  ])('says why a member cannot be read: %s', (_, change, code) => {
    const good = { name: 'b', content: utf8('B: 2') };
    expect(read(zipOf([{ name: 'a', content: utf8('A: 1'), ...change }, good]))).toEqual([
      ['a', code],
      ['b', 'B: 2'],
    ]);
  });

  it('gives what it could read of a damaged member, with the damage', () => {
    expect(read(zipOf([{ name: 'a', content: utf8('A: 1'), crc: 1 }]))).toEqual([['a', 'A: 1', 'archive-damaged']]);
  });

  it('stops at the limit, for deflated and for stored members', () => {
    const content = utf8('x'.repeat(100_000));
    expect(
      read(
        zipOf([
          { name: 'a', content },
          { name: 'b', content, method: 0 },
        ]),
        99_999,
      ),
    ).toEqual([
      ['a', 'too-large'],
      ['b', 'too-large'],
    ]);
    expect(read(zipOf([{ name: 'a', content }]), 100_000)).toEqual([['a', 'x'.repeat(100_000)]]);
  });

  it.each([
    ['cut short', zipOf([{ name: 'a', content: utf8(long) }]).subarray(0, 60)],
    ['only a signature', bytesOf('PK\x03\x04')],
    [
      'a directory that is overwritten',
      (() => {
        const bytes = zipOf([{ name: 'a', content: utf8('x') }]);
        bytes.fill(0, bytes.length - 22 - 47, bytes.length - 22);
        return bytes;
      })(),
    ],
  ])('says that an archive is damaged: %s', (_, bytes) => {
    expect(read(bytes)).toEqual([['', 'archive-damaged']]);
  });

  it('gives nothing for an empty archive', () => {
    expect(read(zipOf([]))).toEqual([]);
  });
});
