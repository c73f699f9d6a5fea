/** The sentences for the results of ARC chains, seals and message signatures. */
import type { ArcReasonCode, ArcVouching } from '../../facts/authentication.ts';
import { assertNever } from '../../outcome.ts';

/** One sentence. `instance` is where the chain breaks, where that is one instance; `detail` what else the sentence needs. */
export function explainArc(code: ArcReasonCode, instance: number | null, detail: string): string {
  switch (code) {
    case 'no-sets':
      return 'The message carries no ARC sets.';
    case 'verified':
      return 'Every seal verifies, and the newest message signature binds the chain to this message.';
    case 'instance-malformed':
      return `An ${detail} field has no usable instance (i= must be 1 to 50).`;
    case 'instance-missing':
      return `The chain has a gap: set ${detail} is missing.`;
    case 'instance-duplicated':
      return `Set ${instance} has more than one ${detail} field.`;
    case 'field-missing':
      return `Set ${instance} has no ${detail} field.`;
    case 'field-malformed':
      return `Set ${instance} is malformed: ${detail}.`;
    case 'chain-validation-malformed':
      return `The seal of set ${instance} says cv=${detail}, where cv=${instance === 1 ? 'none' : 'pass'} must stand.`;
    case 'chain-validation-failed':
      return `The sealer of set ${instance} found the chain broken when it took the message over (cv=fail).`;
    case 'seal-signs-fields':
      return `The seal of set ${instance} has an h= tag, which invalidates the chain.`;
    case 'signature-covers-seal':
      return `The message signature of set ${instance} covers ARC-Seal fields, which it must not.`;
    case 'message-signature-failed':
      return `The newest message signature (set ${instance}) does not fit the message: ${detail}`;
    case 'seal-failed':
      return `The seal of set ${instance} does not verify: ${detail}`;
    case 'keys-not-captured':
      return 'The snapshot does not hold every key of the chain.';
    default:
      return assertNever(code);
  }
}

/** Who vouches for what, in one or two sentences. `sealer` is the seal's domain, or empty where it names none. */
export function explainVouching(vouching: ArcVouching, sealer: string): string {
  switch (vouching) {
    case 'message':
      return `${sealer} vouches for this record and for the message as it stands.`;
    case 'relayed':
      return `${sealer} vouches for this record, and the unbroken chain above ties it to this message. The message was changed after it left there.`;
    case 'record':
      return `${sealer} wrote this record, but nothing ties it to this message: it may have been copied from another one.`;
    case 'nothing':
      return `Nobody vouches for this record: ${sealer === '' ? 'it has no usable seal' : `the seal in the name of ${sealer} does not verify`}.`;
    case 'unknown':
      return 'Whether anybody vouches for this record cannot be told without the keys.';
    default:
      return assertNever(vouching);
  }
}
