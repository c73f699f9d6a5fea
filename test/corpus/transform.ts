/** Changes to real messages that an attacker could make, or that lose evidence: fields pasted, moved, removed. */
import type { Detail, SourceField } from '../../shared/facts/detail.ts';

/** Chooses fields of a message by name, and by their place among all fields. */
export type FieldFilter = (field: SourceField, all: readonly SourceField[]) => boolean;

const stampNames =
  /^(x-ms-exchange-senderadcheck|x-ms-exchange-antispam-relay|x-ms-exchange-authentication-results|authentication-results-original|x-originatororg|x-forefront-antispam-report-untrusted|x-ms-exchange-crosstenant-(id|originalattributedtenantconnectingip))$/i;

/** What the sending service stamped: its ARC set i=1, its own results, its tenant headers. */
export const isStamp: FieldFilter = (field) =>
  stampNames.test(field.name) || (/^arc-/i.test(field.name) && /^\S+\s*i=1;/.test(unfold(field.text)));

/** The topmost Authentication-Results: the receiver's. */
export const isReceiverResults: FieldFilter = (field, all) => field === all.find((other) => /^authentication-results$/i.test(other.name));

function unfold(text: string): string {
  return text.replace(/\r?\n[ \t]+/g, ' ');
}

/** Puts raw fields directly below the trust boundary, where a sender's own fields begin. */
export function pasteFields(bytes: Buffer, before: Detail, fields: readonly Uint8Array[]): Buffer {
  const boundary = before.source[before.analysis.boundary.header];
  const at = boundary?.span.end ?? 0;
  const asWritten = bytes.subarray(0, 2_000).includes('\r\n')
    ? fields
    : fields.map((field) => Buffer.from(Buffer.from(field).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));
  return Buffer.concat([bytes.subarray(0, at), ...asWritten, bytes.subarray(at)]);
}

export function removeFields(bytes: Buffer, before: Detail, selected: FieldFilter): Buffer {
  const kept = before.source
    .filter((field) => !selected(field, before.source))
    .map((field) => bytes.subarray(field.span.start, field.span.end));
  return Buffer.concat([...kept, bytes.subarray(headerEnd(before))]);
}

/** Moves the selected fields behind all others. */
export function moveFields(bytes: Buffer, before: Detail, selected: FieldFilter): Buffer {
  const slice = (field: SourceField): Buffer => bytes.subarray(field.span.start, field.span.end);
  const moved = before.source.filter((field) => selected(field, before.source)).map(slice);
  const kept = before.source.filter((field) => !selected(field, before.source)).map(slice);
  return Buffer.concat([...kept, ...moved, bytes.subarray(headerEnd(before))]);
}

function headerEnd(before: Detail): number {
  return before.source.at(-1)?.span.end ?? 0;
}
