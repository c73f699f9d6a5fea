/** What an extractor reads out of one header value, and the small readers that several of them share. */
import type { OperatorStamp } from '../../facts/infrastructure.ts';

/** A tenant's name as an operator wrote it. `quote` is the text it was read from, for the narrowest place. */
export interface Extracted {
  readonly value: string;
  readonly quote: string;
}

export interface ExtractedStamp extends Extracted {
  readonly kind: OperatorStamp['kind'];
}

/** Reads the tenant out of a header value, or null where the value is not of the strict form that the operator writes. */
export type TenantExtractor = (value: string) => Extracted | null;

/** Reads an operator's statements out of a header value; none where it is not of the strict form. */
export type StampExtractor = (value: string) => readonly ExtractedStamp[];

/** The tenant's own part of a default signing domain or selector, or null where this is no such name. Both in lower case. */
export type SigningExtractor = (domain: string, selector: string | null) => string | null;

/** An extractor for values of one shape: the first group is the tenant, the whole match is the quotation. */
export function byPattern(pattern: RegExp): TenantExtractor {
  return (value) => {
    const match = pattern.exec(value);
    const tenant = match?.[1];
    return match === null || tenant === undefined ? null : { value: tenant, quote: match[0].trim() };
  };
}

/** A Return-Path or Sender value without the angle brackets of RFC 5322 section 3.6.7. */
export function bareAddress(value: string): string {
  const trimmed = value.trim();
  return trimmed.startsWith('<') && trimmed.endsWith('>') ? trimmed.slice(1, -1).trim() : trimmed;
}

/** The same extractor over an address that may stand in angle brackets. */
export function inAddress(extractor: TenantExtractor): TenantExtractor {
  return (value) => extractor(bareAddress(value));
}

/** The text of standard base64 (RFC 4648 section 4), white space allowed; null where it is not base64 or not UTF-8. */
export function base64Text(value: string): string | null {
  const compact = value.replace(/\s/g, '');
  if (compact.length === 0 || compact.length > 8192 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return null;
  const bytes = Buffer.from(compact, 'base64');
  const text = bytes.toString('utf8');
  return text.includes('�') ? null : text;
}

/** A JSON value; undefined where the text is none. */
export function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}
