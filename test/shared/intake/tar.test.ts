import { describe, expect, it } from 'vitest';
import { isTar, readTar } from '../../../shared/intake/tar.ts';
import { tarOf } from '../../helpers/archives.ts';
import { textOf, utf8 } from '../../helpers/message-text.ts';

const read = (bytes: Uint8Array, limit = 1_000_000) =>
  [...readTar(bytes)].map((member) => {
    const content = member.read?.(limit);
    return content === undefined ? [member.name, 'problem'] : [member.name, content.ok ? textOf(content.value.bytes) : content.error.code];
  });
const good = { name: 'b.eml', content: utf8('B: 2') };

describe('readTar', () => {
  it('reads regular files and passes over everything else', () => {
    const bytes = tarOf([
      { name: 'dir/', content: utf8(''), type: '5' },
      { name: 'a.eml', prefix: 'deep/dir', content: utf8('x'.repeat(600)) },
      { name: 'link', content: utf8(''), type: '2' },
      { name: 'old', content: utf8('O: 1'), type: '\0' },
      good,
    ]);
    expect(read(bytes)).toEqual([
      ['deep/dir/a.eml', 'x'.repeat(600)],
      ['old', 'O: 1'],
      ['b.eml', 'B: 2'],
    ]);
  });

  it.each([
    ['GNU', { name: '././@LongLink', type: 'L', content: utf8('long/name.eml\0') }],
    ['pax', { name: 'PaxHeader', type: 'x', content: utf8('20 path=long/name.eml\n') }],
  ])('reads the long names of %s, for the next member only', (_, header) => {
    expect(read(tarOf([header, { name: 'short', content: utf8('A: 1') }, good]))).toEqual([
      ['long/name.eml', 'A: 1'],
      ['b.eml', 'B: 2'],
    ]);
  });

  it('says where the archive is cut short or broken', () => {
    const bytes = tarOf([good, { name: 'a.eml', content: utf8('x'.repeat(600)) }]);
    expect(read(bytes.subarray(0, 1024 + 512 + 100))).toEqual([
      ['b.eml', 'B: 2'],
      ['a.eml', 'problem'],
    ]);
    bytes[1024 + 10] = 0x78;
    expect(read(bytes)[1]?.[1]).toBe('problem');
  });

  it('stops at the limit', () => {
    expect(read(tarOf([good]), 3)).toEqual([['b.eml', 'too-large']]);
  });

  it('knows a tar by its checksum alone', () => {
    const bytes = tarOf([good]);
    expect(isTar(bytes)).toBe(true);
    bytes[0] = 0x63;
    expect([isTar(bytes), isTar(new Uint8Array(512)), isTar(utf8('x'.repeat(600))), isTar(utf8(''))]).toEqual([false, false, false, false]);
  });
});
