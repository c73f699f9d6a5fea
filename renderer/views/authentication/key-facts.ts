/** A DKIM key and its limits as labelled sentences: size, age, what its owner allows it for (RFC 6376 section 3.6.1). */
import type { DkimCheck, DkimKeyFact } from '../../../shared/facts/authentication.ts';
import { describeSpan } from '../../moment-words.ts';
import { formatDay } from '../../text.ts';

export interface KeySentence {
  readonly label: string;
  readonly text: string;
  /** Worth a second look: it weakens the signature, or was used to deceive. */
  readonly isCaution: boolean;
}

const plain = (label: string, text: string): KeySentence => ({ label, text, isCaution: false });
const caution = (label: string, text: string): KeySentence => ({ label, text, isCaution: true });

function sizeOf({ algorithm, keyBits }: DkimCheck): KeySentence {
  if (keyBits === null) return plain('Size', 'not known: the record gives no key');
  if (algorithm?.startsWith('ed25519')) return plain('Size', `Ed25519, ${keyBits} bits`);
  if (keyBits < 1024)
    return caution('Size', `RSA, ${keyBits} bits: too short to count, anybody may have computed the private key (RFC 8301)`);
  return plain('Size', `RSA, ${keyBits} bits${keyBits < 2048 ? ': the least that counts; 2048 are recommended (RFC 8301)' : ''}`);
}

/** How the record's time stands to that of the receipt. */
function ageOf({ firstSeen, lastSeen }: DkimKeyFact, receivedAt: string | null): KeySentence {
  if (firstSeen === null && lastSeen === null) return plain('Seen', 'the snapshot does not say when');
  const from = firstSeen === null ? '' : `from ${formatDay(firstSeen)}`;
  const to = lastSeen === null ? '' : `up to ${formatDay(lastSeen)}`;
  const range = `${from} ${to}`.trim();
  if (receivedAt === null) return plain('Seen', range);
  const received = Date.parse(receivedAt);
  const late = firstSeen === null ? 0 : (Date.parse(firstSeen) - received) / 1_000;
  const early = lastSeen === null ? 0 : (received - Date.parse(lastSeen)) / 1_000;
  if (late > 0) return caution('Seen', `${range}: first ${describeSpan(late)} after the receipt`);
  if (early > 0) return caution('Seen', `${range}: last ${describeSpan(early)} before the receipt`);
  const age = firstSeen === null ? null : -late;
  return plain('Seen', age === null ? `${range}, at the receipt too` : `${range}; ${describeSpan(age)} old at the receipt`);
}

function limitsOf({ flags, hashes, services, granularity, note, recordCount }: DkimKeyFact): readonly KeySentence[] {
  const anyService = services.includes('*');
  return [
    ...(recordCount > 1
      ? [caution('Records', `${recordCount} at the selector, where one is expected; each was tried, and the one below decided`)]
      : []),
    ...(flags.includes('y') ? [caution('t=y', 'test mode: the owner asks that the signature count for nothing')] : []),
    ...(flags.includes('s') ? [plain('t=s', 'i= must name the signing domain itself, no subdomain')] : []),
    plain('h=', hashes === null ? 'any hash' : `${hashes.join(', ')} only`),
    plain('s=', anyService ? 'any service' : `for ${services.join(', ')} only`),
    ...(granularity === null
      ? []
      : [
          caution(
            'g=',
            `“${granularity}”: verifiers of RFC 4871 took the key for such local parts only; since RFC 6376 (2011) it is ignored`,
          ),
        ]),
    ...(note === null ? [] : [plain('n=', `“${note}”`)]),
  ];
}

/** Empty where no record was found: then the reason of the check says why. */
export function describeKeyFact(check: DkimCheck, receivedAt: string | null): readonly KeySentence[] {
  const { key } = check;
  return key === null ? [] : [sizeOf(check), ageOf(key, receivedAt), ...limitsOf(key)];
}
