/** The ARC sets of a message and what is wrong with the way they stand (RFC 8617 section 5.2 steps 1 to 3). No key is needed for this. */
import type { ArcReasonCode } from '../../facts/authentication.ts';
import type { HeaderField, Message } from '../../facts/message.ts';
import { readSignature, type Signature } from '../dkim/signature.ts';
import { parseTagList } from '../dkim/tag-list.ts';
import { readSeal, type Seal } from './seal.ts';

/** RFC 8617 section 4.2.1. */
export const largestInstance = 50;

export interface ArcLink {
  readonly instance: number;
  readonly seal: Seal | null;
  readonly signature: Signature | null;
  readonly results: HeaderField | null;
}

export interface ChainFault {
  readonly code: ArcReasonCode;
  readonly instance: number | null;
  /** What the sentence needs. */
  readonly detail: string;
}

export interface Chain {
  /** In order of instance. Where an instance has a field twice, the upper one. */
  readonly links: readonly ArcLink[];
  readonly fault: ChainFault | null;
}

const keys = ['arc-seal', 'arc-message-signature', 'arc-authentication-results'] as const;
type Key = (typeof keys)[number];
const names: Readonly<Record<Key, string>> = {
  'arc-seal': 'ARC-Seal',
  'arc-message-signature': 'ARC-Message-Signature',
  'arc-authentication-results': 'ARC-Authentication-Results',
};

/** Collects the sets. `links` is empty for a message without any ARC field; then there is no fault either. */
export function collectChain(message: Message): Chain {
  const sets = new Map<number, Map<Key, HeaderField>>();
  let fault: ChainFault | null = null;
  for (const field of message.headers) {
    const key = keys.find((name) => name === field.key);
    if (key === undefined) {
      continue;
    }
    const instance = readInstance(key, field);
    if (instance === null) {
      fault ??= { code: 'instance-malformed', instance: null, detail: names[key] };
      continue;
    }
    const set = sets.get(instance) ?? new Map<Key, HeaderField>();
    sets.set(instance, set);
    if (set.has(key)) {
      fault ??= { code: 'instance-duplicated', instance, detail: names[key] };
    } else {
      set.set(key, field);
    }
  }
  const links = [...sets]
    .sort(([a], [b]) => a - b)
    .map(([instance, set]): ArcLink => {
      const seal = set.get('arc-seal');
      const signature = set.get('arc-message-signature');
      return {
        instance,
        seal: seal === undefined ? null : readSeal(seal),
        signature: signature === undefined ? null : readSignature(signature, 'arc'),
        results: set.get('arc-authentication-results') ?? null,
      };
    });
  return { links, fault: fault ?? findFault(links) };
}

/** `i=` is one or two digits, 1 to 50 (RFC 8617 sections 3.9 and 4.2.1). */
function readInstance(key: Key, field: HeaderField): number | null {
  const text = key === 'arc-authentication-results' ? readLeadingInstance(field.value) : (parseTagList(field.value).tags.get('i') ?? '');
  const instance = /^[0-9]{1,2}$/.test(text) ? Number(text) : 0;
  return instance >= 1 && instance <= largestInstance ? instance : null;
}

/** In ARC-Authentication-Results `i=N;` comes first (RFC 8617 section 4.1.1); comments may stand around its parts. */
function readLeadingInstance(value: string): string {
  const head = value.slice(0, 1_000).replace(/\([^()]*\)/g, ' ');
  return /^[ \t\r\n]*i[ \t\r\n]*=[ \t\r\n]*([0-9]{1,2})[ \t\r\n]*;/.exec(head)?.[1] ?? '';
}

/** The first rule of RFC 8617 section 5.2 step 3 that is broken, from the oldest set to the newest. */
function findFault(links: readonly ArcLink[]): ChainFault | null {
  const newest = links.at(-1);
  if (newest?.seal?.chainValidation === 'fail') {
    // Step 2: the last sealer found the chain broken; nothing after that can mend it.
    return { code: 'chain-validation-failed', instance: newest.instance, detail: '' };
  }
  for (const [index, link] of links.entries()) {
    const fault = findLinkFault(link, index + 1);
    if (fault !== null) {
      return fault;
    }
  }
  return null;
}

function findLinkFault(link: ArcLink, expected: number): ChainFault | null {
  const { instance, seal, signature, results } = link;
  if (instance !== expected) {
    return { code: 'instance-missing', instance: expected, detail: String(expected) };
  }
  if (seal === null || signature === null || results === null) {
    const key: Key = seal === null ? 'arc-seal' : signature === null ? 'arc-message-signature' : 'arc-authentication-results';
    return { code: 'field-missing', instance, detail: names[key] };
  }
  if (seal.signsFields) {
    // RFC 8617 section 4.1.3: "h=" in a seal fails the chain.
    return { code: 'seal-signs-fields', instance, detail: '' };
  }
  if (seal.fault !== null) {
    return { code: 'field-malformed', instance, detail: `its seal cannot be used: ${seal.fault}` };
  }
  const cv = seal.chainValidation;
  if (cv === null || cv !== (instance === 1 ? 'none' : 'pass')) {
    return { code: 'chain-validation-malformed', instance, detail: cv ?? '' };
  }
  if (signature.signedHeaders.includes('arc-seal')) {
    // RFC 8617 section 4.1.2: the message signature must not cover seals.
    return { code: 'signature-covers-seal', instance, detail: '' };
  }
  return null;
}
