import { describe, expect, it } from 'vitest';
import type { MimePart } from '../../../shared/facts/message.ts';
import { readPartBytes, readParts, readPartText } from '../../../shared/message/body.ts';
import { scanMessage } from '../../../shared/message/header-scanner.ts';
import { bytesOf, textOf, utf8 } from '../../helpers/message-text.ts';

const crlf = (text: string) => bytesOf(text.replaceAll('\n', '\r\n'));

function flatten(parts: readonly MimePart[]): MimePart[] {
  return parts.flatMap((part) => [part, ...flatten(part.children)]);
}

/** `path type filename` and the body as text, for every part. */
function outline(bytes: Uint8Array): [string, string][] {
  return flatten(readParts(scanMessage(bytes))).map(({ path, contentType, filename, bodySpan }) => [
    [path, contentType, ...(filename === null ? [] : [filename])].join(' '),
    textOf(bytes.subarray(bodySpan.start, bodySpan.end)).replaceAll('\r\n', '\n'),
  ]);
}

const alternative = `From: a@a.example
Content-Type: multipart/mixed; boundary="outer"

This is a multi-part message.
--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Gr=C3=BC=C3=9Fe
--inner
Content-Type: text/html; charset=iso-8859-1

<p>Gr\xfc\xdfe</p>

--inner--
--outer
Content-Type: application/pdf
Content-Disposition: attachment; filename*=utf-8''%C3%BC.pdf
Content-Transfer-Encoding: base64

JVBERi0x
Lg==
--outer--
epilogue
`;

describe('readParts', () => {
  it('gives the tree with the byte ranges of each header and body', () => {
    const bytes = bytesOf('From: a@a.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nX: 1\n\none\n--b--\n');
    expect(readParts(scanMessage(bytes))).toEqual([
      {
        path: '1',
        contentType: 'multipart/mixed',
        filename: null,
        encoding: '7bit',
        headerSpan: { start: 0, end: 60 },
        bodySpan: { start: 61, end: 81 },
        children: [
          {
            path: '1.1',
            contentType: 'text/plain',
            filename: null,
            encoding: '7bit',
            headerSpan: { start: 65, end: 70 },
            bodySpan: { start: 71, end: 74 },
            children: [],
          },
        ],
      },
    ]);
  });

  it.each([
    ['CRLF', (text: string) => crlf(text)],
    ['LF', (text: string) => bytesOf(text)],
    ['CR', (text: string) => bytesOf(text.replaceAll('\n', '\r'))],
  ])('reads nested parts with %s line ends', (_, write) => {
    const bytes = write(alternative);
    expect(outline(bytes).map(([name, body]) => [name, body.replaceAll('\r', '\n')])).toEqual([
      ['1 multipart/mixed', alternative.slice(alternative.indexOf('This is'))],
      ['1.1 multipart/alternative', alternative.slice(alternative.indexOf('--inner'), alternative.indexOf('\n--outer\nContent-Type: app'))],
      ['1.1.1 text/plain', 'Gr=C3=BC=C3=9Fe'],
      ['1.1.2 text/html', '<p>Gr\xfc\xdfe</p>\n'],
      ['1.2 application/pdf ü.pdf', 'JVBERi0x\nLg=='],
    ]);
  });

  it.each([
    ['a plain message', 'A: 1\n\nbody\n', [['1 text/plain', 'body\n']]],
    ['a message without header', 'just text\n', [['1 text/plain', 'just text\n']]],
    ['nothing', '', [['1 text/plain', '']]],
    ['a type nobody can read', 'Content-Type: text\n\nx', [['1 text/plain', 'x']]],
    ['a multipart without boundary', 'Content-Type: multipart/mixed\n\n--b\n\nx\n', [['1 multipart/mixed', '--b\n\nx\n']]],
    ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=q\n\n--b\n\nx\n', [['1 multipart/mixed', '--b\n\nx\n']]],
    [
      'a missing closing delimiter',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n',
      [
        ['1 multipart/mixed', '--b\n\none\n--b\n\ntwo\n'],
        ['1.1 text/plain', 'one'],
        ['1.2 text/plain', 'two\n'],
      ],
    ],
    [
      'an inner part that the outer delimiter ends',
      'Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--a\n\ntwo\n--a--\n',
      [
        ['1 multipart/mixed', '--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--a\n\ntwo\n--a--\n'],
        ['1.1 multipart/mixed', '--b\n\none'],
        ['1.1.1 text/plain', 'one'],
        ['1.2 text/plain', 'two'],
      ],
    ],
    [
      'boundaries that begin alike, and padding behind one',
      'Content-Type: multipart/mixed; boundary=b\n\n--b \t\n\n--b1\n--bb--\n--b-\none\n--b--\nafter\n--b\nno part\n',
      [
        ['1 multipart/mixed', '--b \t\n\n--b1\n--bb--\n--b-\none\n--b--\nafter\n--b\nno part\n'],
        ['1.1 text/plain', '--b1\n--bb--\n--b-\none'],
      ],
    ],
    [
      'a part without header and one without the empty line',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\njust text\n--b\nX: 1\n--b\n--b--\n',
      [
        ['1 multipart/mixed', '--b\njust text\n--b\nX: 1\n--b\n--b--\n'],
        ['1.1 text/plain', 'just text'],
        ['1.2 text/plain', ''],
        ['1.3 text/plain', ''],
      ],
    ],
    [
      'an attached message',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nSubject: in\nContent-Type: text/html\n\n<p>\n--b--\n',
      [
        ['1 multipart/mixed', '--b\nContent-Type: message/rfc822\n\nSubject: in\nContent-Type: text/html\n\n<p>\n--b--\n'],
        ['1.1 message/rfc822', 'Subject: in\nContent-Type: text/html\n\n<p>'],
        ['1.1.1 text/html', '<p>'],
      ],
    ],
    [
      'an attached message with parts of its own',
      'Content-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n',
      [
        ['1 message/rfc822', 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n'],
        ['1.1 multipart/mixed', '--b\n\none\n--b--\n'],
        ['1.1.1 text/plain', 'one'],
      ],
    ],
    [
      'an encoded attached message as a leaf',
      'Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nQTog\n',
      [['1 message/rfc822', 'QTog\n']],
    ],
    [
      'a digest, whose parts are messages',
      'Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: x\n\none\n--b--\n',
      [
        ['1 multipart/digest', '--b\n\nSubject: x\n\none\n--b--\n'],
        ['1.1 message/rfc822', 'Subject: x\n\none'],
        ['1.1.1 text/plain', 'one'],
      ],
    ],
    [
      'two Content-Type fields, of which only the second has parts',
      'Content-Type: text/plain\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n',
      [
        ['1 multipart/mixed', '--b\n\none\n--b--\n'],
        ['1.1 text/plain', 'one'],
      ],
    ],
    [
      'a body that starts without an empty line',
      'Content-Type: multipart/mixed; boundary=b\n--b\n\none\n--b--\n',
      [
        ['1 multipart/mixed', '--b\n\none\n--b--\n'],
        ['1.1 text/plain', 'one'],
      ],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(outline(bytesOf(text))).toEqual(expected);
    expect(outline(crlf(text))).toEqual(expected);
  });

  it('stops at fifty levels and a thousand parts', () => {
    const nested = Array.from({ length: 200 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}-\n\n--b${level}-\n`).join(
      '',
    );
    expect(Math.max(...flatten(readParts(scanMessage(bytesOf(nested)))).map(({ path }) => path.split('.').length))).toBe(50);
    const many = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(5_000)}`;
    expect(flatten(readParts(scanMessage(bytesOf(many)))).length).toBe(1_000);
    const chain = 'Content-Type: message/rfc822\n\n'.repeat(500);
    expect(flatten(readParts(scanMessage(bytesOf(chain)))).length).toBe(50);
  });

  it('copies nothing of a large attachment', () => {
    const head = utf8('Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\n');
    const bytes = new Uint8Array(50 * 1024 * 1024).fill(0x41);
    for (let index = 76; index + 2 < bytes.length; index += 78) {
      bytes[index] = 0x0d;
      bytes[index + 1] = 0x0a;
    }
    bytes.set(head);
    const before = process.memoryUsage().arrayBuffers;
    const parts = flatten(readParts(scanMessage(bytes)));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
    expect(parts.map(({ bodySpan }) => bodySpan)).toEqual([
      { start: 45, end: bytes.length },
      { start: head.length, end: bytes.length },
    ]);
  });
});

describe('readPartText', () => {
  const message = scanMessage(crlf(alternative));

  it.each([
    ['quoted-printable and UTF-8', '1.1.1', 'Grüße'],
    ['8 bit and latin-1, HTML as its source', '1.1.2', '<p>Grüße</p>\r\n'],
    ['base64', '1.2', '%PDF-1.'],
    [
      'the source of a part with parts',
      '1.1',
      textOf(crlf(alternative.slice(alternative.indexOf('--inner'), alternative.indexOf('\n--outer\nContent-Type: app')))),
    ],
  ])('decodes %s', async (_, path, text) => {
    expect(await readPartText(message, path)).toEqual({ text, truncated: false });
  });

  it.each(['', '2', '1.3', '1.1.1.1', 'x'])('gives nothing for the path %j, which does not exist', async (path) => {
    expect(await readPartText(message, path)).toEqual({ text: '', truncated: false });
  });

  it.each([
    ['no charset and UTF-8', '', utf8('é'), 'é'],
    ['no charset and latin-1', '', bytesOf('\xe9'), 'é'],
    ['us-ascii that is not', '; charset=us-ascii', utf8('é'), 'é'],
    ['an unknown charset', '; charset=x-nobody', utf8('é'), 'é'],
    ['a legacy charset', '; charset=windows-1251', bytesOf('\xcf'), 'П'],
    ['UTF-8 with a bad byte', '; charset=utf-8', Uint8Array.from([0x61, 0xff, 0x62]), 'a\ufffdb'],
  ])('reads %s', async (_, parameter, body, text) => {
    const bytes = Uint8Array.from([...bytesOf(`Content-Type: text/plain${parameter}\n\n`), ...body]);
    expect((await readPartText(scanMessage(bytes), '1')).text).toBe(text);
  });

  it.each([
    ['damaged base64', 'base64', 'QU=JD!!\nRA', /^A/],
    ['damaged quoted-printable', 'quoted-printable', 'a=\nb=ZZ=4', /^ab/],
    ['empty base64', 'base64', '', /^$/],
    ['an encoding that does not exist', '7-bit', 'a=41', /^a=41$/],
    ['uuencode, as its source', 'x-uuencode', 'begin 644 x\n', /^begin 644 x/],
  ])('reads %s', async (_, encoding, body, text) => {
    const bytes = bytesOf(`Content-Transfer-Encoding: ${encoding}\n\n${body}`);
    expect((await readPartText(scanMessage(bytes), '1')).text).toMatch(text);
  });

  it('does not let the content of a part change how it is read', async () => {
    const bytes = bytesOf('Content-Transfer-Encoding: quoted-printable\n\nContent-Type: text/html\n\n--x\n<p>=41</p>\n');
    expect((await readPartText(scanMessage(bytes), '1')).text.replaceAll('\r\n', '\n')).toBe('Content-Type: text/html\n\n--x\n<p>A</p>\n');
  });

  it('stops at the limit, on a whole character', async () => {
    const long = scanMessage(utf8(`A: 1\n\n${'é'.repeat(1_000)}`));
    expect(await readPartText(long, '1', 10)).toEqual({ text: 'é'.repeat(10), truncated: true });
    expect(await readPartText(long, '1', 1_000)).toEqual({ text: 'é'.repeat(1_000), truncated: false });
    const cut = scanMessage(utf8(`A: 1\n\nx${'é'.repeat(100)}`));
    expect(await readPartText(cut, '1', 3)).toEqual({ text: 'xéé', truncated: true });
  });
});

describe('readPartBytes', () => {
  it('gives the bytes of an attachment, whatever they are', async () => {
    const content = Uint8Array.from({ length: 256 }, (_, index) => index);
    const base64 = Buffer.from(content)
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n');
    const bytes = bytesOf(`Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n`);
    const read = await readPartBytes(scanMessage(bytes), '1');
    expect(read.truncated).toBe(false);
    expect(textOf(read.bytes)).toBe(textOf(content));
    expect(await readPartBytes(scanMessage(bytes), '1', 4)).toEqual({ bytes: expect.objectContaining({ length: 4 }), truncated: true });
    expect(await readPartBytes(scanMessage(bytes), '9')).toEqual({ bytes: new Uint8Array(0), truncated: false });
  });
});
