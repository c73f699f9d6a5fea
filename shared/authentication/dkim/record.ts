/** DKIM key records (RFC 6376 section 3.6.1, RFC 8463 section 4): from the TXT text to a key and the rules that come with it. */
import type { KeyObject } from 'node:crypto';
import type { DkimReasonCode } from '../../facts/authentication.ts';
import type { Mailauth } from '../mailauth.ts';
import { parseTagList, splitColonList, withoutFoldingSpace } from './tag-list.ts';

export interface DkimKey {
  readonly key: KeyObject;
  readonly type: 'rsa' | 'ed25519';
  readonly bits: number;
  /** `h=`: the only hashes that the owner allows, or null for any. */
  readonly hashes: readonly string[] | null;
  /** `t=y`: the domain is testing. */
  readonly testing: boolean;
  /** `t=s`: `i=` must name `d=` itself. */
  readonly strictIdentity: boolean;
}

/** Why a record gives no key (RFC 6376 section 6.1.2). */
type KeyFault = Extract<DkimReasonCode, 'key-revoked' | 'key-syntax' | 'key-version-unknown' | 'key-type-mismatch' | 'key-not-for-email'>;

export type KeyReading = { readonly ok: true; readonly value: DkimKey } | { readonly ok: false; readonly code: KeyFault };

/** Bulk mail comes with few keys; a folder of it should parse each once. */
const rememberedRecords = 500;
const remembered = new Map<string, Promise<KeyReading>>();

/** Reads the text of one TXT record. The same text always gives the same key, so readings are remembered. */
export function readKeyRecord(text: string, mailauth: Mailauth): Promise<KeyReading> {
  let reading = remembered.get(text);
  if (reading === undefined) {
    reading = read(text, mailauth);
    if (remembered.size >= rememberedRecords) {
      remembered.clear();
    }
    remembered.set(text, reading);
  }
  return reading;
}

async function read(text: string, mailauth: Mailauth): Promise<KeyReading> {
  const { tags } = parseTagList(text);
  if (tags.has('p') && withoutFoldingSpace(tags.get('p') ?? '') === '') {
    // An empty value means that the key has been revoked.
    return { ok: false, code: 'key-revoked' };
  }
  if (tags.get('k') === '') {
    // The tag may be left out, which means rsa; left empty it names no type.
    return { ok: false, code: 'key-syntax' };
  }
  const reading = await mailauth.readPublicKey(text);
  if (!reading.ok) {
    return { ok: false, code: codeOf[reading.fault] };
  }
  const flags = splitColonList(tags.get('t') ?? '');
  const hashes = tags.get('h');
  return {
    ok: true,
    value: {
      key: reading.key,
      type: reading.type,
      bits: reading.bits,
      hashes: hashes === undefined ? null : splitColonList(hashes),
      testing: flags.includes('y'),
      strictIdentity: flags.includes('s'),
    },
  };
}

const codeOf = {
  syntax: 'key-syntax',
  version: 'key-version-unknown',
  type: 'key-type-mismatch',
  service: 'key-not-for-email',
} as const satisfies Record<string, KeyFault>;
