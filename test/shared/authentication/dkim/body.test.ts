import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BodyVariant, excerptBody, findSignedEnd, hashBody } from '../../../../shared/authentication/dkim/body.ts';

type Canonicalization = BodyVariant['canonicalization'];

/** The standard word by word, on text of one character an octet, slowly. */
function canonicalize(body: string, canonicalization: Canonicalization, bareReturnEndsLine: boolean): string {
  const lines = bareReturnEndsLine ? body.split('\r') : body.split(/\r?\n/);
  const cleaned = canonicalization === 'relaxed' ? lines.map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, '')) : lines;
  while (cleaned.at(-1) === '') {
    cleaned.pop();
  }
  if (cleaned.length === 0) {
    return canonicalization === 'simple' ? '\r\n' : '';
  }
  return cleaned.map((line) => `${line}\r\n`).join('');
}

function sha256(text: string): string {
  return createHash('sha256').update(Buffer.from(text, 'latin1')).digest('base64');
}

function hash(body: string, canonicalization: Canonicalization, length: number | null = null, bareReturnEndsLine = false) {
  const { digest, canonicalOctets } = hashBody(
    Buffer.from(body, 'latin1'),
    { canonicalization, hash: 'sha256', length },
    bareReturnEndsLine,
  );
  return { digest: digest.toString('base64'), canonicalOctets };
}

describe('hashBody', () => {
  it.each([
    // RFC 6376 section 3.4.5.
    ['simple', ' C \r\nD \t E\r\n\r\n\r\n', ' C \r\nD \t E\r\n'],
    ['relaxed', ' C \r\nD \t E\r\n\r\n\r\n', ' C\r\nD E\r\n'],
    ['simple', '', '\r\n'],
    ['relaxed', '', ''],
    ['simple', '\r\n\r\n', '\r\n'],
    ['relaxed', ' \r\n\t\r\n', ''],
    ['simple', ' \r\n\r\n', ' \r\n'],
    ['simple', 'no end', 'no end\r\n'],
    ['relaxed', 'no end \t', 'no end\r\n'],
    ['simple', 'a\nb\n\n', 'a\r\nb\r\n'],
    ['relaxed', 'a \nb\r\nc', 'a\r\nb\r\nc\r\n'],
    // A CR alone is content.
    ['simple', 'a\rb\r\n', 'a\rb\r\n'],
    ['relaxed', 'a \rb \r', 'a \rb \r\r\n'],
    ['relaxed', '\r\n\r\na', '\r\n\r\na\r\n'],
    ['relaxed', 'a \t b', 'a b\r\n'],
  ] as const)('%s: %j is hashed as %j', (canonicalization, body, expected) => {
    expect(canonicalize(body, canonicalization, false)).toBe(expected);
    expect(hash(body, canonicalization)).toEqual({ digest: sha256(expected), canonicalOctets: expected.length });
  });

  it('knows the published hashes of an empty body (RFC 6376 sections 3.4.3 and 3.4.4)', () => {
    const empty = (canonicalization: Canonicalization, name: 'sha1' | 'sha256') =>
      hashBody(new Uint8Array(), { canonicalization, hash: name, length: null }, false).digest.toString('base64');
    expect([empty('simple', 'sha1'), empty('simple', 'sha256'), empty('relaxed', 'sha1'), empty('relaxed', 'sha256')]).toEqual([
      'uoq1oCgLlTqpdDX/iUbLy7J1Wic=',
      'frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=',
      '2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
      '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    ]);
  });

  it('ends lines at CR where the evidence knows no LF', () => {
    expect(hash('a \rb\r\r', 'relaxed', null, true).digest).toBe(sha256('a\r\nb\r\n'));
    expect(hash('a \rb\r\r', 'simple', null, true).digest).toBe(sha256('a \r\nb\r\n'));
  });

  it('hashes the first octets that l= names and counts all', () => {
    expect(hash('one\r\ntwo\r\n', 'simple', 5)).toEqual({ digest: sha256('one\r\n'), canonicalOctets: 10 });
    expect(hash('one\r\ntwo\r\n', 'relaxed', 0)).toEqual({ digest: sha256(''), canonicalOctets: 10 });
    expect(hash('one\r\n', 'simple', 1_000)).toEqual({ digest: sha256('one\r\n'), canonicalOctets: 5 });
  });

  const octet = fc.constantFrom('a', 'b', '=', ' ', ' ', '\t', '\r', '\n', '\n', '\r\n', '\r\n', '\xff', '\0');
  it('does what the standard says, for any octets', () => {
    fc.assert(
      fc.property(
        fc.array(octet, { maxLength: 60 }),
        fc.constantFrom('simple' as const, 'relaxed' as const),
        fc.option(fc.nat(40), { nil: null }),
        (pieces, canonicalization, length) => {
          const body = pieces.join('');
          const canonical = canonicalize(body, canonicalization, false);
          expect(hash(body, canonicalization, length)).toEqual({
            digest: sha256(length === null ? canonical : canonical.slice(0, length)),
            canonicalOctets: canonical.length,
          });
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('does so where lines end with CR alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ' ', '\t', '\r'), { maxLength: 40 }),
        fc.constantFrom('simple' as const, 'relaxed' as const),
        (pieces, form) => {
          const body = pieces.join('');
          expect(hash(body, form, null, true).digest).toBe(sha256(canonicalize(body, form, true)));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is right across the pieces of large bodies', () => {
    for (const line of ['plain text\r\n', 'lf only \n', '\t two  spaces\t\r\n', `${'x'.repeat(5_000)}  \r\n`, '\r\n', ' ']) {
      const body = line.repeat(Math.ceil(200_000 / line.length));
      for (const form of ['simple', 'relaxed'] as const) {
        expect(hash(body, form).digest, JSON.stringify(line.slice(0, 20))).toBe(sha256(canonicalize(body, form, false)));
      }
    }
  });

  it.each([
    ['white space', ' '],
    ['tabs', '\t'],
    ['empty lines', '\n'],
    ['spaces before returns', ' \r'],
    ['short faulty lines', 'a \t\n'],
  ])('is linear in a body of %s', (_, unit) => {
    const body = Buffer.from(unit.repeat(2_000_000 / unit.length), 'latin1');
    const started = performance.now();
    hashBody(body, { canonicalization: 'relaxed', hash: 'sha256', length: null }, false);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

/** For each octet of the canonical form, the offset behind the bytes that it stands for. The last line end stands for all that is left. */
function originsOf(body: string, canonicalization: Canonicalization): number[] {
  const origins: number[] = [];
  let lineStart = 0;
  for (const line of body.split(/(?<=\n)/)) {
    const ending = /\r?\n$/.exec(line)?.[0] ?? '';
    const content = line.slice(0, line.length - ending.length);
    const kept = canonicalization === 'relaxed' ? content.replace(/[ \t]+$/, '') : content;
    let position = lineStart;
    for (const piece of kept.match(canonicalization === 'relaxed' ? /[ \t]+|[^ \t]/g : /[\s\S]/g) ?? []) {
      position += piece.length;
      origins.push(position);
    }
    lineStart += line.length;
    origins.push(ending === '\r\n' ? lineStart - 1 : lineStart, lineStart);
  }
  const { length } = canonicalize(body, canonicalization, false);
  return origins.slice(0, length).map((origin, index) => (index >= length - 2 ? body.length : origin));
}

describe('findSignedEnd', () => {
  const find = (body: string, form: Canonicalization, length: number) => findSignedEnd(Buffer.from(body, 'latin1'), form, length, false);

  it('finds the first octet that l= does not cover', () => {
    expect(find('one\r\ntwo\r\n', 'simple', 5)).toBe(5);
    expect(find('one\ntwo\n', 'simple', 5)).toBe(4);
    expect(find('a \t b\r\nfooter\r\n', 'relaxed', 2)).toBe(4);
    expect(find('a  \r\nfooter\r\n', 'relaxed', 3)).toBe(5);
    expect(find('one\r\n', 'simple', 0)).toBe(0);
    expect(find('one\r\n', 'simple', 1_000)).toBe(5);
    expect(findSignedEnd(Buffer.from('one\rtwo\r'), 'simple', 5, true)).toBe(4);
  });

  it('does so for any octets', () => {
    const octet = fc.constantFrom('a', '=', ' ', '\t', '\n', '\r\n', '\r\n');
    fc.assert(
      fc.property(fc.array(octet, { maxLength: 40 }), fc.constantFrom('simple' as const, 'relaxed' as const), (pieces, form) => {
        const body = pieces.join('');
        const origins = originsOf(body, form);
        expect(origins.map((_, index) => find(body, form, index + 1))).toEqual(origins);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('excerptBody', () => {
  const excerpt = (body: string, canonicalization: Canonicalization, from: number, to: number, bareReturnEndsLine = false): string =>
    excerptBody(Buffer.from(body, 'latin1'), canonicalization, from, to, bareReturnEndsLine).toString('latin1');

  it('gives the octets that are hashed, as far as they go', () => {
    expect(excerpt(' C \r\nD \t E\r\n\r\n', 'relaxed', 0, 100)).toBe(' C\r\nD E\r\n');
    expect(excerpt('a\nb\n\n', 'simple', 2, 5)).toBe('\nb\r');
    expect([excerpt('', 'relaxed', 0, 9), excerpt('', 'simple', 0, 9), excerpt('ab', 'simple', 9, 20)]).toEqual(['', '\r\n', '']);
  });

  it('is the same part of the canonical body, whatever is cut out of it', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab \t\r\n'), maxLength: 60 });
    const end = fc.nat({ max: 70 });
    fc.assert(
      fc.property(text, end, end, fc.constantFrom('simple' as const, 'relaxed' as const), fc.boolean(), (body, one, other, form, isCr) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const usable = isCr ? body.replaceAll('\n', 'n') : body;
        expect(excerpt(usable, form, from, to, isCr)).toBe(canonicalize(usable, form, isCr).slice(from, to));
      }),
    );
  });
});
