/**
 * DKIM (RFC 6376): who signed this message, and is it still what was signed?
 *
 * A signature makes two statements that fail for different reasons, so they are kept apart. `bh=` is a hash of the body: a mailing list
 * footer or a redacted address breaks it, and no key is needed to see that. `b=` signs the header fields of `h=` together with `bh=`:
 * it needs the key at `selector._domainkey.domain`. A signature passes when both hold, its key may be used for it, and it had not
 * expired when the message was received.
 *
 * A pass says that the owner of `d=` took responsibility, not that the From domain is the same: that is DMARC's question.
 * The order of the checks is that of RFC 6376 section 6.1: what the signature says of itself, then the key, then the hashes. What the
 * signature itself rules out is ruled out without a key; everything else is `unknown` until the key is known.
 */
import type { DkimCheck, DkimReasonCode } from '../../facts/authentication.ts';
import type { Resolver } from '../../facts/dns.ts';
import type { HeaderField, Message } from '../../facts/message.ts';
import { type Mailauth, openMailauth } from '../mailauth.ts';
import type { KeyVerdict } from './key.ts';
import { describeKey } from './key-fact.ts';
import { dkimResults, explainDkim } from './reason.ts';
import { readSignature, type Signature } from './signature.ts';
import { openSignedContent, type SignedContent } from './signed-content.ts';
import { toIso } from './timestamp.ts';
import { askKey, type BodyComparison, compareBody, describeCoverage, formatCanonicalization } from './verify.ts';
import { listWarnings } from './warnings.ts';

/** Verifiers may limit how many signatures they look at (RFC 6376 section 6.1). */
const largestSignatureCount = 64;
/** RFC 8301 retired rsa-sha1 in January 2018; a message received before is judged by the rules of its day. */
const retirementOfSha1 = Date.UTC(2018, 0, 1);
/** RFC 6008 section 3 wants at least eight characters of `b=` in a result; what writers print is compared as far as it goes. */
const signatureStartLength = 32;

/**
 * Checks every DKIM-Signature of a message, top to bottom, each on its own. `time` is the receipt at the hop that the check stands for,
 * in milliseconds since the epoch, UTC, or 0 where it is not known: then nothing has expired, and the rules are today's. `resolver` answers
 * as of that time. Gives an empty list for a message without signatures.
 */
export async function checkDkim(message: Message, resolver: Resolver, time: number): Promise<readonly DkimCheck[]> {
  const fields = message.headers.filter((field) => field.key === 'dkim-signature');
  if (fields.length === 0) {
    return [];
  }
  const mailauth = await openMailauth();
  const content = await openSignedContent(message);
  const checks: DkimCheck[] = [];
  for (const [index, field] of fields.entries()) {
    checks.push(index < largestSignatureCount ? await checkSignature(field, content, resolver, mailauth, time) : leaveOut(field));
  }
  return checks;
}

async function checkSignature(
  field: HeaderField,
  content: SignedContent,
  resolver: Resolver,
  mailauth: Mailauth,
  time: number,
): Promise<DkimCheck> {
  const signature = readSignature(field, 'dkim');
  const selected = content.select(signature.signedHeaders, field);
  const body = compareBody(signature, content);
  const key = await askKey(signature, selected, content, resolver, mailauth);
  const [code, detail] = decide(signature, body, key, time);
  const coverage = describeCoverage(signature, selected, body, content);
  return {
    ...publishTags(signature),
    ...coverage,
    result: dkimResults[code],
    code,
    reason: explainDkim(code, detail),
    headerSignature: key?.headerSignature ?? 'unknown',
    keyBits: key?.keyBits ?? null,
    key: describeKey(signature.keyName, key),
    testing: key?.testing ?? false,
    warnings: listWarnings({ signature, selected, key, time, unsignedOctets: coverage.unsignedOctets }),
    missing: dkimResults[code] === 'unknown' ? (key?.missing ?? []) : [],
  };
}

function decide(signature: Signature, body: BodyComparison, key: KeyVerdict | null, time: number): readonly [DkimReasonCode, string] {
  if (signature.fault !== null) {
    return [signature.fault.code, signature.fault.detail];
  }
  if (signature.expiresAt !== null && signature.expiresAt * 1_000 < time) {
    return ['expired', toIso(signature.expiresAt) ?? ''];
  }
  if (signature.hash === 'sha1' && (time <= 0 || time >= retirementOfSha1)) {
    return ['algorithm-historic', ''];
  }
  if (body.comparison === 'unknown' || key === null) {
    // A sound signature has both; only the limit on different body hashes leaves one open.
    return ['too-many-signatures', ''];
  }
  if (signature.bodyLength !== null && signature.bodyLength > body.canonicalOctets) {
    return ['body-length-too-large', ''];
  }
  if (key.code !== 'verified' && key.code !== 'signature-mismatch') {
    return [key.code, key.detail];
  }
  return body.comparison === 'mismatch' ? ['body-hash-mismatch', ''] : [key.code, key.detail];
}

type Description = Pick<
  DkimCheck,
  | 'header'
  | 'domain'
  | 'selector'
  | 'algorithm'
  | 'canonicalization'
  | 'auid'
  | 'signedHeaders'
  | 'signedAt'
  | 'expiresAt'
  | 'signatureStart'
  | 'bodyLength'
  | 'place'
>;

function publishTags(signature: Signature): Description {
  const { field } = signature;
  return {
    header: field.index,
    domain: signature.domain,
    selector: signature.selector,
    algorithm: signature.algorithm,
    canonicalization: formatCanonicalization(signature),
    auid: signature.auid,
    signedHeaders: signature.signedHeaders,
    signedAt: toIso(signature.signedAt),
    expiresAt: toIso(signature.expiresAt),
    signatureStart: signature.signature.toString('base64').slice(0, signatureStartLength),
    bodyLength: signature.bodyLength,
    place: { header: field.index, start: field.span.start, end: field.span.end },
  };
}

function leaveOut(field: HeaderField): DkimCheck {
  return {
    ...publishTags(readSignature(field, 'dkim')),
    result: dkimResults['too-many-signatures'],
    code: 'too-many-signatures',
    reason: explainDkim('too-many-signatures', ''),
    bodyHash: 'unknown',
    headerSignature: 'unknown',
    unsignedDuplicates: [],
    overSigned: [],
    keyBits: null,
    key: null,
    testing: false,
    unsignedOctets: 0,
    unsignedSpan: null,
    warnings: [],
    missing: [],
  };
}
