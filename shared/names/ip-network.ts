/** IP addresses and networks as plain numbers: parsed once, compared fast, printed in one canonical way. */

/** Four octets are one 32-bit word, an IPv6 address four. `text` is canonical: dotted decimal, or RFC 5952 section 4. */
export interface IpAddress {
  readonly version: 4 | 6;
  readonly words: readonly number[];
  readonly text: string;
}

/** Host bits are zero. `text` is `address/prefix`. */
export interface IpNetwork {
  readonly version: 4 | 6;
  readonly words: readonly number[];
  readonly prefix: number;
  readonly text: string;
}

/**
 * Reads an address as mail headers write it: dotted decimal, RFC 4291 text, `IPv6:` tagged (RFC 5321 section 4.1.3), in square brackets, with a zone id.
 * An IPv4-mapped IPv6 address is the IPv4 address it stands for (RFC 7208 section 5). Gives null for anything else.
 */
export function parseIp(text: string): IpAddress | null {
  const plain = parseIpv4(text);
  if (plain !== null || text.length > 80) return plain;
  let literal = text.trim();
  if (literal.startsWith('[') && literal.endsWith(']')) literal = literal.slice(1, -1).trim();
  if (/^ipv6:/i.test(literal)) literal = literal.slice(5);
  const zone = literal.indexOf('%');
  const six = parseIpv6(zone < 0 ? literal : literal.slice(0, zone));
  return six === null ? parseIpv4(literal) : unmapIpv4(six);
}

/** Reads dotted decimal: four numbers, 0 to 255, no leading zeros (RFC 7208 section 5.6). */
export function parseIpv4(text: string): IpAddress | null {
  const word = readDottedDecimal(text);
  return word === null ? null : { version: 4, words: [word], text };
}

/** Whether `parseIpv4` reads it, which there is only one way to write. Makes nothing. */
export function isIpv4(text: string): boolean {
  return readDottedDecimal(text) !== null;
}

/** Reads RFC 4291 section 2.2 text. An IPv4-mapped address stays IPv6: for networks, where `::ffff:0:0/96` is no IPv4 network. */
export function parseIpv6(text: string): IpAddress | null {
  const words = readIpv6Words(text);
  return words === null ? null : { version: 6, words, text: formatIpv6(words) };
}

/** Reads `address/prefix`; a bare address is a network of one. Host bits are dropped. */
export function parseNetwork(text: string): IpNetwork | null {
  const slash = text.indexOf('/');
  const literal = slash < 0 ? text : text.slice(0, slash);
  const address = parseIpv4(literal) ?? parseIpv6(literal);
  if (address === null) return null;
  const widest = address.version === 4 ? 32 : 128;
  if (slash < 0) return networkOf(address, widest);
  const digits = text.slice(slash + 1);
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= widest ? networkOf(address, Number(digits)) : null;
}

/** The network of `prefix` bits that an address lies in. `prefix` is within 0 to 32, or 0 to 128. */
export function networkOf(address: IpAddress, prefix: number): IpNetwork {
  const words = address.words.map((word, index) => {
    const bits = Math.min(32, Math.max(0, prefix - index * 32));
    return bits === 0 ? 0 : (word & (-1 << (32 - bits))) >>> 0;
  });
  const text = address.version === 4 ? formatIpv4(words[0] ?? 0) : formatIpv6(words);
  return { version: address.version, words, prefix, text: `${text}/${prefix}` };
}

/** Whether the address lies in the network. Different versions never match (RFC 7208 section 5). */
export function contains(network: IpNetwork, address: IpAddress): boolean {
  return network.version === address.version && shareBits(network.words, address.words, network.prefix);
}

/** Whether two addresses agree in their first `prefix` bits. Different versions never do. */
export function isWithin(
  address: Pick<IpAddress, 'version' | 'words'>,
  other: Pick<IpAddress, 'version' | 'words'>,
  prefix: number,
): boolean {
  return address.version === other.version && shareBits(address.words, other.words, prefix);
}

/** Whether two texts name the same address, however they write it. What is no address equals nothing. */
export function sameAddress(one: string | null, other: string | null): boolean {
  const first = one === null ? null : parseIp(one);
  const second = other === null ? null : parseIp(other);
  return first !== null && second !== null && first.text === second.text;
}

/** Whether a text names an address that can be the client of a connection over the Internet. */
export function isPublicAddress(text: string | null): boolean {
  const address = text === null ? null : parseIp(text);
  return address !== null && scopeOf(address) === 'public';
}

/** The name that holds the PTR record of an address (RFC 1035 section 3.5, RFC 3596 section 2.5). */
export function reverseName(address: IpAddress): string {
  return address.version === 4 ? `${reversedOctets(address)}.in-addr.arpa` : `${nibbles(address).reverse().join('.')}.ip6.arpa`;
}

/** The 32 hexadecimal digits of an IPv6 address, lower case, most significant first. */
export function nibbles(address: IpAddress): string[] {
  return address.words.flatMap((word) => [...word.toString(16).padStart(8, '0')]);
}

function reversedOctets(address: IpAddress): string {
  return address.text.split('.').reverse().join('.');
}

/** The IPv4 address that an IPv4-mapped one (`::ffff:0:0/96`) stands for; every other as it is. */
export function unmapIpv4(address: IpAddress): IpAddress {
  const [first, second, third, last = 0] = address.words;
  return first === 0 && second === 0 && third === 0xffff ? { version: 4, words: [last], text: formatIpv4(last) } : address;
}

function shareBits(one: readonly number[], other: readonly number[], prefix: number): boolean {
  let left = prefix;
  for (let index = 0; left > 0; index++, left -= 32) {
    const difference = (one[index] ?? 0) ^ (other[index] ?? 0);
    if (left >= 32 ? difference !== 0 : difference >>> (32 - left) !== 0) return false;
  }
  return true;
}

function readDottedDecimal(text: string): number | null {
  if (text.length < 7 || text.length > 15) return null;
  let word = 0;
  let octet = -1;
  let leadingZero = false;
  let octets = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x2e) {
      if (octet < 0 || octets === 3) return null;
      word = word * 256 + octet;
      octets++;
      octet = -1;
      leadingZero = false;
    } else if (code >= 0x30 && code <= 0x39) {
      if (leadingZero) return null;
      if (octet < 0) {
        octet = code - 0x30;
        leadingZero = octet === 0;
      } else {
        octet = octet * 10 + code - 0x30;
        if (octet > 255) return null;
      }
    } else {
      return null;
    }
  }
  return octets === 3 && octet >= 0 ? word * 256 + octet : null;
}

function readIpv6Words(text: string): number[] | null {
  if (text.length < 2 || text.length > 45 || !text.includes(':')) return null;
  const gap = text.indexOf('::');
  if (gap >= 0 && text.indexOf('::', gap + 1) >= 0) return null;
  const head = readGroups(gap < 0 ? text : text.slice(0, gap), gap < 0);
  const tail = gap < 0 ? [] : readGroups(text.slice(gap + 2), true);
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  // RFC 4291 section 2.2: `::` stands for one or more groups of zeros.
  if (gap < 0 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array<number>(gap < 0 ? 0 : missing).fill(0), ...tail];
  return [0, 2, 4, 6].map((index) => (groups[index] ?? 0) * 0x10000 + (groups[index + 1] ?? 0));
}

function readGroups(text: string, mayEndInIpv4: boolean): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const word = mayEndInIpv4 && index === parts.length - 1 ? readDottedDecimal(part) : null;
    if (word === null) return null;
    groups.push(word >>> 16, word & 0xffff);
  }
  return groups;
}

function formatIpv4(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
}

/** RFC 5952 section 4: lower case, no leading zeros, the first longest run of two or more zero groups becomes `::`. */
function formatIpv6(words: readonly number[]): string {
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  // RFC 5952 section 5: the well-known prefix shows its IPv4 address.
  if (words[0] === 0 && words[1] === 0 && words[2] === 0xffff) return `::ffff:${formatIpv4(words[3] ?? 0)}`;
  let start = -1;
  let length = 1;
  for (let index = 0; index < 8; index++) {
    let end = index;
    while (end < 8 && groups[end] === 0) end++;
    if (end - index > length) {
      start = index;
      length = end - index;
    }
    if (end > index) index = end;
  }
  const print = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  return start < 0 ? print(groups) : `${print(groups.slice(0, start))}::${print(groups.slice(start + length))}`;
}

export type IpScope = 'public' | 'private' | 'shared-address-space' | 'loopback' | 'link-local' | 'unspecified' | 'multicast' | 'reserved';

/** IANA special-purpose registries (RFC 6890). First match wins; what is in no row is public, for IPv6 only within 2000::/3. */
const special: readonly (readonly [IpNetwork, IpScope])[] = [
  ['0.0.0.0/32', 'unspecified'],
  ['0.0.0.0/8', 'reserved'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared-address-space'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'reserved'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'private'],
  ['fc00::/7', 'private'],
  ['ff00::/8', 'multicast'],
  // NAT64 (RFC 6052) carries public IPv4 addresses.
  ['64:ff9b::/96', 'public'],
  ['2000::/3', 'public'],
  ['::/0', 'reserved'],
].flatMap(([text, scope]) => {
  const network = parseNetwork(text ?? '');
  return network === null ? [] : [[network, scope as IpScope] as const];
});

/**
 * RFC 1918 and ULA (RFC 4193) are private, RFC 6598 is the shared address space of carriers.
 * The documentation ranges (RFC 5737, RFC 3849) count as public: they stand for public addresses wherever they are used.
 */
export function scopeOf(address: IpAddress): IpScope {
  for (const [network, scope] of special) {
    if (contains(network, address)) return scope;
  }
  return 'public';
}
