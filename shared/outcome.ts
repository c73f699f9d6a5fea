/** Refusals as values, and the guard that keeps switches complete. */

/** Why an input was refused. Closed: a new refusal is added here first. */
export type RefusalCode =
  | 'not-found'
  | 'not-readable'
  | 'not-a-message'
  | 'empty'
  | 'too-large'
  | 'archive-too-deep'
  | 'archive-too-many-members'
  | 'archive-damaged'
  | 'archive-encrypted'
  | 'snapshot-damaged'
  /** A case file that is none, comes from a newer Waybill, or is open in another process. */
  | 'case-damaged'
  | 'case-too-new'
  | 'case-busy'
  /** A case of that name exists; it is never written over. */
  | 'already-there'
  /** Bytes that neither the case nor their own file has any more. */
  | 'not-kept'
  | 'timed-out'
  | 'unknown-evidence'
  | 'bad-request'
  | 'internal';

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** The input, and the place in it (a line, a member, an offset), where known. */
  readonly evidence?: string;
  readonly at?: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

export function succeed<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(code: RefusalCode, message: string, where: { evidence?: string; at?: string } = {}): Outcome<never> {
  return { ok: false, error: { code, message, ...where } };
}

/** Reached only by a programming error: a union grew and a switch did not. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
