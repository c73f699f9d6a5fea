/** A DKIM-Signature or ARC-Message-Signature field as its tags say it, with the first thing that makes it unusable. */
import { Buffer } from 'node:buffer';
import type { DkimReasonCode } from '../../facts/authentication.ts';
import type { HeaderField } from '../../facts/message.ts';
import { isCanonicalSubdomainOrEqual, normalizeDomainName, toQueryName } from '../../names/domain-name.ts';
import { parseTagList, splitColonList, withoutFoldingSpace } from './tag-list.ts';

export type Canonicalization = 'simple' | 'relaxed';
export type HashName = 'sha1' | 'sha256';

/** Why a signature cannot be used whatever its key is (RFC 6376 section 6.1.1). `detail` finishes the sentence. */
export interface SignatureFault {
  readonly code: DkimReasonCode;
  readonly detail: string;
}

export interface Signature {
  readonly field: HeaderField;
  readonly domain: string;
  readonly selector: string;
  /** Where the key stands, or null where no DNS name can be made of `s=` and `d=`. */
  readonly keyName: string | null;
  /** `a=` as written, in lower case. */
  readonly algorithm: string | null;
  readonly keyType: 'rsa' | 'ed25519' | null;
  readonly hash: HashName | null;
  readonly headerCanonicalization: Canonicalization | null;
  readonly bodyCanonicalization: Canonicalization | null;
  /** Whether `c=` is there at all. */
  readonly namesCanonicalization: boolean;
  /** `h=` in order, lower case. */
  readonly signedHeaders: readonly string[];
  readonly bodyHash: Buffer;
  readonly signature: Buffer;
  readonly auid: string | null;
  /** Whether `i=` names a domain below `d=` (forbidden by a key with `t=s`). */
  readonly isBelowDomain: boolean;
  /** `t=` and `x=`, seconds since the epoch, UTC. */
  readonly signedAt: number | null;
  readonly expiresAt: number | null;
  readonly bodyLength: number | null;
  readonly fault: SignatureFault | null;
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const timestamp = /^[0-9]{1,12}$/;
const octetCount = /^[0-9]{1,76}$/;
const algorithms: Readonly<Record<string, readonly ['rsa' | 'ed25519', HashName]>> = {
  'rsa-sha256': ['rsa', 'sha256'],
  'rsa-sha1': ['rsa', 'sha1'],
  'ed25519-sha256': ['ed25519', 'sha256'],
};

/**
 * Reads a signature field. `kind` is `arc` for an ARC-Message-Signature, which has the same tags without `v=`, with `i=` as
 * its instance and without SHA-1 (RFC 8617 section 4.1.2). Never throws: a faulty signature keeps every value that could be read.
 */
export function readSignature(field: HeaderField, kind: 'dkim' | 'arc'): Signature {
  const list = parseTagList(field.value);
  const tag = (name: string) => list.tags.get(name) ?? null;
  const [headerCanonicalization, bodyCanonicalization] = readCanonicalization(tag('c'));
  const algorithm = tag('a')?.toLowerCase() ?? null;
  const [keyType, hash] = (algorithm === null ? undefined : Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined) ?? [
    null,
    null,
  ];
  const domain = readName(tag('d'));
  const selector = readName(tag('s'));
  const identity = kind === 'dkim' ? readIdentity(tag('i')) : null;
  const signature = {
    field,
    domain: domain ?? tag('d') ?? '',
    selector: selector ?? tag('s') ?? '',
    keyName: domain === null || selector === null ? null : toQueryName(`${selector}._domainkey.${domain}`),
    algorithm,
    keyType,
    hash,
    headerCanonicalization,
    bodyCanonicalization,
    namesCanonicalization: list.tags.has('c'),
    signedHeaders: splitColonList(tag('h') ?? ''),
    bodyHash: Buffer.from(withoutFoldingSpace(tag('bh') ?? ''), 'base64'),
    signature: Buffer.from(withoutFoldingSpace(tag('b') ?? ''), 'base64'),
    auid: kind === 'arc' ? null : identity === null ? (domain === null ? null : `@${domain}`) : identity.text,
    isBelowDomain: identity !== null && identity.domain !== null && domain !== null && identity.domain !== domain,
    signedAt: readNumber(tag('t'), timestamp),
    expiresAt: readNumber(tag('x'), timestamp),
    bodyLength: readNumber(tag('l'), octetCount),
  };
  return { ...signature, fault: findFault(signature, list, kind, identity) };
}

interface Identity {
  readonly text: string;
  /** Canonical, or null where it cannot be read. */
  readonly domain: string | null;
}

/** The checks of RFC 6376 section 6.1.1 that need neither the key nor the time. */
function findFault(
  signature: Omit<Signature, 'fault'>,
  list: ReturnType<typeof parseTagList>,
  kind: 'dkim' | 'arc',
  identity: Identity | null,
): SignatureFault | null {
  const { tags } = list;
  if (list.fault !== null) {
    return { code: 'signature-syntax', detail: list.fault };
  }
  const required = kind === 'dkim' ? ['v', 'a', 'b', 'bh', 'd', 'h', 's'] : ['a', 'b', 'bh', 'd', 'h', 's'];
  const absent = required.find((name) => !tags.has(name));
  if (absent !== undefined) {
    return { code: 'tag-missing', detail: `${absent}=` };
  }
  if (kind === 'dkim' && tags.get('v') !== '1') {
    return { code: 'version-unknown', detail: `v=${tags.get('v')}` };
  }
  if (signature.keyType === null || (kind === 'arc' && signature.hash === 'sha1')) {
    return { code: 'algorithm-unknown', detail: `a=${tags.get('a')}` };
  }
  if (signature.headerCanonicalization === null || signature.bodyCanonicalization === null) {
    return { code: 'canonicalization-unknown', detail: `c=${tags.get('c')}` };
  }
  if (signature.keyName === null) {
    return { code: 'domain-malformed', detail: `d=${tags.get('d')}; s=${tags.get('s')}` };
  }
  for (const name of ['b', 'bh']) {
    if (!base64.test(withoutFoldingSpace(tags.get(name) ?? ''))) {
      return { code: 'signature-syntax', detail: `${name}= is not base64` };
    }
  }
  for (const [name, value] of [
    ['t', signature.signedAt],
    ['x', signature.expiresAt],
    ['l', signature.bodyLength],
  ] as const) {
    if (tags.has(name) && value === null) {
      return { code: 'signature-syntax', detail: `${name}= is not a number` };
    }
  }
  if (!signature.signedHeaders.includes('from')) {
    return { code: 'from-not-signed', detail: '' };
  }
  if (tags.has('q') && !splitColonList(tags.get('q') ?? '').includes('dns/txt')) {
    return { code: 'query-method-unknown', detail: `q=${tags.get('q')}` };
  }
  if (identity !== null && identity.domain === null) {
    return { code: 'signature-syntax', detail: 'i= is not an address' };
  }
  if (identity !== null && identity.domain !== null && !isCanonicalSubdomainOrEqual(identity.domain, signature.domain)) {
    return { code: 'identity-outside-domain', detail: `i=${identity.text}` };
  }
  if (signature.signedAt !== null && signature.expiresAt !== null && signature.expiresAt <= signature.signedAt) {
    return { code: 'expiration-before-signing', detail: '' };
  }
  return null;
}

/** A name of `d=` or `s=`, canonical; their grammar has no final dot (RFC 6376 section 3.5). */
export function readName(value: string | null): string | null {
  return value === null || value.endsWith('.') ? null : normalizeDomainName(value);
}

/** `c=` is `header[/body]`, each `simple` where it is not given (RFC 6376 section 3.5). */
function readCanonicalization(value: string | null): readonly [Canonicalization | null, Canonicalization | null] {
  const [header = '', body = 'simple', ...rest] = (value ?? 'simple').toLowerCase().split('/');
  return rest.length > 0 ? [null, null] : [known(header.trim()), known(body.trim())];
}

function known(name: string): Canonicalization | null {
  return name === 'simple' || name === 'relaxed' ? name : null;
}

/** `i=` is dkim-quoted-printable (RFC 6376 section 2.11); the domain follows its last `@`. */
function readIdentity(value: string | null): Identity | null {
  if (value === null) {
    return null;
  }
  const encoded = withoutFoldingSpace(value);
  if (/=(?![0-9A-Fa-f]{2})/.test(encoded)) {
    return { text: encoded, domain: null };
  }
  const bytes = encoded.replace(/=([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  const at = bytes.lastIndexOf('@');
  return { text: bytes, domain: at < 0 ? null : normalizeDomainName(bytes.slice(at + 1)) };
}

function readNumber(value: string | null, pattern: RegExp): number | null {
  return value !== null && pattern.test(value) ? Number(value) : null;
}
