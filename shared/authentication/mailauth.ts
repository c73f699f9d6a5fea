/**
 * The one door to mailauth: header canonicalization and public keys of DKIM and ARC.
 *
 * Its front door would answer open questions with its own words (a missing answer becomes "no key", a strange error "temperror"), stop
 * at the first thing that fails, and load an HTTP client. So only its parts are used, and they are handed answers, never questions:
 * the resolver given to it knows nothing but the one record that is being read. What the snapshot does not hold never gets here.
 * (The bundles cut its `node:dns` and `node:https` off as well.)
 */
import { Buffer } from 'node:buffer';
import { createPublicKey, type KeyObject } from 'node:crypto';

/** A key record that mailauth accepts, or why it does not (RFC 6376 section 6.1.2). */
export type PublicKeyReading =
  | { readonly ok: true; readonly key: KeyObject; readonly type: 'rsa' | 'ed25519'; readonly bits: number }
  | { readonly ok: false; readonly fault: 'syntax' | 'version' | 'type' | 'service' };

export interface Mailauth {
  /** The relaxed form of a field with CRLF inside folds and no final line end (RFC 6376 section 3.4.2); `CRLF` is appended. */
  relaxField(field: Buffer): Buffer;
  /** A signature field as it is hashed for itself: canonical, the value of `b=` emptied, no final line end (RFC 6376 section 3.7). */
  blankSignature(field: Buffer, canonicalization: 'simple' | 'relaxed'): Buffer;
  /** Reads a key record. Restrictions on hashes, identities and sizes are judged by the caller. */
  readPublicKey(record: string): Promise<PublicKeyReading>;
}

let opened: Promise<Mailauth> | null = null;

/** Loads mailauth when the first signature is met: a message without one does not pay for it. */
export function openMailauth(): Promise<Mailauth> {
  opened ??= load();
  return opened;
}

async function load(): Promise<Mailauth> {
  const { default: tools } = await import('mailauth/lib/tools.js');
  return {
    relaxField: (field) => tools.formatRelaxedLine(field, '\r\n'),
    blankSignature: (field, canonicalization) =>
      tools.stripSignatureValue(canonicalization === 'relaxed' ? tools.formatRelaxedLine(field) : field, true),
    async readPublicKey(record) {
      try {
        // One bit as the least size: a short key is judged, and shown, by us.
        const found = await tools.getPublicKey('DKIM', 'key', 1, async () => [[record]], { strict: true });
        return { ok: true, key: createPublicKey(Buffer.from(found.publicKey)), type: found.keyType, bits: found.modulusLength ?? 256 };
      } catch (error) {
        return { ok: false, fault: faultOf(error) };
      }
    },
  };
}

function faultOf(error: unknown): 'syntax' | 'version' | 'type' | 'service' {
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'EINVALIDVAL':
      return 'syntax';
    case 'EINVALIDVER':
      return 'version';
    case 'EINVALIDTYPE':
      // The same code stands for octets that are no key at all; only then is there an error of OpenSSL behind it.
      return error instanceof Error && error.cause !== undefined ? 'syntax' : 'type';
    case 'EINVALIDSERVICE':
      return 'service';
    default:
      throw error;
  }
}
