/** Which bytes of the evidence went into the hash of a signature, and which lie beside them, for the margin of the source view. */
import type { Detail, SourceField } from '../shared/facts/detail.ts';
import type { Span } from '../shared/facts/evidence.ts';
import { bodyHeader, coveredFields, type Signature, signedBody } from './coverage.ts';

/**
 * - `field`: a hashed header field; `label` is its position in the hash, from 1.
 * - `emptied`: the value of `b=`, which is taken out before the field is hashed (RFC 6376 section 3.7).
 * - `body`: the hashed part of the body.
 * - `unsigned`: what lies behind `l=`.
 */
export interface HashedRange extends Span {
  readonly kind: 'field' | 'emptied' | 'body' | 'unsigned';
  readonly header: number;
  readonly label: string;
}

/** In the order of the evidence, `emptied` behind the field that holds it. */
export function hashedRanges(detail: Detail, signature: Signature): readonly HashedRange[] {
  const fields = coveredFields(detail.source, signature).flatMap(({ field, position }): HashedRange[] => {
    if (field === null) return [];
    const range = {
      start: field.span.start,
      end: field.valueSpan.end,
      kind: 'field',
      header: field.index,
      label: String(position),
    } as const;
    const emptied = field.index === signature.header ? emptiedValue(field) : null;
    return emptied === null ? [range] : [range, { ...emptied, kind: 'emptied', header: field.index, label: '' }];
  });
  const body = signedBody(detail, signature);
  const ofBody: HashedRange[] = body === null ? [] : [{ ...body, kind: 'body', header: bodyHeader(detail), label: 'B' }];
  const { unsignedSpan } = signature;
  if (body !== null && unsignedSpan !== null && unsignedSpan !== undefined) {
    ofBody.push({ ...unsignedSpan, kind: 'unsigned', header: bodyHeader(detail), label: 'l=' });
  }
  return [...fields.toSorted((one, other) => one.start - other.start), ...ofBody].filter((range) => range.start < range.end);
}

/** Signature fields are ASCII; where one is not, characters are no bytes and nothing is marked. */
function emptiedValue({ text, span, valueSpan }: SourceField): Span | null {
  if (text.length !== span.end - span.start) return null;
  const end = valueSpan.end - span.start;
  const value = text.slice(0, end);
  let at = value.indexOf(':') + 1;
  let found: Span | null = null;
  while (at < end) {
    const semicolon = value.indexOf(';', at);
    const next = semicolon < 0 ? end : semicolon;
    const equals = value.indexOf('=', at);
    if (equals >= 0 && equals < next && value.slice(at, equals).trim() === 'b')
      found = { start: span.start + equals + 1, end: span.start + next };
    at = next + 1;
  }
  return found;
}
