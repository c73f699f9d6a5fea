/** The hash that an RSA signature holds: with the public key anybody can bring it out, and see what the signer had before it. */
import { Buffer } from 'node:buffer';
import { constants, type KeyObject, publicDecrypt } from 'node:crypto';

/** DER of a DigestInfo up to the hash (RFC 8017 section 9.2, note 1). */
const prefixes = {
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  sha1: Buffer.from('3021300906052b0e03021a05000414', 'hex'),
} as const;

/** Base64, or null where the key does not fit the signature or brings out something else (RFC 8017 section 8.2.2). */
export function signedDigest(key: KeyObject, hash: 'sha1' | 'sha256', signature: Uint8Array): string | null {
  if (key.asymmetricKeyType !== 'rsa') return null;
  const prefix = prefixes[hash];
  try {
    const info = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
    const length = hash === 'sha256' ? 32 : 20;
    return info.length === prefix.length + length && info.subarray(0, prefix.length).equals(prefix)
      ? info.subarray(prefix.length).toString('base64')
      : null;
  } catch {
    // OpenSSL refuses what is not padded as a signature of this key.
    return null;
  }
}
