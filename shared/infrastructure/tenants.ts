/** Which of the tenant marks and operator stamps in a message can be believed (standards.md section 4.1 and 4.2). */
import { isUnderSharedDomain } from '../authentication/alignment.ts';
import type { SealedRecord } from '../authentication/sealed-records.ts';
import type { DkimCheck } from '../facts/authentication.ts';
import type { Trust } from '../facts/evidence.ts';
import type { FoundMark, Infrastructure, OperatorStamp, TenantMark } from '../facts/infrastructure.ts';
import type { HeaderField, Message } from '../facts/message.ts';
import type { Boundary } from '../facts/route.ts';

/** An operator stamp with how far it can be believed. */
export interface TrustedStamp extends OperatorStamp {
  readonly trust: Trust;
}

export interface StampContext {
  readonly boundary: Boundary;
  /** The shared operator whose egress address the trusted side recorded, or null. */
  readonly egressOperator: string | null;
  /** The shared operator behind a gateway, by the gateway's own line, or null. */
  readonly innerOperator: string | null;
  /** Signatures that verify, by our check or by the receiver's recorded word; of a list of several one does, and nothing tells which. */
  readonly verified: readonly (readonly DkimCheck[])[];
  /** ARC-Authentication-Results below the boundary that an operator sealed, by header. */
  readonly sealed: ReadonlyMap<number, SealedRecord>;
  readonly infrastructure: Infrastructure;
}

/** Takes a message; gives its tenant marks with their trust, top to bottom. */
export function collectTenants(message: Message, context: StampContext): readonly TenantMark[] {
  const found = context.infrastructure.findTenants(message.headers);
  return found.map((mark) => ({
    operator: mark.operator,
    kind: mark.kind,
    value: mark.value,
    header: mark.place.header,
    place: mark.place,
    trust: trustOfMark(mark, found, message, context),
  }));
}

/** Takes a message; gives the operators' statements about the hand-in with their trust, top to bottom. */
export function collectStamps(message: Message, context: StampContext): readonly TrustedStamp[] {
  const found = context.infrastructure.findStamps(message.headers);
  return found.map((stamp) => ({ ...stamp, trust: trustOfStamp(stamp, message, context) }));
}

function trustOfMark(mark: FoundMark, all: readonly FoundMark[], message: Message, context: StampContext): Trust {
  const field = message.headers[mark.place.header];
  if (field === undefined) return 'claimed';
  if (field.key === 'dkim-signature') {
    return context.verified.flat().some((check) => check.header === field.index) ? 'vouched' : 'claimed';
  }
  if (field.key === 'arc-authentication-results') {
    const record = context.sealed.get(field.index);
    return record?.operator === mark.operator ? record.trust : 'claimed';
  }
  // The line by which the receiver took the message over: who connected was seen on the wire, and the operator's own host named itself.
  if (field.index === context.boundary.header) return mark.operator === context.egressOperator ? 'attributed' : 'claimed';
  const isContested = isContradicted(field, message) || all.some((other) => differs(other, mark) && sameField(other, field, message));
  const signed = signatureOver(field, message, mark.operator, context);
  if (signed !== null && (!isContested || (mark.overwritten && signed === 'checked'))) return 'vouched';
  if (isContested) return 'claimed';
  return mark.overwritten && isOnPath(mark.operator, context) ? 'attributed' : 'claimed';
}

/** Whether the operator handled the message last, or last before a gateway in the catalogue: nobody between could paste what it overwrites. */
function isOnPath(operator: string, { egressOperator, innerOperator }: StampContext): boolean {
  return operator === egressOperator || operator === innerOperator;
}

function differs(other: FoundMark, mark: FoundMark): boolean {
  return other.operator === mark.operator && other.kind === mark.kind && other.value !== mark.value;
}

function sameField(other: FoundMark, field: HeaderField, message: Message): boolean {
  return message.headers[other.place.header]?.key === field.key;
}

function trustOfStamp(stamp: OperatorStamp, message: Message, context: StampContext): Trust {
  const field = message.headers[stamp.place.header];
  if (field === undefined) return 'claimed';
  const isContested = isContradicted(field, message);
  const signed = signatureOver(field, message, stamp.operator, context);
  if (signed !== null && (!isContested || signed === 'checked')) return 'vouched';
  if (isContested) return 'claimed';
  return isOnPath(stamp.operator, context) ? 'attributed' : 'claimed';
}

/** Fields of which every system on the way adds one of its own, so that several say nothing against each other. */
const repeatable: ReadonlySet<string> = new Set(['received', 'authentication-results', 'return-path', 'from']);

/**
 * The operator overwrites its stamps, so it leaves one copy. Of two that differ at least one was pasted in, and only the operator's own
 * signature tells which. A copy in which we read no stamp counts too.
 */
function isContradicted(field: HeaderField, message: Message): boolean {
  if (repeatable.has(field.key)) return false;
  return message.headers.some((other) => other !== field && other.key === field.key && unfolded(other) !== unfolded(field));
}

function unfolded(field: HeaderField): string {
  return field.value.replace(/\s+/g, ' ').trim();
}

/**
 * Whether a verified signature covers this field and was made with a key of the operator: then it is the operator's own signed statement
 * (standards.md finding 11). `checked`: by our own check of these bytes; `recorded`: by the receiver's word, of the bytes as it had them.
 */
function signatureOver(field: HeaderField, message: Message, operator: string, context: StampContext): 'checked' | 'recorded' | null {
  const copies = message.headers.filter((other) => other.key === field.key);
  // Of several copies a signature covers the lowest, as many as `h=` names (RFC 6376 section 5.4.2).
  const fromBelow = copies.length - copies.indexOf(field);
  const covers = (check: DkimCheck): boolean => {
    const signer = context.infrastructure.tenantOfSigningDomain(check.domain, check.selector);
    // A customer chooses its own selectors; only a domain that the operator gives to its tenants shows that the operator holds the key.
    const isOperators = signer?.operator === operator && isUnderSharedDomain(check.domain, context.infrastructure);
    return isOperators && check.signedHeaders.filter((name) => name.toLowerCase() === field.key).length >= fromBelow;
  };
  const covering = context.verified.filter((candidates) => candidates.every(covers));
  if (covering.some((candidates) => candidates.every((check) => check.result === 'pass'))) return 'checked';
  // Where our own check refuted it, the fields here are not those that the receiver saw.
  return covering.some((candidates) => candidates.every((check) => check.result !== 'fail')) ? 'recorded' : null;
}
