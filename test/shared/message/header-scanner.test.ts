import { describe, expect, it } from 'vitest';
import type { Message } from '../../../shared/facts/message.ts';
import { largestFieldCount, scanMessage } from '../../../shared/message/header-scanner.ts';
import { bytesOf, textOf, utf8 } from '../../helpers/message-text.ts';

/** What a reader sees of a message: fields as `name: value`, the body as text, and the codes of the defects. */
function outline(message: Message) {
  return {
    fields: message.headers.map(({ name, value }) => `${name}: ${value}`),
    body: textOf(message.bytes.subarray(message.body.start, message.body.end)),
    lineEnd: message.lineEnd,
    defects: message.defects.map(({ code }) => code),
  };
}

const scan = (text: string) => outline(scanMessage(bytesOf(text)));

function expectTiled(message: Message) {
  let position = message.headerBlock.start;
  for (const field of message.headers) {
    expect(field.span.start).toBe(position);
    expect(textOf(field.raw)).toBe(textOf(message.bytes.subarray(field.span.start, field.span.end)));
    position = field.span.end;
  }
  expect(position).toBe(message.headerBlock.end);
}

describe('scanMessage', () => {
  it('gives each field its exact bytes and offsets', () => {
    const bytes = bytesOf('From: a@a.example\r\nSubject:  one\r\n\ttwo \r\n\r\nbody\r\n');
    const message = scanMessage(bytes);
    expectTiled(message);
    expect(message.headers.map((field) => ({ ...field, raw: textOf(field.raw), valueSpan: field.valueSpan, key: field.key }))).toEqual([
      { index: 0, span: { start: 0, end: 19 }, raw: 'From: a@a.example\r\n', valueSpan: { start: 6, end: 17 }, key: 'from' },
      { index: 1, span: { start: 19, end: 41 }, raw: 'Subject:  one\r\n\ttwo \r\n', valueSpan: { start: 29, end: 39 }, key: 'subject' },
    ]);
    expect(message.headers[1]?.value).toBe('one\ttwo ');
    expect({ preamble: message.preamble, headerBlock: message.headerBlock, body: message.body }).toEqual({
      preamble: { start: 0, end: 0 },
      headerBlock: { start: 0, end: 41 },
      body: { start: 43, end: 49 },
    });
  });

  it.each([
    ['CRLF', '\r\n', 'crlf'],
    ['LF', '\n', 'lf'],
    ['CR alone', '\r', 'cr'],
  ])('reads %s line ends', (_, end, lineEnd) => {
    expect(scan(['From: a@a.example', 'Subject: one', ' two', '', 'body', ''].join(end))).toEqual({
      fields: ['From: a@a.example', 'Subject: one two'],
      body: `body${end}`,
      lineEnd,
      defects: [],
    });
  });

  it('reads mixed line ends, and says where they begin to differ', () => {
    const message = scanMessage(bytesOf('A: 1\r\nB: 2\nC: 3\r\n\r\nbody'));
    expect(outline(message)).toEqual({ fields: ['A: 1', 'B: 2', 'C: 3'], body: 'body', lineEnd: 'mixed', defects: ['mixed-line-ends'] });
    expect(message.defects[0]?.span).toEqual({ start: 10, end: 11 });
  });

  it('keeps a bare CR inside a line: it must not start a second From field', () => {
    expect(scan('From: a@a.example\r\nSubject: x\rFrom: ceo@b.example\r\n\r\nbody')).toEqual({
      fields: ['From: a@a.example', 'Subject: x\rFrom: ceo@b.example'],
      body: 'body',
      lineEnd: 'crlf',
      defects: ['bare-carriage-return'],
    });
  });

  it('takes CR CR LF as the empty line, as tools write it that double their CRs', () => {
    expect(scan('A: 1\r\r\nB: 2\r\r\n\r\r\nbody')).toEqual({
      fields: ['A: 1\r', 'B: 2\r'],
      body: 'body',
      lineEnd: 'crlf',
      defects: ['bare-carriage-return'],
    });
  });

  it.each([
    ['an mbox line', 'From a@a.example Sat Jan  3 01:05:34 2026\nA: 1\n\nb', 41, ['mbox-from-line']],
    ['a quoted mbox line', '>From a@a.example Sat Jan  3 01:05:34 2026\nA: 1\n\nb', 42, ['mbox-from-line']],
    ['two mbox lines', 'From x\n>From a@a.example 2026\nA: 1\n\nb', 29, ['mbox-from-line', 'mbox-from-line']],
    ['empty lines', '\n \t\nA: 1\n\nb', 3, ['leading-empty-line']],
    ['a byte order mark', '\xef\xbb\xbfA: 1\n\nb', 3, ['byte-order-mark']],
    [
      'all of them',
      '\xef\xbb\xbf\nFrom x\n\nA: 1\n\nb',
      11,
      ['byte-order-mark', 'leading-empty-line', 'mbox-from-line', 'leading-empty-line'],
    ],
  ])('puts %s before the first field into the preamble', (_, text, end, defects) => {
    const message = scanMessage(bytesOf(text));
    expect(outline(message)).toEqual({ fields: ['A: 1'], body: 'b', lineEnd: 'lf', defects });
    expect(message.preamble.end).toBeGreaterThanOrEqual(end);
    expect(message.preamble.end).toBe(message.headerBlock.start);
    expectTiled(message);
  });

  it('reads `From : a@a.example` as a field and not as an mbox line', () => {
    expect(scan('From : a@a.example\n\n')).toEqual({
      fields: ['From: a@a.example'],
      body: '',
      lineEnd: 'lf',
      defects: ['space-before-colon'],
    });
  });

  it.each([
    ['nothing at all', '', '', 'none'],
    ['body only', 'Hello there\nhow are you\n', 'Hello there\nhow are you\n', 'lf'],
    ['body only with paragraphs', 'Hello there\n\nBye\n', 'Hello there\n\nBye\n', 'lf'],
    ['an empty header and a body', '\r\nHello\r\n', 'Hello\r\n', 'crlf'],
    ['a line of spaces', '   ', '   ', 'none'],
    ['an mbox line and text', 'From the desk of A\n\nHello\n', 'From the desk of A\n\nHello\n', 'lf'],
    ['a MIME delimiter first', '--b\nText\n', '--b\nText\n', 'lf'],
    ['one line without a line end', 'Hello', 'Hello', 'none'],
    ['a web address', 'see http://a.example/\nhttps://b.example/\n', 'see http://a.example/\nhttps://b.example/\n', 'lf'],
  ])('reads %s as body without header', (_, text, body, lineEnd) => {
    expect(scan(text)).toEqual({ fields: [], body, lineEnd, defects: ['no-headers'] });
  });

  it.each([
    ['an unfolded value', 'A: 1\njunk\nB: 2\n\nbody', ['A: 1', ': junk', 'B: 2'], 'body', ['line-without-colon']],
    [
      'a broken name',
      'A: 1\nquite Delivered-To: x\nB: 2\n\nbody',
      ['A: 1', ': quite Delivered-To: x', 'B: 2'],
      'body',
      ['line-without-colon'],
    ],
    ['one with continuation lines', 'A: 1\n__\n  more\nB: 2\n\nbody', ['A: 1', ': __  more', 'B: 2'], 'body', ['line-without-colon']],
    [
      'the last one before the empty line',
      'A: 1\nP8FxVks=\nOO2tmF==\n\nbody',
      ['A: 1', ': P8FxVks=', ': OO2tmF=='],
      'body',
      ['line-without-colon', 'line-without-colon'],
    ],
    ['a colon first', 'A: 1\n: 2\n\nbody', ['A: 1', ': : 2'], 'body', ['line-without-colon']],
  ])('keeps %s as a field without a name, and the header goes on', (_, text, fields, body, defects) => {
    expect(scan(text)).toEqual({ fields, body, lineEnd: 'lf', defects });
    expectTiled(scanMessage(bytesOf(text)));
  });

  it.each([
    ['a MIME delimiter', 'A: 1\nThis is a multi-part message.\n--b\nB: 2\n\ntext\n', 'This is a multi-part message.\n--b\nB: 2\n\ntext\n'],
    ['nothing but text up to the end', 'A: 1\nHello Bob\nbye\n', 'Hello Bob\nbye\n'],
  ])('starts the body without an empty line before %s', (_, text, body) => {
    expect(scan(text)).toEqual({ fields: ['A: 1'], body, lineEnd: 'lf', defects: ['no-header-body-separator'] });
  });

  it('needs no empty line where there is no body', () => {
    expect(scan('A: 1\r\nB: 2')).toEqual({ fields: ['A: 1', 'B: 2'], body: '', lineEnd: 'crlf', defects: [] });
  });

  it.each([
    ['that holds a field', ' From: a@a.example\nB: 2\n\n', ['From: a@a.example', 'B: 2']],
    ['that continues nothing', '\tfor <a@a.example>; 1 Jan\nB: 2\n\n', [': for <a@a.example>; 1 Jan', 'B: 2']],
    ['that is part of a tag list', ' h=From:To\nB: 2\n\n', [': h=From:To', 'B: 2']],
  ])('reads a continuation line first %s', (_, text, fields) => {
    expect(scan(text)).toEqual({ fields, body: '', lineEnd: 'lf', defects: ['leading-continuation-line'] });
    expectTiled(scanMessage(bytesOf(text)));
  });

  it('keeps two fields glued together as the one that they are', () => {
    expect(scan('Message-ID: <1@a.example>MIME-Version: 1.0\n\n').fields).toEqual(['Message-ID: <1@a.example>MIME-Version: 1.0']);
  });

  it('reads UTF-8 headers (RFC 6532) as UTF-8 and others as latin-1, which is a defect', () => {
    expect(outline(scanMessage(utf8('Subject: Übersicht\n\n')))).toEqual({
      fields: ['Subject: Übersicht'],
      body: '',
      lineEnd: 'lf',
      defects: [],
    });
    expect(scan('Subject: \xdcbersicht\nTo: x\n\n')).toEqual({
      fields: ['Subject: Übersicht', 'To: x'],
      body: '',
      lineEnd: 'lf',
      defects: ['raw-8-bit-header'],
    });
  });

  it('reports NUL bytes and leaves them in', () => {
    expect(scan('Subject: a\0b\n\n')).toEqual({ fields: ['Subject: a\0b'], body: '', lineEnd: 'lf', defects: ['nul-byte'] });
  });

  it('takes folding behind the colon for white space', () => {
    const message = scanMessage(bytesOf('Subject:\r\n  x y\r\n\r\n'));
    expect(message.headers[0]?.valueSpan).toEqual({ start: 12, end: 15 });
    expect(message.headers[0]?.value).toBe('x y');
  });

  it('decodes encoded words only in `decoded`', () => {
    const [field] = scanMessage(bytesOf('Subject: =?utf-8?Q?=C3=BC?=\n\n')).headers;
    expect([field?.value, field?.decoded]).toEqual(['=?utf-8?Q?=C3=BC?=', 'ü']);
  });

  it('works on a view into a larger buffer', () => {
    const bytes = bytesOf('xxxxA: 1\n\nbody').subarray(4);
    expect(outline(scanMessage(bytes))).toEqual({ fields: ['A: 1'], body: 'body', lineEnd: 'lf', defects: [] });
  });

  it('reads a field of one megabyte', () => {
    const message = scanMessage(bytesOf(`A: ${'x'.repeat(1_000_000)}\nB: 2\n\n`));
    expect(message.headers.map(({ valueSpan }) => valueSpan.end - valueSpan.start)).toEqual([1_000_000, 1]);
  });

  it('keeps the fields beyond the limit together as one, and still finds the body', () => {
    const message = scanMessage(bytesOf(`${'A: 1\n'.repeat(100_000)}\nbody`));
    expectTiled(message);
    expect(message.headers.length).toBe(largestFieldCount + 1);
    expect(message.headers.at(-1)?.name).toBe('');
    expect(message.defects.map(({ code }) => code)).toEqual(['too-many-fields']);
    expect(textOf(message.bytes.subarray(message.body.start))).toBe('body');
  });

  it('does not let a message of defects produce more than it can tell', () => {
    expect(scanMessage(bytesOf(`A: 1\n${'junk\n'.repeat(5_000)}B: 2\n\n`)).defects.length).toBe(100);
    expect(scanMessage(bytesOf(`${'From x\n'.repeat(5_000)}B: 2\n\n`)).defects.length).toBe(20);
  });
});
