/** Record data of any origin (text, JSON lists, JSON objects) in the one form that `DnsAnswer` promises. */
import { toQueryName } from '../names/domain-name.ts';
import { parseIpv4, parseIpv6 } from '../names/ip-network.ts';
import { tokenize } from './presentation.ts';

/** An owner name in canonical form; the root is the empty string. Null where it is no name. */
export function readOwnerName(name: string): string | null {
  return name === '' || name === '.' ? '' : toQueryName(name);
}

/**
 * Reads one record.
 * `value` is presentation text (`10 mx.example.`), a list (character strings of a TXT, preference and exchange of an MX) or an object (`{ exchange, priority }`).
 * Gives null for what is no record of that type. Types that no check asks for are kept as text.
 */
export function readRecord(type: string, value: unknown): string | null {
  switch (type) {
    case 'TXT':
    case 'SPF':
      return readText(value);
    case 'MX':
      return readExchange(value);
    case 'A':
      return parseIpv4(readScalar(value)?.trim() ?? '')?.text ?? null;
    case 'AAAA':
      return parseIpv6(readScalar(value)?.trim() ?? '')?.text ?? null;
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return typeof value === 'string' ? readTarget(value) : null;
    default:
      return Array.isArray(value) ? joinScalars(value, ' ') : readScalar(value);
  }
}

/** A string, number or truth value as text; null for anything else. JSON may hold objects that no conversion survives. */
export function readScalar(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function joinScalars(values: readonly unknown[], separator: string): string | null {
  const texts = values.map(readScalar);
  return texts.includes(null) ? null : texts.join(separator);
}

/** RFC 7208 section 3.3: the character strings of a record are joined without anything between them. */
function readText(value: unknown): string | null {
  if (Array.isArray(value)) return joinScalars(value, '');
  if (value === null || value === undefined) return '';
  const text = readScalar(value);
  return text !== null && text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? unquote(text) : text;
}

/** Quoted presentation text, as passive DNS services export it; text that only happens to stand in quotes stays as it is. */
function unquote(text: string): string {
  const tokens = tokenize(text);
  return tokens.every((token) => token.quoted) ? tokens.map((token) => token.text).join('') : text;
}

function readExchange(value: unknown): string | null {
  let preference: unknown;
  let exchange: unknown;
  if (Array.isArray(value)) [preference, exchange] = value;
  else if (typeof value === 'object' && value !== null) {
    const fields = value as Readonly<Record<string, unknown>>;
    preference = fields.priority ?? fields.preference;
    exchange = fields.exchange;
  } else [preference, exchange] = (readScalar(value) ?? '').trim().split(/\s+/);
  const digits = readScalar(preference) ?? '';
  const number = Number(digits);
  if (!/^\d{1,5}$/.test(digits) || number > 65_535) return null;
  return typeof exchange === 'string' ? `${number} ${readTarget(exchange)}` : null;
}

/** The root is `.` (RFC 7505: a null MX). What is no name stays as it is: it leads nowhere, but the record exists. */
function readTarget(name: string): string {
  return (readOwnerName(name.trim()) ?? name.trim().toLowerCase()) || '.';
}
