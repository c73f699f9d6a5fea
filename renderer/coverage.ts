/** Which header fields a signature covers, in the order in which they are hashed, and each as it is hashed. */
import type { Detail, SourceField } from '../shared/facts/detail.ts';
import type { Place } from '../shared/facts/evidence.ts';

export interface Signature {
  /** Header index of the signature itself. */
  readonly header: number | null;
  readonly signedHeaders: readonly string[];
  /** `header/body`; null where it is not known: fields are then shown as they were written. */
  readonly canonicalization: string | null;
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
  const covered = signature.signedHeaders.map((name, index) => {
    const field = waiting.get(name.toLowerCase())?.pop() ?? null;
    return { position: index + 1, name: field?.name ?? name, field, text: field === null ? '' : written(field.text) };
  });
  const own = signature.header === null ? undefined : source[signature.header];
  if (own === undefined) return covered;
  return [...covered, { position: covered.length + 1, name: own.name, field: own, text: written(withoutSignature(own.text)) }];
}

/** The bytes of the covered fields, names included, in hash order. */
export function coveredPlaces(detail: Detail, signature: Signature): readonly Place[] {
  return coveredFields(detail.source, signature).flatMap(({ field }) =>
    field === null ? [] : [{ header: field.index, start: field.span.start, end: field.valueSpan.end }],
  );
}

/** The signature of a DKIM check. */
export function signatureOfCheck(detail: Detail, index: number): Signature | null {
  return detail.dkim[index] ?? null;
}

/** The message signature of an ARC set. The facts do not say how it was canonicalised. */
export function signatureOfSet(detail: Detail, index: number): Signature | null {
  const set = detail.arc.sets[index];
  return set === undefined ? null : { header: set.signatureHeader, signedHeaders: set.signedHeaders, canonicalization: null };
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
