/** Reads and changes the header of a message as the systems on the way do: whole fields, in their order. */
import { Buffer } from 'node:buffer';

export interface SplitMessage {
  /** Raw fields with their folding, without the last line end. */
  readonly fields: readonly string[];
  readonly body: Uint8Array;
}

/** Takes a message with CRLF line ends; gives its fields from top to bottom and its body. */
export function splitMessage(message: Uint8Array): SplitMessage {
  const buffer = Buffer.from(message);
  const end = buffer.indexOf('\r\n\r\n');
  const header = buffer.subarray(0, end).toString('utf8');
  return { fields: header.split(/\r\n(?![ \t])/), body: buffer.subarray(end + 4) };
}

export function joinMessage({ fields, body }: SplitMessage): Uint8Array {
  return Buffer.concat([Buffer.from(`${fields.join('\r\n')}\r\n\r\n`, 'utf8'), body]);
}

export function nameOf(field: string): string {
  return field.slice(0, field.indexOf(':')).toLowerCase();
}

/** The value of the first field of that name, unfolded; null where there is none. */
export function fieldValue(message: Uint8Array, name: string): string | null {
  const field = splitMessage(message).fields.find((candidate) => nameOf(candidate) === name.toLowerCase());
  return field === undefined
    ? null
    : field
        .slice(field.indexOf(':') + 1)
        .replace(/\r\n(?=[ \t])/g, '')
        .trim();
}

/** Changes every field: null removes it, another text replaces it. */
export function mapFields(message: Uint8Array, change: (field: string, name: string) => string | null): Uint8Array {
  const { fields, body } = splitMessage(message);
  const kept = fields.map((field) => change(field, nameOf(field))).filter((field) => field !== null);
  return joinMessage({ fields: kept, body });
}
