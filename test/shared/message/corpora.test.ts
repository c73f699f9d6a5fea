import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MimePart } from '../../../shared/facts/message.ts';
import { readParts } from '../../../shared/message/body.ts';
import { parseAddressList, readFrom } from '../../../shared/message/fields/address.ts';
import { parseDate } from '../../../shared/message/fields/date.ts';
import { scanMessage } from '../../../shared/message/header-scanner.ts';
import { corporaPath, hasCorpora } from '../../helpers/corpora.ts';

const root = `${corporaPath}messages`;

function flatten(parts: readonly MimePart[]): MimePart[] {
  return parts.flatMap((part) => [part, ...flatten(part.children)]);
}

function listFiles(): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe.skipIf(!hasCorpora)('every message of the corpora (needs ../shared/corpora)', () => {
  const files = hasCorpora ? listFiles() : [];
  const messages = files.filter((file) => /\.(?:eml|raw|rfc822)$/.test(file));

  it('is there', () => {
    expect(messages.length).toBeGreaterThan(850);
  });

  it('is scanned with spans that tile the header and give the raw bytes back, in less than 50 ms', () => {
    for (const file of files) {
      const bytes = new Uint8Array(readFileSync(file));
      // The best of three: the machine may be busy with something else.
      const times = [1, 2, 3].map(() => {
        const start = performance.now();
        readParts(scanMessage(bytes));
        return performance.now() - start;
      });
      expect(Math.min(...times), file).toBeLessThan(50);

      const message = scanMessage(bytes);
      let position = message.headerBlock.start;
      for (const field of message.headers) {
        expect(field.span.start, file).toBe(position);
        expect(Buffer.compare(field.raw, bytes.subarray(field.span.start, field.span.end)), file).toBe(0);
        expect(field.valueSpan.start >= field.span.start && field.valueSpan.end <= field.span.end, file).toBe(true);
        expect(typeof field.decoded, file).toBe('string');
        position = field.span.end;
      }
      expect(position, file).toBe(message.headerBlock.end);
      expect(message.preamble, file).toEqual({ start: 0, end: message.headerBlock.start });
      expect(message.headerBlock.end <= message.body.start && message.body.end === bytes.length, file).toBe(true);
    }
  });

  it('has parts whose ranges lie inside their parents, in order', () => {
    for (const file of files) {
      const check = (part: MimePart) => {
        let position = part.bodySpan.start;
        for (const child of part.children) {
          expect(child.headerSpan.start, file).toBeGreaterThanOrEqual(position);
          expect(child.bodySpan.start, file).toBeGreaterThanOrEqual(child.headerSpan.end);
          expect(child.bodySpan.end, file).toBeGreaterThanOrEqual(child.bodySpan.start);
          position = child.bodySpan.end;
          check(child);
        }
        expect(position, file).toBeLessThanOrEqual(part.bodySpan.end);
      };
      for (const part of readParts(scanMessage(new Uint8Array(readFileSync(file))))) {
        check(part);
      }
    }
  });

  it('has a readable date in all but three trace fields and Date fields', () => {
    const unreadable: string[] = [];
    for (const file of messages) {
      for (const { key, value } of scanMessage(new Uint8Array(readFileSync(file))).headers) {
        const text = key === 'date' ? value : key === 'received' && value.includes(';') ? value.slice(value.lastIndexOf(';') + 1) : null;
        if (text !== null && parseDate(text) === null) {
          unreadable.push(text.trim());
        }
      }
    }
    expect(unreadable.sort()).toEqual(['<HR>', 'Pn, 29 paX 2007 21:13:00 +0100', 'Wed, 15 Dec 2010    59:10 -0500']);
  });

  it('has a From domain in every real phishing message that has an address in From', () => {
    const without = messages
      .filter((file) => file.includes('phishing_pot'))
      .filter((file) => readFrom(scanMessage(new Uint8Array(readFileSync(file)))).length === 0)
      .flatMap((file) => scanMessage(new Uint8Array(readFileSync(file))).headers.filter(({ key }) => key === 'from'))
      .map(({ value }) => value)
      .filter((value) => value.includes('@') && !/@[>,\s]|@$/.test(value));
    expect(without).toEqual([]);
  });

  it('has address fields that are read without loss of an @', () => {
    for (const file of messages) {
      for (const { key, value } of scanMessage(new Uint8Array(readFileSync(file))).headers) {
        if (['from', 'to', 'cc', 'reply-to', 'sender'].includes(key) && /^[\w.+-]+@[\w.-]+\w$/.test(value)) {
          const domain = value.slice(value.indexOf('@') + 1).toLowerCase();
          expect(
            parseAddressList(value).map((mailbox) => mailbox.domain),
            `${file} ${value}`,
          ).toEqual([domain]);
        }
      }
    }
  });

  it('has parts in each message that announces parts with a boundary that occurs', () => {
    const childless = messages.filter((file) => {
      const bytes = new Uint8Array(readFileSync(file));
      const [part] = flatten(readParts(scanMessage(bytes)));
      const boundary =
        /boundary="?([^";\r\n]+)/i.exec(Buffer.from(bytes.subarray(0, part?.headerSpan.end)).toString('latin1'))?.[1] ?? null;
      return (
        part?.contentType.startsWith('multipart/') &&
        boundary !== null &&
        part.children.length === 0 &&
        Buffer.from(bytes).includes(`\n--${boundary}\r\n`)
      );
    });
    expect(childless).toEqual([]);
  });
});
