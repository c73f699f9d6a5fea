import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressRange, createAddressSet, everyAddress, overlapOf, rangeOf, sizeOf } from '../../../shared/names/address-set.ts';
import { parseNetwork } from '../../../shared/names/ip-network.ts';

const four = (first: number, last: number): AddressRange => ({ version: 4, first: BigInt(first), last: BigInt(last) });

function rangeOfText(text: string): AddressRange {
  const network = parseNetwork(text);
  if (network === null) throw new Error(`Not a network: ${text}`);
  return rangeOf(network);
}

describe('a range', () => {
  it.each([
    ['192.0.2.0/28', 16n],
    ['192.0.2.7/32', 1n],
    ['0.0.0.0/0', 1n << 32n],
    ['2001:db8::/32', 1n << 96n],
    ['::/0', 1n << 128n],
  ])('of %s holds %d addresses', (text, size) => {
    expect(sizeOf(rangeOfText(text))).toBe(size);
  });

  it('has its network’s first and last address', () => {
    expect(rangeOfText('192.0.2.7/30')).toEqual({ version: 4, first: 0xc0000204n, last: 0xc0000207n });
  });

  it('overlaps another of the same version only', () => {
    expect(overlapOf(four(1, 5), four(4, 9))).toEqual(four(4, 5));
    expect(overlapOf(four(1, 5), four(6, 9))).toBeNull();
    expect(overlapOf(four(1, 5), { ...four(4, 9), version: 6 })).toBeNull();
  });
});

describe('a set of addresses', () => {
  it('gives the parts that were not in it before', () => {
    const set = createAddressSet();
    expect(set.add(four(10, 20))).toEqual([four(10, 20)]);
    expect(set.add(four(30, 40))).toEqual([four(30, 40)]);
    expect(set.add(four(15, 35))).toEqual([four(21, 29)]);
    expect(set.add(four(10, 40))).toEqual([]);
    expect(set.within(four(0, 12))).toEqual([four(10, 12)]);
    expect(set.missing(4)).toEqual([four(0, 9), { version: 4, first: 41n, last: everyAddress[4].last }]);
    expect(set.isFull(4)).toBe(false);
    set.add(everyAddress[4]);
    expect([set.isFull(4), set.isFull(6), set.missing(4)]).toEqual([true, false, []]);
  });

  it('is full when its pieces are, in whatever order they came', () => {
    const set = createAddressSet();
    for (const text of ['128.0.0.0/1', '0.0.0.0/2', '64.0.0.0/2']) set.add(rangeOfText(text));
    expect(set.isFull(4)).toBe(true);
  });

  it('counts each address once, as a plain set does', () => {
    const range = fc.tuple(fc.nat(60), fc.nat(12)).map(([first, size]) => four(first, first + size));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), range, (ranges, probe) => {
        const set = createAddressSet();
        const plain = new Set<bigint>();
        for (const { first, last } of ranges) {
          const fresh: bigint[] = [];
          for (let address = first; address <= last; address++) if (!plain.has(address)) fresh.push(address);
          const gaps = set.add({ version: 4, first, last });
          const listed = gaps.flatMap((gap) => Array.from({ length: Number(sizeOf(gap)) }, (_, index) => gap.first + BigInt(index)));
          expect(listed).toEqual(fresh);
          for (const address of fresh) plain.add(address);
        }
        const inside = set.within(probe).reduce((sum, part) => sum + sizeOf(part), 0n);
        const expected = [...plain].filter((address) => address >= probe.first && address <= probe.last).length;
        expect(inside).toBe(BigInt(expected));
      }),
    );
  });

  it('stays fast with as many ranges as a hostile record can hold', () => {
    const set = createAddressSet();
    const started = performance.now();
    for (let index = 0; index < 20_000; index++) set.add(four(index * 4, index * 4 + 1));
    expect(set.within(everyAddress[4])).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
