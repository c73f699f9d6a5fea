/** What the signatures of one message cover: canonical header fields and body hashes, each made once however many signatures ask. */
import { Buffer } from 'node:buffer';
import type { Span } from '../../facts/evidence.ts';
import type { HeaderField, Message } from '../../facts/message.ts';
import { type Mailauth, openMailauth } from '../mailauth.ts';
import { type BodyHash, type BodyVariant, excerptBody, findSignedEnd, hashBody } from './body.ts';
import type { Canonicalization } from './signature.ts';

/** Different `l=` values each cost a pass over the body; real messages have one or two. */
const largestVariantCount = 16;

/** A name of `h=` with the field that it selects, or null: then it signs that there is none. */
export interface SelectedName {
  readonly name: string;
  readonly field: HeaderField | null;
}

export interface SelectedFields {
  /** Every name of `h=` in its order. */
  readonly sequence: readonly SelectedName[];
  /** The header fields of `h=` in its order (RFC 6376 section 5.4.2), without the signature itself. */
  readonly fields: readonly HeaderField[];
  readonly unsignedDuplicates: readonly string[];
  readonly overSigned: readonly string[];
}

export interface SignedContent {
  /** Picks the fields that `h=` names, the lowest first where a name repeats. `signature` is left out: it was not there when it was made. */
  select(names: readonly string[], signature: HeaderField): SelectedFields;
  /** A field as it is hashed, with CRLF (RFC 6376 sections 3.4.1 and 3.4.2). */
  canonical(field: HeaderField, canonicalization: Canonicalization): Buffer;
  /** A signature field as it is hashed for itself (RFC 6376 section 3.7). */
  blanked(field: HeaderField, canonicalization: Canonicalization): Buffer;
  /** Null where the message asks for more different hashes than any honest one does. */
  bodyHash(variant: BodyVariant): BodyHash | null;
  /** The bytes of the evidence behind the first `length` octets of the canonical body (`l=`), to the end of the body. */
  unsignedSpan(canonicalization: Canonicalization, length: number): Span;
  /** Octets `from` up to, not including, `to` of the canonical body, as far as it goes. */
  bodyExcerpt(canonicalization: Canonicalization, from: number, to: number): Buffer;
}

const opened = new WeakMap<Message, Promise<SignedContent>>();

/** The content of a message, shared by all checks of it. */
export function openSignedContent(message: Message): Promise<SignedContent> {
  let content = opened.get(message);
  if (content === undefined) {
    content = openMailauth().then((mailauth) => prepare(message, mailauth));
    opened.set(message, content);
  }
  return content;
}

function prepare(message: Message, mailauth: Mailauth): SignedContent {
  const bareReturnEndsLine = message.lineEnd === 'cr';
  const fieldsByName = groupByName(message.headers);
  const simple = new Map<HeaderField, Buffer>();
  const relaxed = new Map<HeaderField, Buffer>();
  const bodies = new Map<string, BodyHash>();
  const wire = (field: HeaderField) => toWireForm(field, bareReturnEndsLine);
  return {
    select(names, signature) {
      return selectFields(fieldsByName, names, signature);
    },
    canonical(field, canonicalization) {
      return canonicalization === 'simple'
        ? remember(simple, field, () => Buffer.concat([wire(field), Buffer.from('\r\n')]))
        : remember(relaxed, field, () => mailauth.relaxField(wire(field)));
    },
    blanked(field, canonicalization) {
      return mailauth.blankSignature(wire(field), canonicalization);
    },
    bodyHash(variant) {
      const key = `${variant.canonicalization} ${variant.hash} ${variant.length}`;
      if (!bodies.has(key) && bodies.size >= largestVariantCount) {
        return null;
      }
      return remember(bodies, key, () =>
        hashBody(message.bytes.subarray(message.body.start, message.body.end), variant, bareReturnEndsLine),
      );
    },
    unsignedSpan(canonicalization, length) {
      const { start, end } = message.body;
      return { start: start + findSignedEnd(message.bytes.subarray(start, end), canonicalization, length, bareReturnEndsLine), end };
    },
    bodyExcerpt(canonicalization, from, to) {
      return excerptBody(message.bytes.subarray(message.body.start, message.body.end), canonicalization, from, to, bareReturnEndsLine);
    },
  };
}

function groupByName(fields: readonly HeaderField[]): ReadonlyMap<string, readonly HeaderField[]> {
  const groups = new Map<string, HeaderField[]>();
  for (const field of fields) {
    const group = groups.get(field.key);
    if (group === undefined) {
      groups.set(field.key, [field]);
    } else {
      group.push(field);
    }
  }
  return groups;
}

function selectFields(
  fieldsByName: ReadonlyMap<string, readonly HeaderField[]>,
  names: readonly string[],
  signature: HeaderField,
): SelectedFields {
  const sequence: SelectedName[] = [];
  const fields: HeaderField[] = [];
  const taken = new Map<string, number>();
  const overSigned = new Set<string>();
  for (const name of names) {
    const all = fieldsByName.get(name) ?? [];
    // From the bottom up, so that what is added on top later changes nothing (RFC 6376 section 5.4.2).
    let next = taken.get(name) ?? all.length - 1;
    if (all[next]?.index === signature.index) {
      next -= 1;
    }
    const field = next < 0 ? undefined : all[next];
    sequence.push({ name, field: field ?? null });
    if (field === undefined) {
      // A name without a field signs its absence (RFC 6376 section 5.4).
      overSigned.add(name);
    } else {
      fields.push(field);
    }
    taken.set(name, next - 1);
  }
  const unsignedDuplicates = [...taken]
    .filter(([name, next]) => hasMore(fieldsByName.get(name) ?? [], next, signature))
    .map(([name]) => name);
  return { sequence, fields, unsignedDuplicates, overSigned: [...overSigned] };
}

function hasMore(all: readonly HeaderField[], next: number, signature: HeaderField): boolean {
  return next > 0 || (next === 0 && all[0]?.index !== signature.index);
}

/** The field as SMTP carried it: CRLF at the folds, no final line end. */
function toWireForm(field: HeaderField, bareReturnEndsLine: boolean): Buffer {
  const { raw } = field;
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const text = bytes.toString('latin1');
  const lines = bareReturnEndsLine
    ? text.replace(/\r$/, '').replaceAll('\r', '\r\n')
    : text.replace(/\r?\n$/, '').replace(/\r?\n/g, '\r\n');
  return Buffer.from(lines, 'latin1');
}

function remember<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  let value = memory.get(key);
  if (value === undefined) {
    value = make();
    memory.set(key, value);
  }
  return value;
}
