/**
 * ARC (RFC 8617): what did the handlers on the way record, and do their records still hold together?
 *
 * Each handler adds a set of three fields with the same instance: what it found (ARC-Authentication-Results), a signature over the
 * message as it left (ARC-Message-Signature) and a seal over all ARC fields so far (ARC-Seal). The chain passes when the sets are
 * complete, every seal verifies and the newest message signature fits the message as it stands.
 *
 * The two signatures prove different things, so each set has both results. A seal that verifies proves who wrote the record; only the
 * message signature binds it to this message: a whole set can be copied onto another one. Older message signatures usually fail,
 * because the next handler changed the message; that is not a fault of the chain.
 *
 * A broken structure fails without any key. Everything else is `unknown` as long as a key that could decide it is not in the snapshot.
 */
import type { ArcCheck, ArcReasonCode, ArcSet, ArcVouching, SignatureCoverage } from '../../facts/authentication.ts';
import type { DnsQuestion, Resolver } from '../../facts/dns.ts';
import type { HeaderField, Message } from '../../facts/message.ts';
import { type KeyVerdict, tryKey } from '../dkim/key.ts';
import { explainDkim } from '../dkim/reason.ts';
import type { Signature } from '../dkim/signature.ts';
import { openSignedContent, type SignedContent } from '../dkim/signed-content.ts';
import { toIso } from '../dkim/timestamp.ts';
import { askKey, compareBody, describeCoverage } from '../dkim/verify.ts';
import { type Mailauth, openMailauth } from '../mailauth.ts';
import { type ArcLink, collectChain } from './chain.ts';
import { explainArc, explainVouching } from './reason.ts';
import { sealScope } from './seal-scope.ts';

type Outcome = 'pass' | 'fail' | 'unknown';

interface LinkCheck {
  readonly set: Omit<ArcSet, 'vouches' | 'vouchesText'>;
  readonly missing: readonly DnsQuestion[];
}

interface Context {
  readonly content: SignedContent;
  readonly resolver: Resolver;
  readonly mailauth: Mailauth;
  readonly time: number;
}

/**
 * Checks the ARC sets of a message as of `time` (the receipt, in milliseconds since the epoch, UTC); `resolver` answers as of that time.
 * `none` for a message without ARC fields. Each set has the results of its seal and its message signature, whatever the chain's is.
 */
export async function checkArc(message: Message, resolver: Resolver, time: number): Promise<ArcCheck> {
  const { links, fault } = collectChain(message);
  if (links.length === 0 && fault === null) {
    return conclude('none', 'no-sets', null, '', []);
  }
  const context: Context = { content: await openSignedContent(message), resolver, mailauth: await openMailauth(), time };
  const checks: LinkCheck[] = [];
  for (const [index, link] of links.entries()) {
    checks.push(await checkLink(link, links.slice(0, index), context));
  }
  if (fault !== null) {
    return conclude('fail', fault.code, fault.instance, fault.detail, checks);
  }
  return judge(checks);
}

/** RFC 8617 section 5.2 steps 4 and 6, for a chain whose structure holds. */
function judge(checks: readonly LinkCheck[]): ArcCheck {
  const newest = checks.at(-1)?.set;
  if (newest?.messageSignature === 'fail') {
    return conclude('fail', 'message-signature-failed', newest.instance, newest.messageSignatureReason, checks);
  }
  const broken = checks.findLast(({ set }) => set.seal === 'fail')?.set;
  if (broken !== undefined) {
    return conclude('fail', 'seal-failed', broken.instance, broken.sealReason, checks);
  }
  if (newest?.messageSignature === 'unknown' || checks.some(({ set }) => set.seal === 'unknown')) {
    return conclude('unknown', 'keys-not-captured', null, '', checks);
  }
  return conclude('pass', 'verified', null, '', checks);
}

function conclude(
  result: ArcCheck['result'],
  code: ArcReasonCode,
  brokenAt: number | null,
  detail: string,
  checks: readonly LinkCheck[],
): ArcCheck {
  const sets = checks.map(({ set }): ArcSet => {
    const vouches = vouchingOf(set, result);
    return { ...set, vouches, vouchesText: explainVouching(vouches, set.sealedBy) };
  });
  const missing = new Map(checks.flatMap((check) => check.missing).map((question) => [question.name, question]));
  return {
    result,
    code,
    reason: explainArc(code, brokenAt, detail),
    brokenAt,
    oldestPass: findOldestPass(sets),
    sets,
    missing: [...missing.values()],
  };
}

/** A seal covers the record and the message signature of its set, and everything below; the message signature alone covers the message (RFC 8617 section 4.1). */
function vouchingOf({ seal, messageSignature }: LinkCheck['set'], chain: ArcCheck['result']): ArcVouching {
  if (seal !== 'pass') {
    return seal === 'fail' ? 'nothing' : 'unknown';
  }
  if (messageSignature === 'pass') {
    return 'message';
  }
  // The sets above cover this one, so an unbroken chain reaches down to it; a message signature that lacks its key leaves it open.
  return chain === 'pass' ? 'relayed' : chain === 'unknown' || messageSignature === 'unknown' ? 'unknown' : 'record';
}

/** RFC 8617 section 5.2 step 5: from the newest down, as far as message signatures verify. */
function findOldestPass(sets: readonly ArcSet[]): number | null {
  const lastOther = sets.findLastIndex((set) => set.messageSignature !== 'pass');
  return sets[lastOther + 1]?.instance ?? null;
}

async function checkLink(link: ArcLink, before: readonly ArcLink[], context: Context): Promise<LinkCheck> {
  const seal = await checkSeal(link, before, context);
  const signature = await checkMessageSignature(link, context);
  return {
    set: {
      instance: link.instance,
      sealedBy: link.seal?.domain ?? '',
      selector: link.seal?.selector ?? null,
      chainValidation: link.seal?.chainValidation ?? null,
      seal: seal.outcome,
      messageSignature: signature.outcome,
      sealHeader: link.seal?.field.index ?? null,
      signatureHeader: link.signature?.field.index ?? null,
      resultsHeader: link.results?.index ?? null,
      sealReason: seal.reason,
      messageSignatureReason: signature.reason,
      ...signature.coverage,
      sealedAt: toIso(link.seal?.sealedAt ?? null),
    },
    missing: [...seal.missing, ...signature.missing],
  };
}

interface PartCheck {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly missing: readonly DnsQuestion[];
}

/** RFC 8617 section 5.1.1: the seal signs all ARC fields up to its own, set by set, in relaxed form. */
async function checkSeal(link: ArcLink, before: readonly ArcLink[], context: Context): Promise<PartCheck> {
  const { seal } = link;
  if (seal === null || seal.keyName === null || seal.fault !== null || seal.signsFields) {
    const what = seal === null ? 'there is none' : (seal.fault ?? (seal.signsFields ? 'it has an h= tag' : 'it names no key'));
    return { outcome: 'fail', reason: `The seal cannot be used: ${what}.`, missing: [] };
  }
  const scope = sealScope(link, before);
  if (scope === null) {
    return { outcome: 'fail', reason: 'The seal signs fields that the message does not have.', missing: [] };
  }
  function* data(fields: readonly HeaderField[]) {
    for (const field of fields) {
      yield field === seal?.field ? context.content.blanked(field, 'relaxed') : context.content.canonical(field, 'relaxed');
    }
  }
  return describeKeyVerdict(await tryKey(seal.keyName, seal, () => data(scope), context.resolver, context.mailauth), 'The seal verifies.');
}

type SignatureCheck = PartCheck & { readonly coverage: SignatureCoverage };

const nothingCovered: SignatureCoverage = {
  canonicalization: null,
  signedHeaders: [],
  unsignedDuplicates: [],
  overSigned: [],
  bodyHash: 'unknown',
  bodyLength: null,
  unsignedOctets: 0,
  unsignedSpan: null,
};

/** RFC 8617 section 5.2 step 4: as a DKIM signature (RFC 6376), except for the tags `v=` and `i=`. */
async function checkMessageSignature(link: ArcLink, context: Context): Promise<SignatureCheck> {
  const { signature } = link;
  if (signature === null) {
    return { outcome: 'fail', reason: 'There is no message signature.', missing: [], coverage: nothingCovered };
  }
  const check = await verifyMessageSignature(signature, context);
  if (check.outcome !== 'fail' || signature.namesCanonicalization) {
    return check;
  }
  // Without c= simple/simple is meant (RFC 6376 section 3.5), but the drafts of ARC meant relaxed/relaxed, and sealers of that time signed so.
  const draft = await verifyMessageSignature({ ...signature, headerCanonicalization: 'relaxed', bodyCanonicalization: 'relaxed' }, context);
  return draft.outcome === 'fail' ? check : draft;
}

async function verifyMessageSignature(signature: Signature, context: Context): Promise<SignatureCheck> {
  const selected = context.content.select(signature.signedHeaders, signature.field);
  const body = compareBody(signature, context.content);
  const coverage = describeCoverage(signature, selected, body, context.content);
  // RFC 6376 section 5.4 wants From signed, but sealers exist that sign less, and verifiers accept it: the signature then binds less.
  if (signature.fault !== null && signature.fault.code !== 'from-not-signed') {
    return { outcome: 'fail', reason: explainDkim(signature.fault.code, signature.fault.detail), missing: [], coverage };
  }
  if (signature.expiresAt !== null && signature.expiresAt * 1_000 < context.time) {
    return { outcome: 'fail', reason: explainDkim('expired', toIso(signature.expiresAt) ?? ''), missing: [], coverage };
  }
  const key = await askKey(signature, selected, context.content, context.resolver, context.mailauth);
  if (body.comparison !== 'match' || key === null) {
    // No key can mend a body that does not match, but an open key stays a question: it says whether the header fields are as signed.
    const code = body.comparison === 'mismatch' ? 'body-hash-mismatch' : 'too-many-signatures';
    return { outcome: 'fail', reason: explainDkim(code, ''), missing: key?.missing ?? [], coverage };
  }
  const good = signature.fault === null ? 'The message signature verifies.' : 'The message signature verifies, but it does not cover From.';
  return { ...describeKeyVerdict(key, good), coverage };
}

function describeKeyVerdict(verdict: KeyVerdict, good: string): PartCheck {
  const outcome = verdict.code === 'verified' ? 'pass' : verdict.code === 'key-not-captured' ? 'unknown' : 'fail';
  return { outcome, reason: outcome === 'pass' ? good : explainDkim(verdict.code, verdict.detail), missing: verdict.missing };
}
