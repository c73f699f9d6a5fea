import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type UnpackLimits, unpack } from '../../../shared/intake/unpack.ts';
import { tarOf, zipOf } from '../../helpers/archives.ts';
import { bytesOf, textOf, utf8 } from '../../helpers/message-text.ts';

const list = (path: string, bytes: Uint8Array, limits?: Partial<UnpackLimits>) =>
  [...unpack(path, bytes, limits)].map((item) =>
    item.kind === 'refusal' ? [item.refusal.code, item.path] : [item.kind, item.path, textOf(item.bytes)],
  );
const a = utf8('A: 1\n\none');
const b = utf8('B: 2\n\ntwo');

describe('unpack', () => {
  it('gives a message as it is, the very same bytes', () => {
    const [item] = [...unpack('mail.txt', a)];
    expect(item?.kind === 'message' && item.bytes === a && item.path === 'mail.txt').toBe(true);
  });

  it('names members behind !, however deep', () => {
    const inner = zipOf([{ name: 'x!y.eml', content: a }]);
    const bytes = tarOf([
      { name: 'one.zip', content: inner },
      { name: 'box', content: utf8('From a 2026\nA: 1\n\none\n\nFrom b 2026\nB: 2\n\ntwo') },
      { name: 'r.xml.gz', content: gzipSync('<feedback/>') },
    ]);
    expect(list('all.tgz', gzipSync(bytes))).toEqual([
      ['message', 'all.tgz!all.tar!one.zip!x!y.eml', textOf(a)],
      ['message', 'all.tgz!all.tar!box!1', 'A: 1\n\none\n'],
      ['message', 'all.tgz!all.tar!box!2', textOf(b)],
      ['aggregate-report', 'all.tgz!all.tar!r.xml.gz!r.xml', '<feedback/>'],
    ]);
  });

  it.each([
    [
      'the name inside',
      'x.gz',
      (() => {
        const bytes = Buffer.from(gzipSync(a));
        bytes[3] = 8;
        return Buffer.concat([bytes.subarray(0, 10), Buffer.from('stored.eml\0'), bytes.subarray(10)]);
      })(),
      'x.gz!stored.eml',
    ],
    ['its own name', '/in/x.eml.gz', gzipSync(a), '/in/x.eml.gz!x.eml'],
    ['its own name on Windows', 'C:\\in\\x.eml.gz', gzipSync(a), 'C:\\in\\x.eml.gz!x.eml'],
    ['its own name without an ending', 'x', gzipSync(a), 'x!x'],
    ['no name at all', '', gzipSync(a), '!1'],
  ])('names the content of a gzip file by %s', (_, path, bytes, label) => {
    expect(list(path, bytes)).toEqual([['message', label, textOf(a)]]);
  });

  it('goes on behind what it cannot read', () => {
    const bytes = zipOf([
      { name: 'secret.eml', content: a, flags: 1 },
      { name: 'picture.png', content: bytesOf('\x89PNG\r\n\x1a\n') },
      { name: 'empty.eml', content: utf8('') },
      { name: 'mail.msg', content: bytesOf('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') },
      { name: 'broken.gz', content: bytesOf('\x1f\x8b\x08broken') },
      { name: 'b.eml', content: b },
    ]);
    expect(list('x.zip', bytes)).toEqual([
      ['archive-encrypted', 'x.zip!secret.eml'],
      ['not-a-message', 'x.zip!picture.png'],
      ['empty', 'x.zip!empty.eml'],
      ['not-a-message', 'x.zip!mail.msg'],
      ['archive-damaged', 'x.zip!broken.gz!broken'],
      ['message', 'x.zip!b.eml', textOf(b)],
    ]);
  });

  it('reads what is left of a gzip file that was cut short, and says so', () => {
    const whole = gzipSync(utf8('A: 1\n'.repeat(10_000) + Array.from({ length: 5_000 }, (_, n) => `X-${n * 7919}: ${n * n}\n`).join('')));
    const items = [...unpack('x.gz', whole.subarray(0, whole.length / 2))];
    expect(items.map((item) => item.kind)).toEqual(['message', 'refusal']);
    expect(items[0]?.kind === 'message' && items[0].bytes.length).toBeGreaterThan(10_000);
  });

  it.each([
    ['zeros behind it', Buffer.concat([gzipSync(a), Buffer.alloc(100)]), textOf(a), []],
    ['junk behind it', Buffer.concat([gzipSync(a), Buffer.from('trailing junk')]), textOf(a), []],
    ['a second stream behind it', Buffer.concat([gzipSync(a), gzipSync('!')]), `${textOf(a)}!`, []],
    ['a wrong checksum', Buffer.concat([gzipSync(a).subarray(0, -8), Buffer.alloc(8, 1)]), textOf(a), [['archive-damaged', 'x.gz!x']]],
    ['no trailer', gzipSync(a).subarray(0, -8), textOf(a), [['archive-damaged', 'x.gz!x']]],
  ])('reads a gzip file with %s', (_, bytes, text, refusals) => {
    expect(list('x.gz', bytes)).toEqual([['message', 'x.gz!x', text], ...refusals]);
  });

  it('tells the user of a .msg what to do', () => {
    const [item] = [...unpack('a.msg', bytesOf('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'))];
    expect(item?.kind === 'refusal' && item.refusal.message).toMatch(/Outlook \.msg.*save.*\.eml/i);
  });

  it('explains UTF-16', () => {
    const [item] = [...unpack('a.eml', Uint8Array.from([0xff, 0xfe, 0x46, 0, 0x3a, 0]))];
    expect(item?.kind === 'refusal' && item.refusal.message).toMatch(/UTF-16/);
  });

  it.each([
    ['nothing', utf8(''), [['empty', 'x']]],
    ['an archive of nothing', zipOf([]), [['empty', 'x']]],
    ['a member without a name', zipOf([{ name: '', content: a }]), [['message', 'x!1', textOf(a)]]],
    ['a name that would steer a terminal', zipOf([{ name: '\x1b[2J\u202ea', content: a }]), [['message', 'x!\ufffd[2J\ufffda', textOf(a)]]],
    [
      'what macOS adds',
      zipOf([
        { name: '__MACOSX/._a', content: utf8('x') },
        { name: 'd/.DS_Store', content: utf8('x') },
        { name: 'a', content: a },
      ]),
      [['message', 'x!a', textOf(a)]],
    ],
  ])('reads %s', (_, bytes, expected) => {
    expect(list('x', bytes)).toEqual(expected);
  });

  describe('limits', () => {
    it('stops at the depth', () => {
      const nested = zipOf([{ name: 'b', content: zipOf([{ name: 'c', content: a }]) }]);
      expect(list('a', nested, { depth: 2 })).toEqual([['message', 'a!b!c', textOf(a)]]);
      expect(list('a', nested, { depth: 1 })).toEqual([['archive-too-deep', 'a!b']]);
    });

    it('stops at the number of members, over all containers', () => {
      const bytes = zipOf([
        { name: 'a', content: zipOf([{ name: 'b', content: a }]) },
        { name: 'c', content: b },
      ]);
      expect(list('x', bytes, { members: 3 }).length).toBe(2);
      expect(list('x', bytes, { members: 2 })).toEqual([
        ['message', 'x!a!b', textOf(a)],
        ['archive-too-many-members', 'x!c'],
      ]);
    });

    it('stops at the size of a member and at the size of all', () => {
      const bytes = zipOf([
        { name: 'a', content: a },
        { name: 'b', content: b },
      ]);
      expect(list('x', bytes, { memberBytes: 8 })).toEqual([
        ['too-large', 'x!a'],
        ['too-large', 'x!b'],
      ]);
      const onlyFirst = [
        ['message', 'x!a', textOf(a)],
        ['too-large', 'x!b'],
      ];
      expect(list('x', bytes, { totalBytes: 12 })).toEqual(onlyFirst);
      expect(list('x', bytes, { totalBytes: 9 })).toEqual(onlyFirst);
    });

    it('inflates a bomb only up to the limit, though many names share its data', () => {
      const packed = deflateRawSync(new Uint8Array(20_000_000));
      const bomb = zipOf(Array.from({ length: 20 }, (_, n) => ({ name: `m${n}`, content: utf8(''), packed })));
      expect(list('x', bomb, { memberBytes: 1_000_000 }).every(([code]) => code === 'too-large')).toBe(true);
    });

    it('has no limit on the ratio: an honest report compresses well', () => {
      const report = `<feedback>${'<record><row><count>1</count></row></record>'.repeat(20_000)}</feedback>`;
      const bytes = zipOf([{ name: 'r.xml', content: utf8(report) }]);
      expect(bytes.length * 47).toBeLessThan(report.length);
      expect(list('r.zip', bytes)).toEqual([['aggregate-report', 'r.zip!r.xml', report]]);
    });
  });
});
