/**
 * Which ARC sets below the trust boundary can be believed, and as whose (RFC 8617 section 5.2). A set is vouched for where the chain verifies,
 * by our own check or because the receiver recorded that it did, and an operator that we know sealed it: anybody can seal a chain of its own.
 */
import type { ArcCheck, ArcSet } from '../facts/authentication.ts';
import type { Trust } from '../facts/evidence.ts';
import type { Infrastructure } from '../facts/infrastructure.ts';
import type { Boundary } from '../facts/route.ts';
import type { Records } from '../message/records.ts';

export interface SealContext {
  readonly boundary: Boundary;
  /** The shared operator whose egress address the trusted side recorded, or null. */
  readonly egressOperator: string | null;
  readonly arc: ArcCheck;
  readonly infrastructure: Infrastructure;
}

/** An ARC-Authentication-Results field below the boundary that may be what it says. */
export interface SealedRecord {
  readonly header: number;
  readonly instance: number;
  /** The operator whose domain stands in the seal. The authserv-id inside is only text (RFC 8617 section 4.1.3). */
  readonly operator: string;
  readonly trust: Trust;
  /** The operator of the egress hop left it there itself: its account of the hand-in. */
  readonly isOwnIngress: boolean;
}

type Field = Records['results'][number];

/** Takes the records of a message; gives the sealed ones below the boundary, by header. A set that is missing here is nobody's word. */
export function readSealedRecords(records: Records, context: SealContext): ReadonlyMap<number, SealedRecord> {
  const { arc, boundary, egressOperator, infrastructure } = context;
  const fields = inOrder(records, boundary.header);
  const newest = fields[0]?.parsed.instance ?? 0;
  const isVerified = arc.result === 'pass' || receiverVerified(records, boundary.header);
  const sealed = new Map<number, SealedRecord>();
  for (const { field, parsed } of fields) {
    const set = arc.sets.find((candidate) => candidate.instance === parsed.instance && candidate.resultsHeader === field.index);
    const operator = set === undefined ? null : infrastructure.operatorOfSealer(set.sealedBy);
    if (set === undefined || operator === null) continue;
    // An operator adds its set on top of what it was handed, so only the newest can be its own account of the hand-in.
    const isOwnForm = isVerified || (sealsEverything(operator, infrastructure) && looksWhole(set, fields));
    const isOwnIngress = operator === egressOperator && set.instance === newest && isOwnForm;
    // A seal alone proves who wrote the record, not that it belongs to this message.
    const isAttributed = isOwnIngress || set.seal === 'pass';
    const trust = isVerified ? 'vouched' : isAttributed ? 'attributed' : 'claimed';
    sealed.set(field.index, { header: field.index, instance: set.instance, operator, trust, isOwnIngress });
  }
  return sealed;
}

/**
 * The fields below the boundary whose instances fall from top to bottom. Every handler prepends its set, so a set below an older one was
 * pasted in by somebody who wrote before the handlers above did. Of two with the same instance none is believed.
 */
function inOrder(records: Records, boundary: number): readonly Field[] {
  const fields = records.results.filter(({ kind, parsed }) => kind === 'arc-authentication-results' && parsed.instance !== null);
  const kept: Field[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (const record of fields) {
    const instance = record.parsed.instance ?? 0;
    if (instance >= lowest) continue;
    lowest = instance;
    const isTwice = fields.some((other) => other !== record && other.parsed.instance === instance);
    if (record.field.index > boundary && !isTwice) kept.push(record);
  }
  return kept;
}

function receiverVerified(records: Records, boundary: number): boolean {
  return records.results.some(
    ({ field, parsed }) => field.index <= boundary && parsed.results.some((result) => result.method === 'arc' && result.result === 'pass'),
  );
}

/** Under an operator that does not seal all it sends, a set on top may be one that its customer pasted in. */
function sealsEverything(operator: string, infrastructure: Infrastructure): boolean {
  return infrastructure.missingStamps(operator, []).some((name) => name.toLowerCase() === 'arc-seal');
}

/**
 * Without keys: whether the newest set has the form in which an operator leaves its own. The chain below it is complete, and the seal says
 * that it held so far: onto a broken chain nothing is added (RFC 8617 section 5.1).
 */
function looksWhole(set: ArcSet, fields: readonly Field[]): boolean {
  const isComplete = set.sealHeader !== null && set.signatureHeader !== null && fields.length === set.instance;
  return isComplete && set.seal !== 'fail' && set.chainValidation === (set.instance === 1 ? 'none' : 'pass');
}
