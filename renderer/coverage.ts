/** Which header fields a signature covers, in the order in which they are hashed, and each as it is hashed. */
import type { Detail, SourceField } from '../shared/facts/detail.ts';
import type { Place, Span } from '../shared/facts/evidence.ts';

export interface Signature {
  /** Header index of the signature itself. */
  readonly header: number | null;
  readonly signedHeaders: readonly string[];
  /** `header/body`; null where it is not known: fields are then shown as they were written. */
  readonly canonicalization: string | null;
  /** A seal names no fields: these header indices are what it covers, in hash order. */
  readonly sealed?: readonly number[];
  /** The octets behind `l=`, as bytes of the evidence. A seal has no body at all. */
  readonly unsignedSpan?: Span | null;
}

export interface CoveredField {
  /** Position in the hash, from 1. */
  readonly position: number;
  readonly name: string;
  /** Null: `h=` names a field that is not there, which signs that none is added (RFC 6376 section 5.4). */
  readonly field: SourceField | null;
  /** The field as it is hashed, without its line end; empty where there is none. */
  readonly text: string;
}

/** The fields of `h=`, the lowest first where a name repeats (RFC 6376 section 5.4.2), and last the signature with an empty `b=` (section 3.7). */
export function coveredFields(source: readonly SourceField[], signature: Signature): readonly CoveredField[] {
  const waiting = new Map<string, SourceField[]>();
  for (const field of source) {
    if (field.index === signature.header) continue;
    const key = field.name.toLowerCase();
    const fields = waiting.get(key);
    if (fields === undefined) waiting.set(key, [field]);
    else fields.push(field);
  }
  const isRelaxed = signature.canonicalization?.startsWith('relaxed/') ?? false;
  const written = (text: string): string => (isRelaxed ? relax(text) : text.replace(/\r?\n$|\r$/, ''));
  const select = (name: string): SourceField | null => waiting.get(name.toLowerCase())?.pop() ?? null;
  const selected =
    signature.sealed?.map((header) => [source[header]?.name ?? '', source[header] ?? null] as const) ??
    signature.signedHeaders.map((name) => [name, select(name)] as const);
  const covered = selected.map(([name, field], index) => {
    return { position: index + 1, name: field?.name ?? name, field, text: field === null ? '' : written(field.text) };
  });
  const own = signature.header === null ? undefined : source[signature.header];
  if (own === undefined) return covered;
  return [...covered, { position: covered.length + 1, name: own.name, field: own, text: written(withoutSignature(own.text)) }];
}

/** The bytes of the covered fields, names included, in hash order, and last the signed part of the body. */
export function coveredPlaces(detail: Detail, signature: Signature): readonly Place[] {
  const fields = coveredFields(detail.source, signature).flatMap(({ field }) =>
    field === null ? [] : [{ header: field.index, start: field.span.start, end: field.valueSpan.end }],
  );
  const body = signedBody(detail, signature);
  return body === null ? fields : [...fields, { header: bodyHeader(detail), ...body }];
}

/** The body stands behind all header fields, and so does its number where a place needs one. */
export function bodyHeader(detail: Detail): number {
  return detail.source.length;
}

/** The bytes of the body that a signature covers; null for a seal. */
export function signedBody({ bodySpan }: Detail, { sealed, unsignedSpan }: Signature): Span | null {
  return sealed === undefined ? { start: bodySpan.start, end: unsignedSpan?.start ?? bodySpan.end } : null;
}

/** The signature of a DKIM check. */
export function signatureOfCheck(detail: Detail, index: number): Signature | null {
  return detail.dkim[index] ?? null;
}

/** The message signature of an ARC set. */
export function signatureOfSet(detail: Detail, index: number): Signature | null {
  const set = detail.arc.sets[index];
  if (set === undefined) return null;
  const { signatureHeader: header, signedHeaders, canonicalization, unsignedSpan } = set;
  return { header, signedHeaders, canonicalization, unsignedSpan };
}

/**
 * The seal of an ARC set: over all sets up to its own in relaxed form, or over its own alone where it says cv=fail (RFC 8617 sections 5.1.1
 * and 5.1.2). Null where the set has none or a field that it covers is not there.
 */
export function signatureOfSeal(detail: Detail, index: number): Signature | null {
  const set = detail.arc.sets[index];
  if (set === undefined || set.sealHeader === null) return null;
  const scope = set.chainValidation === 'fail' ? [set] : detail.arc.sets.slice(0, index + 1);
  const headers = scope.flatMap((each) => [each.resultsHeader, each.signatureHeader, each.sealHeader]);
  const sealed = headers.filter((header) => header !== null);
  if (sealed.length < headers.length) return null;
  return { header: set.sealHeader, signedHeaders: [], canonicalization: 'relaxed/relaxed', sealed: sealed.slice(0, -1) };
}

/** RFC 6376 section 3.4.2. */
function relax(text: string): string {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon).trimEnd().toLowerCase();
  const value = text
    .slice(colon + 1)
    .replace(/[\r\n]+/g, '')
    .split(/[ \t]+/)
    .filter(Boolean)
    .join(' ');
  return `${name}:${value}`;
}

/** RFC 6376 section 3.7: the value of `b=` counts as empty, and everything else stays. */
function withoutSignature(text: string): string {
  const colon = text.indexOf(':') + 1;
  const tags = text.slice(colon).split(';');
  return text.slice(0, colon) + tags.map((tag) => (/^\s*b\s*=/.test(tag) ? tag.slice(0, tag.indexOf('=') + 1) : tag)).join(';');
}
