/** Header fields for tests of the catalogue, at exact places of a made-up message. */
import type { HeaderField } from '../../../shared/facts/message.ts';

/** A header field at a made-up place; `value` unfolded, `decoded` equal to it. Enough for what the catalogue reads. */
export function headerField(name: string, value: string, index = 0, start = 0): HeaderField {
  const text = `${name}: ${value}\r\n`;
  const raw = new Uint8Array(Buffer.from(text, 'utf8'));
  const unfolded = value.replace(/\r?\n(?=[ \t])/g, '');
  const valueStart = start + Buffer.byteLength(`${name}: `, 'utf8');
  return {
    index,
    name,
    key: name.toLowerCase(),
    span: { start, end: start + raw.length },
    valueSpan: { start: valueStart, end: start + raw.length - 2 },
    raw,
    value: unfolded,
    decoded: unfolded,
  };
}

/** Fields of a header block, one after the other from byte 0. */
export function headerFields(...fields: readonly (readonly [name: string, value: string])[]): HeaderField[] {
  let start = 0;
  return fields.map(([name, value], index) => {
    const field = headerField(name, value, index, start);
    start = field.span.end;
    return field;
  });
}
