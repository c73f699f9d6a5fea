/**
 * Where dkimpy and Mail::DKIM are known to read DKIM otherwise than we do, each with the section of RFC 6376 (or another) that decides and a
 * recogniser that fits nothing else. A disagreement that none of these explains fails the test, and so does an entry that explains nothing.
 */
import { Buffer } from 'node:buffer';
import { parseTagList } from '../../shared/authentication/dkim/tag-list.ts';
import type { DkimCheck, DkimReasonCode } from '../../shared/facts/authentication.ts';
import type { Message } from '../../shared/facts/message.ts';
import type { DkimCase } from './dkim-messages.ts';
import type { DkimPeerResult } from './dkim-process.ts';

export type Peer = 'dkimpy' | 'Mail::DKIM';

export interface Disagreement {
  readonly peer: Peer;
  readonly theirs: DkimPeerResult;
  /** Our check of the topmost signature. */
  readonly ours: DkimCheck;
  readonly message: Message;
  readonly test: DkimCase;
}

export interface Deviation {
  readonly peer: Peer;
  /** What the peer does, and what the standard says. */
  readonly says: string;
  readonly recognizes: (disagreement: Disagreement) => boolean;
}

/** The raw signature field, without its line end. */
function rawSignature({ message, ours }: Disagreement): string {
  const field = message.headers.find((each) => each.index === ours.header);
  return field === undefined
    ? ''
    : Buffer.from(field.raw)
        .toString('latin1')
        .replace(/\r?\n$/, '');
}

function signatureTag(disagreement: Disagreement, name: string): string | undefined {
  const raw = rawSignature(disagreement);
  return parseTagList(raw.slice(raw.indexOf(':') + 1)).tags.get(name);
}

function records({ ours, test }: Disagreement): readonly string[] {
  const answer = test.keys[`${ours.selector}._domainkey.${ours.domain}`];
  return typeof answer === 'string' || answer === undefined ? [] : answer;
}

/** Of the first key record: neither peer reads another. */
function keyTag(disagreement: Disagreement, name: string): string | undefined {
  return parseTagList(records(disagreement)[0] ?? '').tags.get(name);
}

function bodyOf({ message }: Disagreement): string {
  return Buffer.from(message.bytes.subarray(message.body.start, message.body.end)).toString('latin1');
}

/** They take what we refuse for one of these reasons. */
function taken(...codes: readonly DkimReasonCode[]): Deviation['recognizes'] {
  return ({ ours, theirs }) => codes.includes(ours.code) && theirs.result === 'pass';
}

/** What dkimpy hashes of the body or the header fields is not what was signed. */
function hashesOtherwise({ theirs }: Disagreement): boolean {
  return theirs.result === 'signature' || theirs.result === 'body';
}

const dkimpy: readonly Omit<Deviation, 'peer'>[] = [
  { says: 'takes rsa-sha1, which verifiers must not accept (RFC 8301 section 3.1)', recognizes: taken('algorithm-historic') },
  { says: 'takes a signature that does not cover From (section 6.1.1)', recognizes: taken('from-not-signed') },
  { says: 'does not see that l= is larger than the body (section 3.5)', recognizes: taken('body-length-too-large') },
  { says: 'does not read h= of a key record (section 6.1.2)', recognizes: taken('key-hash-excluded') },
  { says: 'does not read t=s of a key record (section 3.6.1)', recognizes: taken('key-identity-mismatch') },
  {
    says: 'takes v= behind other tags of a key record, where it must be the first (section 3.6.1)',
    recognizes: (each) => taken('key-version-unknown')(each) && keyTag(each, 'v') === 'DKIM1',
  },
  {
    says: 'takes a key record with characters in p= that are no base64 (section 3.6.1)',
    recognizes: (each) => taken('key-syntax')(each) && /[^A-Za-z0-9+/=\s]/.test(keyTag(each, 'p') ?? ''),
  },
  {
    says: 'takes tag names that the grammar does not have (section 3.2)',
    recognizes: (each) => taken('signature-syntax')(each) && each.ours.reason.endsWith('” is not a tag.'),
  },
  {
    says: 'gives ten hours of grace to x= (section 3.5: none)',
    recognizes: (each) => taken('expired')(each),
  },
  {
    says: 'does not compare x= with t= (section 3.5)',
    recognizes: taken('expiration-before-signing'),
  },
  {
    says: 'signs every further From unasked, so that one which the signature does not cover breaks it (section 5.4.2 takes as many as h= names)',
    recognizes: (each) => hashesOtherwise(each) && each.ours.headerSignature === 'pass' && each.ours.unsignedDuplicates.includes('from'),
  },
  {
    says: 'keeps white space between the value of b= and the semicolon (section 3.7: all around the value goes)',
    recognizes: (each) => each.theirs.result === 'signature' && /(?:[:;]|\s)b[ \t\r\n]*=[^;]*[ \t\r\n];/.test(rawSignature(each)),
  },
  {
    says: 'cuts white space at the end of the signature field in simple form (section 3.4.1: nothing changes)',
    recognizes: (each) =>
      each.theirs.result === 'signature' && each.ours.canonicalization?.startsWith('simple') === true && /[ \t]$/.test(rawSignature(each)),
  },
  {
    says: 'keeps white space at the end of a last line without line end in relaxed form (section 3.4.4)',
    recognizes: (each) =>
      each.theirs.result === 'body' && each.ours.canonicalization?.endsWith('relaxed') === true && /[ \t]$/.test(bodyOf(each)),
  },
  {
    says: 'reads no message with white space before the colon of a field (RFC 5322 section 4.5 has it)',
    recognizes: ({ theirs, message }) =>
      theirs.result !== 'pass' && message.headers.some((field) => /^[^:\s]+[ \t]+:/.test(Buffer.from(field.raw).toString('latin1'))),
  },
  {
    says: 'lets h= name the signature itself (section 5.4: it must not be included)',
    recognizes: ({ theirs, ours }) =>
      theirs.result === 'signature' && ours.signedHeaders.includes('dkim-signature') && ours.headerSignature === 'pass',
  },
  {
    says: 'takes names of algorithms and canonical forms in small letters only (RFC 5234 section 2.3: words of a grammar have no case)',
    recognizes: (each) =>
      (each.theirs.text.startsWith('unknown signature algorithm') && signatureTag(each, 'a') === 'RSA-SHA256') ||
      (each.theirs.text.includes('invalid c= value') && signatureTag(each, 'c') === 'Relaxed/Relaxed'),
  },
  {
    says: 'takes times with more than twelve digits (section 3.5)',
    recognizes: (each) => taken('signature-syntax')(each) && /^\d{13,}$/.test(signatureTag(each, 'x') ?? ''),
  },
  {
    says: 'takes a final dot in d= (section 3.5: the grammar of a domain name has none)',
    recognizes: (each) => taken('domain-malformed')(each) && signatureTag(each, 'd')?.endsWith('.') === true,
  },
  {
    says: 'takes no q= but dns/txt alone and in small letters (section 3.5: a list)',
    recognizes: (each) => each.theirs.text.startsWith('q= value is not dns/txt') && signatureTag(each, 'q') !== 'dns/txt',
  },
  {
    says: 'takes rsa in k= in small letters only (RFC 5234 section 2.3: words of a grammar have no case)',
    recognizes: (each) => each.theirs.text.startsWith('unknown algorithm in k= tag') && keyTag(each, 'k') === 'RSA',
  },
  {
    says: 'does not read s= of a key record as a list (section 3.6.1)',
    recognizes: (each) => each.theirs.text.startsWith('UnknownKeyTypeError') && /[: ]/.test(keyTag(each, 's') ?? ''),
  },
  {
    says: 'refuses signatures that were made more than ten hours in the future (section 3.5: may be ignored)',
    recognizes: ({ theirs, ours }) =>
      theirs.text.startsWith('t= value is in the future') && ours.warnings.some((text) => text.includes('made after')),
  },
  {
    says: 'reads the first of several key records alone (section 3.6.2.2: undefined)',
    recognizes: (each) => each.theirs.result !== 'pass' && records(each).length > 1 && each.ours.key?.record !== records(each)[0],
  },
];

const mailDkim: readonly Omit<Deviation, 'peer'>[] = [
  {
    says: 'knows no Ed25519 (RFC 8463)',
    recognizes: ({ theirs, ours }) => ours.algorithm === 'ed25519-sha256' && /unsupported algorithm ed25519-sha256/.test(theirs.text),
  },
  { says: 'takes rsa-sha1 unless it is told to be strict (RFC 8301 section 3.1)', recognizes: taken('algorithm-historic') },
  { says: 'takes short RSA keys unless it is told to be strict (RFC 8301 section 3.2)', recognizes: taken('key-too-short') },
  { says: 'takes a signature that does not cover From (section 6.1.1)', recognizes: taken('from-not-signed') },
  { says: 'does not see that l= is larger than the body (section 3.5)', recognizes: taken('body-length-too-large') },
  {
    says: 'takes a signature without v= (section 3.5)',
    recognizes: (each) => taken('tag-missing')(each) && each.ours.reason.includes('v='),
  },
  {
    says: 'takes a signature of an old draft or with an empty v= (section 3.5)',
    recognizes: (each) => taken('version-unknown')(each) && ['0.5', ''].includes(signatureTag(each, 'v') ?? '-'),
  },
  {
    says: 'does not check the grammar of tag lists and numbers in signatures (sections 3.2 and 3.5)',
    recognizes: taken('signature-syntax'),
  },
  {
    says: 'does not compare x= with t= (section 3.5)',
    recognizes: taken('expiration-before-signing'),
  },
  {
    says: 'does not check the grammar of key records (section 3.2)',
    recognizes: (each) => taken('key-syntax')(each) && (parseTagList(records(each)[0] ?? '').fault !== null || keyTag(each, 'k') === ''),
  },
  {
    says: 'takes v= of a key record behind other tags or without a value (section 3.6.1)',
    recognizes: (each) => taken('key-version-unknown')(each) && ['DKIM1', ''].includes(keyTag(each, 'v') ?? '-'),
  },
  {
    says: 'takes an empty s= of a key record for any service (section 3.6.1)',
    recognizes: (each) => taken('key-not-for-email')(each) && keyTag(each, 's') === '',
  },
  {
    says: 'takes an empty h= of a key record for any hash (section 3.6.1)',
    recognizes: (each) => taken('key-hash-excluded')(each) && keyTag(each, 'h') === '',
  },
  {
    says: 'takes a final dot in d= (section 3.5: the grammar of a domain name has none)',
    recognizes: (each) => taken('domain-malformed')(each) && signatureTag(each, 'd')?.endsWith('.') === true,
  },
  {
    says: 'does not cut the line end that stands for an empty body at l= (section 3.4.3)',
    recognizes: (each) => each.theirs.result === 'body' && signatureTag(each, 'l') === '1' && /^[\r\n]*$/.test(bodyOf(each)),
  },
  {
    says: 'takes an empty c= for simple/simple (section 3.5)',
    recognizes: (each) => taken('canonicalization-unknown')(each) && signatureTag(each, 'c') === '',
  },
  {
    says: 'takes l=0 for no limit (section 3.5: none of the body is signed)',
    recognizes: (each) => each.theirs.result === 'body' && Number(signatureTag(each, 'l')) === 0 && each.ours.bodyHash === 'match',
  },
  {
    says: 'obeys g= of a key record, which RFC 6376 dropped (RFC 4871 section 3.6.1)',
    recognizes: (each) => /granularity/.test(each.theirs.text) && keyTag(each, 'g') !== undefined,
  },
  {
    says: 'lets h= name the signature itself (section 5.4: it must not be included)',
    recognizes: ({ theirs, ours }) =>
      theirs.result === 'signature' && ours.signedHeaders.includes('dkim-signature') && ours.headerSignature === 'pass',
  },
  {
    says: 'takes a method of q= only as written in section 3.5, without blanks around it and in small letters (section 3.2: a list may be folded)',
    recognizes: (each) => each.theirs.text.includes('unsupported query protocol') && /[ A-Z]/.test(signatureTag(each, 'q') ?? ''),
  },
  {
    says: 'takes words of key records in small letters and without blanks around them only (sections 3.2 and 3.6.1)',
    recognizes: (each) =>
      (each.theirs.text.includes('unsupported key type') && keyTag(each, 'k') === 'RSA') ||
      (each.theirs.text.includes('does not support email') && /\s/.test(keyTag(each, 's') ?? '')) ||
      (each.theirs.text.includes('does not support hash algorithm') && /[A-Z\s]/.test(keyTag(each, 'h') ?? '')),
  },
  {
    says: 'reads the first of several key records alone (section 3.6.2.2: undefined)',
    recognizes: (each) => each.theirs.result !== 'pass' && records(each).length > 1 && each.ours.key?.record !== records(each)[0],
  },
];

export const deviations: readonly Deviation[] = [
  ...dkimpy.map((deviation): Deviation => ({ peer: 'dkimpy', ...deviation })),
  ...mailDkim.map((deviation): Deviation => ({ peer: 'Mail::DKIM', ...deviation })),
];

/** Reasons for which a signature is ruled out by itself: what a peer finds further on says nothing then. */
const ownFaults: ReadonlySet<DkimReasonCode> = new Set([
  'signature-syntax',
  'tag-missing',
  'version-unknown',
  'algorithm-unknown',
  'canonicalization-unknown',
  'query-method-unknown',
  'domain-malformed',
  'identity-outside-domain',
  'from-not-signed',
  'expiration-before-signing',
  'expired',
  'algorithm-historic',
]);

/** Whether both say the same: pass or not, and why not where both came as far as the body hash or the header fields. */
export function agree(theirs: DkimPeerResult, ours: DkimCheck | undefined): boolean {
  if (ours === undefined) return theirs.result !== 'pass';
  if (theirs.result === 'pass' || ours.result === 'pass') return theirs.result === ours.result;
  if (ownFaults.has(ours.code)) return true;
  return theirs.result === 'body' ? ours.bodyHash === 'mismatch' : theirs.result === 'signature' ? ours.headerSignature !== 'pass' : true;
}
