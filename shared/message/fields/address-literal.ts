/** Reads an IP address as trace fields print it: as `names/ip-network.ts` does, and with a port behind it. */
import { parseIp } from '../../names/ip-network.ts';

/** Longer text is no address: 8 groups, a zone, brackets, tag and port. */
const longestLiteral = 80;
/** Most words of a trace field are none; the first character tells: a digit, a hexadecimal letter, `[`, `:` or the `I` of `IPv6:`. */
const possibleStart = /^[0-9a-fi:[]/i;
const withPort = /^(\[[^[\]]*\]|\d[\d.]*):\d{1,5}$/;

/**
 * Takes text such as `192.0.2.7`, `[192.0.2.7]`, `[192.0.2.7]:25`, `IPv6:2001:db8::1`, `[fe80::1%14]`, `::ffff:192.0.2.7`.
 * Gives the address in its short form (RFC 5952), IPv4-mapped ones as IPv4 (RFC 7208 section 5), without zone and port; null for all else.
 */
export function parseAddressLiteral(text: string): string | null {
  if (text.length > longestLiteral || text.length < 2 || !possibleStart.test(text)) return null;
  const plain = parseIp(text);
  if (plain !== null) return plain.text;
  const address = withPort.exec(text)?.[1];
  return address === undefined ? null : (parseIp(address)?.text ?? null);
}

/** True for an address in brackets, as a HELO name may be (RFC 5321 section 4.1.3). */
export function isBracketedLiteral(text: string): boolean {
  return text.startsWith('[') && parseAddressLiteral(text) !== null;
}
