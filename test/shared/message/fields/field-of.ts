/** Makes header fields for tests the way the product gets them: by scanning a message. */
import { Buffer } from 'node:buffer';
import type { Span } from '../../../../shared/facts/evidence.ts';
import type { HeaderField } from '../../../../shared/facts/message.ts';
import { parseReceived } from '../../../../shared/message/fields/received.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';

/** The field with this text, as the second field of a message, so that no offset is zero by chance. */
export function fieldOf(name: string, body: string): HeaderField {
  return fieldOfBytes(name, Buffer.from(body, 'utf8'));
}

export function fieldOfBytes(name: string, body: Uint8Array): HeaderField {
  const field = messageOf(name, body).headers[1];
  if (field === undefined) throw new Error('The field was not scanned.');
  return field;
}

/** The bytes of the same message, to cut spans from. */
export function textAt(name: string, body: string, span: Span): string {
  return bytesOf(name, Buffer.from(body, 'utf8')).subarray(span.start, span.end).toString('utf8');
}

function messageOf(name: string, body: Uint8Array): ReturnType<typeof scanMessage> {
  return scanMessage(bytesOf(name, body));
}

function bytesOf(name: string, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`Subject: first\r\n${name}: `), body, Buffer.from('\r\n\r\nbody\r\n')]);
}

/** What a Received line says, without what it does not say, so that a test can state the whole of it. */
export function readReceived(body: string): Record<string, unknown> {
  const { place: _, comments: __, from, ...parts } = parseReceived(fieldOf('Received', body));
  return Object.fromEntries(Object.entries({ ...from, ...parts }).filter(([, value]) => value !== null));
}
