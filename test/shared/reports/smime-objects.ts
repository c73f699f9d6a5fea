/** Builds CMS objects (RFC 5652) for tests, in definite and indefinite form, without any signature in them. */

export type Form = 'definite' | 'indefinite';

/** One element; of the indefinite form (X.690 section 8.1.3.6) where it is constructed. */
export function element(tag: number, content: Uint8Array, form: Form = 'definite'): Uint8Array {
  if (form === 'indefinite' && (tag & 0x20) !== 0) return Buffer.concat([Uint8Array.of(tag, 0x80), content, Uint8Array.of(0, 0)]);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Uint8Array.of(tag, length), content]);
  const octets = [24, 16, 8, 0].map((shift) => (length >>> shift) & 0xff);
  while (octets[0] === 0) octets.shift();
  return Buffer.concat([Uint8Array.of(tag, 0x80 | octets.length, ...octets), content]);
}

const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);
const identifier = (last: number): Uint8Array => element(0x06, Buffer.from(`2a864886f70d0107${last.toString(16).padStart(2, '0')}`, 'hex'));

/** ContentInfo with SignedData around the content, which is cut into strings of 1,000 octets in the indefinite form. */
export function signedData(content: Uint8Array, form: Form = 'definite'): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < content.length; start += 1_000) pieces.push(element(0x04, content.subarray(start, start + 1_000)));
  const text = form === 'definite' ? element(0x04, content) : element(0x24, join(...pieces), form);
  const encapsulated = element(0x30, join(identifier(1), element(0xa0, text, form)), form);
  const sha256 = element(0x30, element(0x06, Buffer.from('608648016503040201', 'hex')), form);
  const signed = element(
    0x30,
    join(element(0x02, Uint8Array.of(1)), element(0x31, sha256, form), encapsulated, element(0x31, new Uint8Array())),
    form,
  );
  return element(0x30, join(identifier(2), element(0xa0, signed, form)), form);
}

/** ContentInfo with something that is no SignedData: 3 is enveloped data. */
export function otherData(type: number): Uint8Array {
  return element(0x30, join(identifier(type), element(0xa0, element(0x30, new Uint8Array()))));
}
