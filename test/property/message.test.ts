/** Hostile bytes: whatever comes in, the readers of messages and containers answer, in time, with ranges that hold. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MimePart } from '../../shared/facts/message.ts';
import { sniff } from '../../shared/intake/sniff.ts';
import { unpack } from '../../shared/intake/unpack.ts';
import { readParts, readPartText } from '../../shared/message/body.ts';
import { decodeEncodedWords } from '../../shared/message/encoded-words.ts';
import { parseAddressList, readFrom } from '../../shared/message/fields/address.ts';
import { parseDate } from '../../shared/message/fields/date.ts';
import { scanMessage } from '../../shared/message/header-scanner.ts';
import { parseParameters } from '../../shared/message/parameters.ts';
import { tarOf, zipOf } from '../helpers/archives.ts';
import { bytesOf, utf8 } from '../helpers/message-text.ts';

/** Random bytes alone never get past the first line; these pieces make headers, parts and archives that are nearly right. */
const pieces = fc.constantFrom(
  ...[
    '\r\n',
    '\n',
    '\r',
    '\n\n',
    ' ',
    '\t',
    ':',
    '--',
    '--b',
    '\n--b\n',
    '\r\n--b--\r\n',
    'From ',
    'From: ',
    'a@b.example',
    '<',
    '>',
    '"',
    '(',
    ')',
    ',',
    ';',
  ],
  ...[
    'Content-Type: multipart/mixed; boundary=b\n',
    'Content-Type: message/rfc822\n\n',
    'Content-Transfer-Encoding: base64\n',
    'Subject: x',
  ],
  ...[
    '=?utf-8?Q?=C3?=',
    '=?',
    '?=',
    '\0',
    '\xff',
    '\xef\xbb\xbf',
    '\nFrom a 2026\nA: 1\n',
    '10 Nov 2025 ',
    '20:02:37',
    '+0000',
    "name*0*=utf-8''%C3",
    '=',
  ],
);
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string({ maxLength: 5 })), { maxLength: 60 })
  .map((parts) => parts.join(''));
const bytes = fc.oneof({ weight: 3, arbitrary: text.map(bytesOf) }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 600 }) });

const archive = fc
  .array(fc.record({ name: fc.string({ maxLength: 8 }), content: bytes }), { maxLength: 4 })
  .chain((members) =>
    fc.constantFrom(
      zipOf(members),
      tarOf(members.map((member) => ({ ...member, name: member.name.replaceAll('\0', '') }))),
      gzipSync(members[0]?.content ?? ''),
    ),
  );
/** A sound archive with a few bytes changed, and perhaps cut short. */
const damaged = fc.tuple(archive, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }), fc.nat()).map(([whole, changes, cut]) => {
  const copy = Uint8Array.from(whole);
  for (const [at, value] of changes) {
    copy[at % copy.length] = value;
  }
  return cut % 3 === 0 ? copy.subarray(0, cut % copy.length) : copy;
});

describe('scanMessage', () => {
  it('reads any bytes, with fields that tile the header and give their bytes back', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        const message = scanMessage(input);
        let position = message.headerBlock.start;
        for (const field of message.headers) {
          expect(field.span.start).toBe(position);
          expect(field.span.end).toBeGreaterThan(field.span.start);
          expect(Buffer.compare(field.raw, input.subarray(field.span.start, field.span.end))).toBe(0);
          expect(field.valueSpan.start).toBeGreaterThanOrEqual(field.span.start + (field.name === '' ? 0 : field.name.length));
          expect(field.valueSpan.end).toBeLessThanOrEqual(field.span.end);
          expect(field.valueSpan.end).toBeGreaterThanOrEqual(field.valueSpan.start);
          expect(typeof field.decoded).toBe('string');
          expect(field.key).toBe(field.name.toLowerCase());
          position = field.span.end;
        }
        expect(position).toBe(message.headerBlock.end);
        expect(message.preamble).toEqual({ start: 0, end: message.headerBlock.start });
        expect(message.body.start).toBeGreaterThanOrEqual(message.headerBlock.end);
        expect(message.body.end).toBe(input.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds the same fields whatever stands in the body', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}: [ -~]{0,20}$/), { minLength: 1, maxLength: 5 }),
        bytes,
        (fields, body) => {
          const header = utf8(`${fields.join('\r\n')}\r\n\r\n`);
          const message = scanMessage(Uint8Array.from([...header, ...body]));
          expect(message.headers.map(({ name, value }) => `${name}: ${value}`.trimEnd())).toEqual(
            fields.map((field) => `${field.slice(0, field.indexOf(':'))}: ${field.slice(field.indexOf(':') + 1).trimStart()}`.trimEnd()),
          );
          expect(message.body).toEqual({ start: header.length, end: header.length + body.length });
        },
      ),
    );
  });

  it('finds the same fields whether lines end with CRLF or LF', () => {
    fc.assert(
      fc.property(text, (input) => {
        const plain = input.replaceAll('\r', '');
        const read = (written: string) => scanMessage(bytesOf(written)).headers.map(({ name, value }) => [name, value]);
        expect(read(plain.replaceAll('\n', '\r\n'))).toEqual(read(plain));
      }),
    );
  });
});

describe('the readers of fields', () => {
  it.each([
    ['parseAddressList', parseAddressList],
    ['parseDate', parseDate],
    ['parseParameters', parseParameters],
    ['decodeEncodedWords', decodeEncodedWords],
  ])('%s reads any text', (_, read) => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (input) => void read(input)),
      { numRuns: 1_000 },
    );
  });

  it('parseDate gives an instant in one form or null', () => {
    fc.assert(
      fc.property(text, (input) => {
        expect(parseDate(input) ?? '2025-01-01T00:00:00Z').toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      }),
    );
  });

  it('parseDate reads back what RFC 5322 writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('9998-01-01T00:00:00Z'), noInvalidDate: true }),
        fc.integer({ min: -12 * 60, max: 14 * 60 }),
        (date, zone) => {
          const local = new Date(date.getTime() + zone * 60_000);
          const sign = zone < 0 ? '-' : '+';
          const offset = `${sign}${String(Math.floor(Math.abs(zone) / 60)).padStart(2, '0')}${String(Math.abs(zone) % 60).padStart(2, '0')}`;
          expect(parseDate(local.toUTCString().replace('GMT', offset))).toBe(`${date.toISOString().slice(0, 19)}Z`);
        },
      ),
    );
  });

  it('readFrom gives addresses with a domain, and places inside the evidence', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        for (const { address, domain, place } of readFrom(scanMessage(input))) {
          expect(domain).toBe(domain.toLowerCase());
          expect(address).toContain('@');
          expect(place.end).toBeLessThanOrEqual(input.length);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('readParts', () => {
  const check = (part: MimePart) => {
    let position = part.bodySpan.start;
    for (const child of part.children) {
      expect(child.headerSpan.start).toBeGreaterThanOrEqual(position);
      expect(child.headerSpan.end).toBeGreaterThanOrEqual(child.headerSpan.start);
      expect(child.bodySpan.start).toBeGreaterThanOrEqual(child.headerSpan.end);
      expect(child.bodySpan.end).toBeGreaterThanOrEqual(child.bodySpan.start);
      position = child.bodySpan.end;
      check(child);
    }
    expect(part.bodySpan.end).toBeGreaterThanOrEqual(position);
  };

  it('reads any bytes, with ranges inside one another', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        const [root] = readParts(scanMessage(input));
        expect(root?.bodySpan.end).toBe(input.length);
        if (root !== undefined) {
          check(root);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('decodes any part within the limit', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(30), async (input, limit) => {
        const message = scanMessage(input);
        expect((await readPartText(message, '1', limit)).text.length).toBeLessThanOrEqual(limit);
        expect((await readPartText(message, '1.1', limit)).text.length).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 200 },
    );
  });
});

describe('sniff and unpack', () => {
  it('sniff knows something about any bytes', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, damaged), (input) => void sniff(input)),
      { numRuns: 1_000 },
    );
  });

  it('unpack opens any archive within its limits', () => {
    const limits = { depth: 2, members: 5, memberBytes: 300, totalBytes: 700 };
    fc.assert(
      fc.property(
        fc.oneof(
          bytes,
          archive,
          damaged,
          fc.array(fc.record({ name: fc.string(), content: archive }), { maxLength: 3 }).map((members) => zipOf(members)),
        ),
        (input) => {
          let total = 0;
          const items = [...unpack('x', input, limits)];
          for (const item of items) {
            expect(item.path.startsWith('x')).toBe(true);
            if (item.kind !== 'refusal' && item.path !== 'x') {
              expect(item.bytes.length).toBeLessThanOrEqual(Math.max(limits.memberBytes, input.length));
              total += item.bytes.length;
            }
          }
          expect(total).toBeLessThanOrEqual(Math.max(limits.totalBytes, input.length));
          expect(items.length).toBeLessThanOrEqual(2 * limits.members + 2);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
