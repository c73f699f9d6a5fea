/** What each reason of a DKIM result means: the result word of RFC 8601 section 2.7.1, and the sentence for people. */
import type { DkimReasonCode, DkimResult } from '../../facts/authentication.ts';
import { assertNever } from '../../outcome.ts';

/**
 * `fail`: the cryptography says no. `policy`: it may say yes, but the key or algorithm is too weak to count (RFC 8301). `permerror`: no
 * usable key. `neutral`: the signature itself cannot be used. `temperror`: the look-up failed. `unknown`: the snapshot lacks the key.
 */
export const dkimResults: Readonly<Record<DkimReasonCode, DkimResult>> = {
  verified: 'pass',
  'body-hash-mismatch': 'fail',
  'signature-mismatch': 'fail',
  'signature-syntax': 'neutral',
  'tag-missing': 'neutral',
  'version-unknown': 'neutral',
  'algorithm-unknown': 'neutral',
  'canonicalization-unknown': 'neutral',
  'query-method-unknown': 'neutral',
  'domain-malformed': 'neutral',
  'identity-outside-domain': 'neutral',
  'from-not-signed': 'neutral',
  'expiration-before-signing': 'neutral',
  expired: 'neutral',
  'body-length-too-large': 'neutral',
  'too-many-signatures': 'policy',
  'key-not-captured': 'unknown',
  'key-lookup-failed': 'temperror',
  'key-absent': 'permerror',
  'key-revoked': 'permerror',
  'key-syntax': 'permerror',
  'key-version-unknown': 'permerror',
  'key-type-mismatch': 'permerror',
  'key-hash-excluded': 'permerror',
  'key-not-for-email': 'permerror',
  'key-identity-mismatch': 'permerror',
  'key-too-short': 'policy',
  'algorithm-historic': 'policy',
};

/** One sentence. `detail` is the tag, name or time that the sentence needs; an empty text where it needs none. */
export function explainDkim(code: DkimReasonCode, detail: string): string {
  switch (code) {
    case 'verified':
      return 'The signature verifies: the signed header fields and the body are as they were signed.';
    case 'body-hash-mismatch':
      return 'The body is not the one that was signed.';
    case 'signature-mismatch':
      return 'The signature does not verify with the published key: a signed header field was changed, or another key made it.';
    case 'signature-syntax':
      return `The signature cannot be read: ${detail}.`;
    case 'tag-missing':
      return `The signature lacks the required tag ${detail}.`;
    case 'version-unknown':
      return `The signature is of an unknown version (${detail}).`;
    case 'algorithm-unknown':
      return `The signature uses an unknown algorithm (${detail}).`;
    case 'canonicalization-unknown':
      return `The signature uses an unknown canonicalization (${detail}).`;
    case 'query-method-unknown':
      return `The signature's key is not published in DNS (${detail}).`;
    case 'domain-malformed':
      return `The signature names no usable domain and selector (${detail}).`;
    case 'identity-outside-domain':
      return `The identity ${detail} is not of the signing domain.`;
    case 'from-not-signed':
      return 'The signature does not cover the From field.';
    case 'expiration-before-signing':
      return 'The signature expires before it was made.';
    case 'expired':
      return `The signature had expired (${detail}) when the message was received.`;
    case 'body-length-too-large':
      return 'The signature claims to cover more octets than the body has (l=).';
    case 'too-many-signatures':
      return 'The message carries more signatures than are checked.';
    case 'key-not-captured':
      return `The snapshot does not hold the key (${detail} TXT).`;
    case 'key-lookup-failed':
      return `The look-up of the key failed (${detail}).`;
    case 'key-absent':
      return `There is no key at ${detail}.`;
    case 'key-revoked':
      return `The key at ${detail} has been revoked (empty p=).`;
    case 'key-syntax':
      return `The key record at ${detail} cannot be read.`;
    case 'key-version-unknown':
      return `The key record at ${detail} is of an unknown version.`;
    case 'key-type-mismatch':
      return `The key at ${detail} is of another type than the signature.`;
    case 'key-hash-excluded':
      return `The key at ${detail} does not allow the signature's hash (h=).`;
    case 'key-not-for-email':
      return `The key at ${detail} is not meant for e-mail (s=).`;
    case 'key-identity-mismatch':
      return `The key at ${detail} allows no identity below the signing domain (t=s).`;
    case 'key-too-short':
      return `The RSA key of ${detail} bits is too short to count: verifiers must not accept less than 1024 bits (RFC 8301).`;
    case 'algorithm-historic':
      return 'The signature uses rsa-sha1, which verifiers must not accept since January 2018 (RFC 8301).';
    default:
      return assertNever(code);
  }
}
