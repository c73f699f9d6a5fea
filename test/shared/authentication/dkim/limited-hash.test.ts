import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LimitedHash } from '../../../../shared/authentication/dkim/limited-hash.ts';

describe('LimitedHash', () => {
  it('hashes the octets within the limit and counts all, in pieces of any size', () => {
    const piece = fc.tuple(fc.constantFrom(0, 1, 2, 31, 32, 33, 4_096, 4_097, 65_535, 65_537), fc.nat(255));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.option(fc.nat(200_000), { nil: null }), (pieces, limit) => {
        const buffers = pieces.map(([length, byte]) => Buffer.alloc(length, byte));
        const sink = new LimitedHash(createHash('sha256'), limit);
        for (const buffer of buffers) sink.write(buffer);
        const whole = Buffer.concat(buffers);
        expect(sink.octets).toBe(whole.length);
        expect(
          sink.digest().equals(
            createHash('sha256')
              .update(whole.subarray(0, limit ?? whole.length))
              .digest(),
          ),
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
