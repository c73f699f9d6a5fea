/** A signed message in the making, and the keys that sign it. Text is one character a byte; fields and lines end in CRLF. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { keyRecord, testKeys } from '../helpers/sign.ts';
import type { Form } from './dkim-canonical.ts';
import type { SeededRandom } from './seeded-random.ts';

/** The instant at which all messages are received. */
export const receivedAt = Date.UTC(2026, 0, 2, 3, 4, 5);

export type KeyAnswer = readonly string[] | 'NXDOMAIN' | 'SERVFAIL';

const pem = (name: string): string => readFileSync(fileURLToPath(new URL(`keys/${name}.pem`, import.meta.url)), 'utf8');
export const signers = {
  'rsa-2048': createPrivateKey(testKeys.rsa),
  'rsa-1024': createPrivateKey(pem('rsa-1024')),
  'rsa-512': createPrivateKey(pem('rsa-512')),
  ed25519: createPrivateKey(testKeys.ed25519),
} as const satisfies Record<string, KeyObject>;
export type SignerName = keyof typeof signers;
export const signerRecords: Readonly<Record<SignerName, string>> = {
  'rsa-2048': keyRecord(testKeys.rsa),
  'rsa-1024': keyRecord(pem('rsa-1024')),
  'rsa-512': keyRecord(pem('rsa-512')),
  ed25519: keyRecord(testKeys.ed25519),
};

export interface Draft {
  readonly random: SeededRandom;
  fields: string[];
  body: string;
  /** Tags of the signature without `bh` and `b`, in order. */
  tags: [name: string, value: string][];
  headerForm: Form;
  bodyForm: Form;
  hash: 'sha1' | 'sha256';
  signer: SignerName;
  /** `h=`. */
  names: string[];
  /** `l=`, or null. */
  length: number | null;
  keyName: string;
  keys: Record<string, KeyAnswer>;
  readonly story: string[];
}
