/** An ARC-Seal field as its tags say it (RFC 8617 section 4.1.3), with the first thing that makes it unusable. */
import { Buffer } from 'node:buffer';
import type { HeaderField } from '../../facts/message.ts';
import { toQueryName } from '../../names/domain-name.ts';
import type { SignedWith } from '../dkim/key.ts';
import { readName } from '../dkim/signature.ts';
import { parseTagList, withoutFoldingSpace } from '../dkim/tag-list.ts';

export interface Seal extends SignedWith {
  readonly field: HeaderField;
  readonly domain: string;
  /** `a=` as written, in lower case, or null where it is missing. */
  readonly algorithm: string | null;
  readonly selector: string | null;
  readonly keyName: string | null;
  /** `cv=` in lower case (its words are case-insensitive), or null where it is missing. */
  readonly chainValidation: string | null;
  /** Seconds since the epoch, UTC. */
  readonly sealedAt: number | null;
  /** What is wrong, as the end of a sentence, or null. */
  readonly fault: string | null;
  /** Whether it has an `h=` tag: a seal that names what it signs invalidates the chain. */
  readonly signsFields: boolean;
}

const algorithms: Readonly<Record<string, 'rsa' | 'ed25519'>> = { 'rsa-sha256': 'rsa', 'ed25519-sha256': 'ed25519' };

/** Reads a seal. Never throws: a faulty seal keeps every value that could be read. */
export function readSeal(field: HeaderField): Seal {
  const { tags, fault } = parseTagList(field.value);
  const algorithm = (tags.get('a') ?? '').toLowerCase();
  const domain = readName(tags.get('d') ?? null);
  const selector = readName(tags.get('s') ?? null);
  const keyType = Object.hasOwn(algorithms, algorithm) ? (algorithms[algorithm] ?? null) : null;
  const keyName = domain === null || selector === null ? null : toQueryName(`${selector}._domainkey.${domain}`);
  return {
    field,
    algorithm: tags.has('a') ? algorithm : null,
    domain: domain ?? tags.get('d') ?? '',
    selector: selector ?? tags.get('s') ?? null,
    keyName,
    keyType,
    hash: 'sha256',
    isBelowDomain: false,
    signature: Buffer.from(withoutFoldingSpace(tags.get('b') ?? ''), 'base64'),
    chainValidation: tags.get('cv')?.toLowerCase() ?? null,
    sealedAt: /^[0-9]{1,12}$/.test(tags.get('t') ?? '') ? Number(tags.get('t')) : null,
    fault: fault ?? findFault(tags, keyType, keyName),
    signsFields: tags.has('h'),
  };
}

function findFault(tags: ReadonlyMap<string, string>, keyType: Seal['keyType'], keyName: string | null): string | null {
  const absent = ['a', 'b', 'd', 's'].find((name) => !tags.has(name));
  if (absent !== undefined) {
    return `the tag ${absent}= is missing`;
  }
  if (keyType === null) {
    return `the algorithm a=${tags.get('a')} is not known`;
  }
  if (keyName === null) {
    return `d=${tags.get('d')}; s=${tags.get('s')} names no usable domain and selector`;
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(withoutFoldingSpace(tags.get('b') ?? ''))) {
    return 'b= is not base64';
  }
  if (tags.has('t') && !/^[0-9]{1,12}$/.test(tags.get('t') ?? '')) {
    return 't= is not a number';
  }
  return null;
}
