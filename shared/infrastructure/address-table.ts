/** Answers in constant time which of many address ranges hold an address, the narrowest first. */
import ipaddr from 'ipaddr.js';

/** An address or network start as a number, with its family: IPv4 in 32 bits, IPv6 in 128. */
export interface NumericAddress {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export interface Network extends NumericAddress {
  readonly length: number;
}

const dottedQuad = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/**
 * Takes an IPv4 dotted quad or an IPv6 address as text, without brackets and without zone.
 * IPv4-mapped IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. Null for everything else, octal and shortened IPv4 forms included.
 */
export function parseAddress(text: string): NumericAddress | null {
  if (text.length > 45) return null;
  if (dottedQuad.test(text)) {
    const octets = text.split('.');
    // Zero-padded octets are octal to some readers and decimal to others; an address with two readings is no address.
    if (octets.some((octet) => Number(octet) > 255 || (octet.length > 1 && octet.startsWith('0')))) return null;
    return { bits: 32, value: octets.reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n) };
  }
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
  const value = ipaddr.IPv6.parse(text)
    .toByteArray()
    .reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffff_ffffn } : { bits: 128, value };
}

/** Takes `address/length`. Null where it is malformed or where bits below the length are set (the range would not be what was written). */
export function parseNetwork(text: string): Network | null {
  const [start, length, ...rest] = text.split('/');
  if (start === undefined || length === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) return null;
  const address = parseAddress(start);
  if (address === null || Number(length) > address.bits) return null;
  const hostBits = BigInt(address.bits - Number(length));
  if ((address.value >> hostBits) << hostBits !== address.value) return null;
  return { ...address, length: Number(length) };
}

/** True where the two ranges have an address in common. */
export function networksOverlap(one: Network, other: Network): boolean {
  if (one.bits !== other.bits) return false;
  const shift = BigInt(one.bits - Math.min(one.length, other.length));
  return one.value >> shift === other.value >> shift;
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
export function isPrivateAddress(address: NumericAddress): boolean {
  return privateNetworks.some((network) => networksOverlap(network, { ...address, length: address.bits }));
}

/** A lookup structure over ranges: one hash map for each prefix length in use, tried from the longest. */
export interface AddressTable<T> {
  /** Owners of all ranges that hold the address, narrowest range first; owners of the same range in the order they were given. */
  find(address: NumericAddress): readonly T[];
}

export function createAddressTable<T>(ranges: readonly { readonly network: Network; readonly owner: T }[]): AddressTable<T> {
  const byLength = new Map<string, Map<bigint, T[]>>();
  for (const { network, owner } of ranges) {
    const key = `${network.bits}/${network.length}`;
    const starts = byLength.get(key) ?? new Map<bigint, T[]>();
    byLength.set(key, starts);
    const start = network.value >> BigInt(network.bits - network.length);
    const owners = starts.get(start);
    if (owners === undefined) starts.set(start, [owner]);
    else owners.push(owner);
  }
  const levels = [...byLength]
    .map(([key, starts]) => {
      const [bits, length] = key.split('/').map(Number);
      return { bits: bits ?? 0, shift: BigInt((bits ?? 0) - (length ?? 0)), starts };
    })
    .sort((one, other) => (one.shift < other.shift ? -1 : 1));
  return {
    find(address) {
      return levels.flatMap((level) => (level.bits === address.bits ? (level.starts.get(address.value >> level.shift) ?? []) : []));
    },
  };
}
