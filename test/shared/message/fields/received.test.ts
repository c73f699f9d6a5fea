import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReceived, receivedDialects } from '../../../../shared/message/fields/received.ts';
import { fieldOf, fieldOfBytes, readReceived, textAt } from './field-of.ts';

const postfix =
  'from a.example (b.example [192.0.2.7]) by mx.c.example (Postfix) with ESMTP id 1 for <x@c.example>; Tue, 10 May 2005 17:26:48 +0000';

describe('the registry of Received dialects', () => {
  const folder = (path: string, ending: string): readonly string[] =>
    readdirSync(fileURLToPath(new URL(path, import.meta.url))).map((name) => name.replace(ending, ''));

  it('holds every file of the folder under its name, and each has a test', () => {
    const ids = receivedDialects.map((dialect) => dialect.id).sort();
    expect(ids).toEqual([...folder('../../../../shared/message/fields/received/dialects/', '.ts')].sort());
    expect(ids).toEqual([...folder('./received/dialects/', '.test.ts')].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tries the RFC grammar last', () => {
    expect(receivedDialects.at(-1)?.id).toBe('rfc5321');
    const order = receivedDialects.map((dialect) => dialect.specificity);
    expect(order).toEqual([...order].sort((one, other) => other - one));
  });
});

describe('parseReceived', () => {
  it('points at the field body in the evidence', () => {
    const { place } = parseReceived(fieldOf('Received', postfix));
    expect(place.header).toBe(1);
    expect(textAt('Received', postfix, place)).toBe(postfix);
  });

  it.each([
    ['nothing', '', {}],
    ['words without a clause', 'we received this at noon', {}],
    ['no date', 'from a.example (b.example [192.0.2.7]) by mx.c.example with ESMTP id 1', { ip: '192.0.2.7' }],
    [
      'no writer',
      'from a.example (b.example [192.0.2.7]); Tue, 10 May 2005 17:26:48 +0000',
      { ip: '192.0.2.7', at: '2005-05-10T17:26:48Z' },
    ],
    [
      'two addresses, of which none is certain',
      'from [192.0.2.1] ([192.0.2.2]); Tue, 10 May 2005 17:26:48 +0000',
      { at: '2005-05-10T17:26:48Z' },
    ],
    ['an impossible date', 'by mx.c.example; Tue, 99 May 2005 17:26:48 +0000', {}],
  ])('keeps of a line that no dialect reads only what is certain: %s', (_, line, expected) => {
    expect(readReceived(line)).toEqual(expected);
  });

  it.each([
    ['folding', postfix.replaceAll(' ', '\r\n\t')],
    ['line ends of another system', postfix.replaceAll('; ', ';\n ')],
    ['keywords in capitals', postfix.replace('from', 'FROM').replace(' by ', ' BY ').replace(' with ', ' With ')],
    ['a comment behind the date', `${postfix} (UTC)`],
  ])('reads the same whatever the %s', (_, line) => {
    expect(readReceived(line)).toEqual(readReceived(postfix));
  });

  it('takes the date behind the last semicolon that has one', () => {
    const line = 'from a.example by mx.c.example with ESMTP id 1; Mon, 1 Jan 2001 00:00:00 +0000; Tue, 10 May 2005 17:26:48 +0000; done';
    expect(parseReceived(fieldOf('Received', line)).at).toBe('2005-05-10T17:26:48Z');
  });

  it('never takes text of the client for what the writer saw', () => {
    const peers = [
      'from [203.0.113.5] (rdns.b.example [192.0.2.7])',
      'from a.example (203.0.113.5 [192.0.2.7])',
      'from 203.0.113.5 (rdns.b.example [192.0.2.7])',
      'from a.example (rdns.b.example [192.0.2.7]) (Authenticated sender: x@[203.0.113.5])',
      'from a.example(rdns.b.example [192.0.2.7]) (203.0.113.5)',
    ];
    for (const peer of peers) {
      for (const writer of ['mx.c.example (Postfix)', 'mx.c.example', 'mx.google.com', 'mx0a-1.pphosted.com', 'relay.mimecast.com']) {
        expect([
          peer,
          parseReceived(fieldOf('Received', `${peer} by ${writer} with ESMTP id 1; Tue, 10 May 2005 17:26:48 +0000`)).from.ip,
        ]).toEqual([peer, '192.0.2.7']);
      }
    }
  });
});

describe('parseReceived on hostile input', () => {
  const words = [
    'from',
    'by',
    'with',
    'id',
    'for',
    'via',
    ';',
    '(',
    ')',
    '"',
    '\\',
    '[192.0.2.7]',
    'helo=x',
    'HELO x',
    '(Postfix)',
    'a.example',
    'Tue, 10 May 2005 17:26:48 +0000',
    '<',
    '>',
    '@',
    '=',
    '\r\n ',
    'é',
  ];

  it('never throws, and always says where the line stands', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 40 }), (parts) => {
        const line = parts
          .join(' ')
          .replace(/[\r\n]+(?![ \t])/g, ' ')
          .trim();
        const field = parseReceived(fieldOf('Received', `x ${line}`));
        expect(field.place.end).toBeGreaterThan(field.place.start);
      }),
    );
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(
          parseReceived(fieldOfBytes('Received', Uint8Array.from([0x78, ...bytes.map((byte) => (byte === 10 || byte === 13 ? 32 : byte))])))
            .comments,
        ).toBeDefined();
      }),
    );
  });

  it('never throws on a real line with parts cut out, doubled or changed', () => {
    fc.assert(
      fc.property(fc.nat(postfix.length), fc.nat(40), fc.string({ maxLength: 5 }), (start, length, insert) => {
        const line = postfix.slice(0, start) + insert.replace(/[\r\n]/g, '') + postfix.slice(start + length);
        expect(() => parseReceived(fieldOf('Received', line))).not.toThrow();
      }),
    );
  });

  it.each([
    ['opening parentheses', '('],
    ['closing parentheses', ')'],
    ['quotes', '"'],
    ['quotes between spaces', ' " '],
    ['quotes in comments', '("'],
    ['escapes', '\\"'],
    ['semicolons', ';'],
    ['comments', '(a) '],
    ['clauses', 'by x '],
    ['brackets', '['],
    ['addresses', '[192.0.2.7] '],
    ['encoded-looking words', '=?a?q?'],
    ['numbers', '1 '],
    ['commas', ','],
  ])('takes time in proportion to its length: %s', (_, unit) => {
    const line = `from ${unit.repeat(Math.ceil(200_000 / unit.length))} by x; Tue, 10 May 2005 17:26:48 +0000`;
    const field = fieldOf('Received', line);
    const start = performance.now();
    parseReceived(field);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
