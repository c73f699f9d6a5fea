/** Answers in constant time which of many address ranges hold an address, the narrowest first. */
import { contains, type IpAddress, type IpNetwork, isWithin, networkOf, parseIpv4, parseIpv6, unmapIpv4 } from '../names/ip-network.ts';

/**
 * Takes an IPv4 dotted quad or an IPv6 address as text, without brackets and without zone.
 * IPv4-mapped IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. Null for everything else, octal and shortened IPv4 forms included:
 * an address with two readings is no address.
 */
export function parseAddress(text: string): IpAddress | null {
  const plain = parseIpv4(text);
  if (plain !== null || !text.includes(':')) return plain;
  const six = parseIpv6(text);
  return six === null ? null : unmapIpv4(six);
}

/** Takes `address/length`. Null where it is malformed or where bits below the length are set (the range would not be what was written). */
export function parseNetwork(text: string): IpNetwork | null {
  const [start, length, ...rest] = text.split('/');
  if (start === undefined || length === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) return null;
  const address = parseAddress(start);
  if (address === null || Number(length) > (address.version === 4 ? 32 : 128)) return null;
  const network = networkOf(address, Number(length));
  return network.words.every((word, index) => word === address.words[index]) ? network : null;
}

/** True where the two ranges have an address in common. */
export function networksOverlap(one: IpNetwork, other: IpNetwork): boolean {
  return isWithin(one, other, Math.min(one.prefix, other.prefix));
}

/** RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291 and loopback: these addresses are reused inside every network and name nobody. */
const privateNetworks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::/127',
  'fc00::/7',
  'fe80::/10',
].flatMap((text) => parseNetwork(text) ?? []);

/** True for an address that only has a meaning inside one network (RFC 1918, loopback, link-local and the like). */
export function isPrivateAddress(address: IpAddress): boolean {
  for (const network of privateNetworks) if (contains(network, address)) return true;
  return false;
}

/** A lookup structure over ranges: one hash map for each prefix length in use, tried from the longest. */
export interface AddressTable<T> {
  /** Owners of all ranges that hold the address, narrowest range first; owners of the same range in the order they were given. */
  find(address: IpAddress): readonly T[];
}

interface Range<T> {
  readonly network: IpNetwork;
  readonly owners: T[];
}

interface Level<T> {
  readonly prefix: number;
  /** Bits of the first word that the prefix covers. */
  readonly mask: number;
  /** By the first word. What differs behind it lies in one list: operators have few ranges in one /32 of IPv6. */
  readonly ranges: Map<number, Range<T>[]>;
}

export function createAddressTable<T>(ranges: readonly { readonly network: IpNetwork; readonly owner: T }[]): AddressTable<T> {
  const levels = { 4: levelsOf(4, ranges), 6: levelsOf(6, ranges) } as const;
  return {
    find(address) {
      let found: readonly T[] = [];
      const first = address.words[0] ?? 0;
      for (const { mask, ranges: starts } of levels[address.version]) {
        // Bitwise operators give signed numbers; the keys are unsigned, as words are.
        for (const { network, owners } of starts.get((first & mask) >>> 0) ?? []) {
          if (contains(network, address)) found = found.length === 0 ? owners : [...found, ...owners];
        }
      }
      return found;
    },
  };
}

function levelsOf<T>(version: 4 | 6, ranges: readonly { readonly network: IpNetwork; readonly owner: T }[]): readonly Level<T>[] {
  const levels = new Map<number, Level<T>>();
  for (const { network, owner } of ranges) {
    if (network.version !== version) continue;
    const { prefix } = network;
    const level: Level<T> = levels.get(prefix) ?? { prefix, mask: prefix === 0 ? 0 : -1 << Math.max(0, 32 - prefix), ranges: new Map() };
    levels.set(prefix, level);
    const start = network.words[0] ?? 0;
    const same = level.ranges.get(start) ?? [];
    level.ranges.set(start, same);
    const range = same.find((each) => each.network.text === network.text);
    if (range === undefined) same.push({ network, owners: [owner] });
    else range.owners.push(owner);
  }
  return [...levels.values()].sort((one, other) => other.prefix - one.prefix);
}
