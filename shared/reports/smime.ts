/**
 * Takes the content out of an opaque S/MIME object (RFC 8551 section 3.5.2): CMS SignedData (RFC 5652 section 5), BER as mail programs write it.
 * The signature is not checked: a report is believed no more for it. A reader of one path, not of ASN.1: nothing else of the object is looked at.
 */

export type SmimeContent =
  | { readonly kind: 'content'; readonly bytes: Uint8Array }
  /** Enveloped, authenticated or compressed data: the content cannot be had without a key, or is no plain text. */
  | { readonly kind: 'sealed' }
  | { readonly kind: 'damaged' };

const signedData = '2a864886f70d010702';
const sealedData = /^2a864886f70d0107(?:03|04|06)$|^2a864886f70d01091001(?:09|17)$/;

const sequence = 0x30;
const objectIdentifier = 0x06;
const octetString = 0x04;
const constructedOctetString = 0x24;
const explicitZero = 0xa0;

/** Strings in parts within parts: writers use one level. */
const deepest = 8;

interface Element {
  readonly tag: number;
  readonly start: number;
  /** Where the content ends; of the indefinite length (X.690 section 8.1.3.6) where what holds it ends, so that its own end is met while reading. */
  readonly end: number;
  readonly isIndefinite: boolean;
}

/** Gives the bytes that were signed: a MIME entity, as a rule. Linear in the size; never throws. */
export function readSmimeContent(bytes: Uint8Array): SmimeContent {
  const info = elementAt(bytes, 0, bytes.length);
  const type = info?.tag === sequence ? elementAt(bytes, info.start, info.end) : null;
  if (info === null || type?.tag !== objectIdentifier) return { kind: 'damaged' };
  const name = hexOf(bytes, type);
  if (sealedData.test(name)) return { kind: 'sealed' };
  if (name !== signedData) return { kind: 'damaged' };
  const wrapper = elementAt(bytes, type.end, info.end);
  const signed = wrapper?.tag === explicitZero ? elementAt(bytes, wrapper.start, wrapper.end) : null;
  if (signed?.tag !== sequence) return { kind: 'damaged' };
  // version, digestAlgorithms, encapContentInfo
  const version = elementAt(bytes, signed.start, signed.end);
  const afterVersion = version === null ? null : endOf(bytes, version, 0);
  const algorithms = afterVersion === null ? null : elementAt(bytes, afterVersion, signed.end);
  const afterAlgorithms = algorithms === null ? null : endOf(bytes, algorithms, 0);
  const encapsulated = afterAlgorithms === null ? null : elementAt(bytes, afterAlgorithms, signed.end);
  if (encapsulated?.tag !== sequence) return { kind: 'damaged' };
  const contentType = elementAt(bytes, encapsulated.start, encapsulated.end);
  const content = contentType === null ? null : elementAt(bytes, contentType.end, encapsulated.end);
  const text = content?.tag === explicitZero ? elementAt(bytes, content.start, content.end) : null;
  const pieces: Uint8Array[] = [];
  if (text === null || collect(bytes, text, pieces, 0) === null) return { kind: 'damaged' };
  return { kind: 'content', bytes: new Uint8Array(Buffer.concat(pieces)) };
}

/** X.690 section 8.1: one identifier octet (these types need no more), then the length. Null where it does not fit. */
function elementAt(bytes: Uint8Array, offset: number, limit: number): Element | null {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || offset + 2 > limit || (tag & 0x1f) === 0x1f) return null;
  if (first === 0x80) return (tag & 0x20) === 0 ? null : { tag, start: offset + 2, end: limit, isIndefinite: true };
  if (first < 0x80) return within({ tag, start: offset + 2, end: offset + 2 + first, isIndefinite: false }, limit);
  const octets = first & 0x7f;
  if (octets > 6) return null;
  let length = 0;
  for (let index = 0; index < octets; index += 1) length = length * 256 + (bytes[offset + 2 + index] ?? 0);
  const start = offset + 2 + octets;
  return within({ tag, start, end: start + length, isIndefinite: false }, limit);
}

function within(element: Element, limit: number): Element | null {
  return element.end <= limit ? element : null;
}

/** Behind the element; of an indefinite one, behind its end-of-contents octets. */
function endOf(bytes: Uint8Array, element: Element, depth: number): number | null {
  if (!element.isIndefinite) return element.end;
  return eachWithin(bytes, element, depth, (inner) => endOf(bytes, inner, depth + 1));
}

/** Takes the octets of a string, whole or in parts, and gives where it ends. */
function collect(bytes: Uint8Array, element: Element, pieces: Uint8Array[], depth: number): number | null {
  if (element.tag === octetString) {
    pieces.push(bytes.subarray(element.start, element.end));
    return element.end;
  }
  return element.tag === constructedOctetString
    ? eachWithin(bytes, element, depth, (inner) => collect(bytes, inner, pieces, depth + 1))
    : null;
}

function eachWithin(bytes: Uint8Array, element: Element, depth: number, pass: (inner: Element) => number | null): number | null {
  if (depth > deepest) return null;
  let offset = element.start;
  for (;;) {
    if (!element.isIndefinite && offset === element.end) return offset;
    if (element.isIndefinite && bytes[offset] === 0 && bytes[offset + 1] === 0 && offset + 2 <= element.end) return offset + 2;
    const inner = elementAt(bytes, offset, element.end);
    const next = inner === null ? null : pass(inner);
    if (next === null) return null;
    offset = next;
  }
}

function hexOf(bytes: Uint8Array, { start, end }: Element): string {
  return Buffer.from(bytes.subarray(start, Math.min(end, start + 32))).toString('hex');
}
