/** What exactly was hashed for one signature of a message, in the form in which it was hashed, and whether its key agrees. */
import type { CanonicalForm } from '../facts/canonical.ts';
import type { Resolver } from '../facts/dns.ts';
import type { HeaderField, Message } from '../facts/message.ts';
import { type Outcome, refuse, succeed } from '../outcome.ts';
import { collectChain } from './arc/chain.ts';
import { sealScope } from './arc/seal-scope.ts';
import { canonicalOctets, describePieces, type Pieces } from './canonical-pieces.ts';
import { describeBody } from './dkim/canonical.ts';
import { type KeyVerdict, type SignedWith, tryKey } from './dkim/key.ts';
import { explainDkim } from './dkim/reason.ts';
import { readKeyRecord } from './dkim/record.ts';
import { type Canonicalization, readSignature, type Signature } from './dkim/signature.ts';
import { openSignedContent, type SelectedName, type SignedContent } from './dkim/signed-content.ts';
import { type Mailauth, openMailauth } from './mailauth.ts';
import { signedDigest } from './signed-digest.ts';

interface Tools {
  readonly content: SignedContent;
  readonly mailauth: Mailauth;
  readonly resolver: Resolver;
}

const nothing: Pieces = { pieces: [], piecesLeftOut: 0, octets: 0, digest: '' };

/**
 * Takes a message and the index of a DKIM-Signature, ARC-Message-Signature or ARC-Seal field in it; `resolver` answers as of the receipt.
 * Gives the octets that the signature covers, made by the same functions that verify it. Refuses any other field.
 */
export async function readCanonicalForm(message: Message, header: number, resolver: Resolver): Promise<Outcome<CanonicalForm>> {
  const field = message.headers[header];
  const tools = { content: await openSignedContent(message), mailauth: await openMailauth(), resolver };
  switch (field?.key) {
    case 'dkim-signature':
      return succeed(await describeSignature(readSignature(field, 'dkim'), 'dkim-signature', message, tools));
    case 'arc-message-signature':
      return succeed(await describeSignature(readSignature(field, 'arc'), 'arc-message-signature', message, tools));
    case 'arc-seal':
      return succeed(await describeSeal(field, message, tools));
    default:
      return refuse('bad-request', 'This field is no signature.', { at: `header ${header}` });
  }
}

async function describeSignature(
  read: Signature,
  kind: 'dkim-signature' | 'arc-message-signature',
  message: Message,
  tools: Tools,
): Promise<CanonicalForm> {
  const [signature, notes] = kind === 'dkim-signature' ? [read, []] : withDraftForm(read, tools.content, message);
  const { field, algorithm, hash, headerCanonicalization: canonicalization, keyName } = signature;
  const names = tools.content.select(signature.signedHeaders, field).sequence;
  const said = canonicalization === null ? null : await askKey(names, field, canonicalization, signature, keyName, tools);
  return {
    ...describeHashed({ header: field.index, kind, algorithm, hash, canonicalization }, names, field, tools),
    ...(said ?? unusable(signature.fault === null ? '' : explainDkim(signature.fault.code, signature.fault.detail))),
    body: describeBody(signature, tools.content, message),
    notes,
  };
}

/** Without c= the drafts of ARC meant relaxed/relaxed (`arc/check.ts`): where only that fits the body, it is what was hashed. */
function withDraftForm(signature: Signature, content: SignedContent, message: Message): readonly [Signature, readonly string[]] {
  const fits = (candidate: Signature): boolean => {
    const body = describeBody(candidate, content, message);
    return body !== null && body.computed === body.claimed;
  };
  const draft: Signature = { ...signature, headerCanonicalization: 'relaxed', bodyCanonicalization: 'relaxed' };
  if (signature.namesCanonicalization || fits(signature) || !fits(draft)) return [signature, []];
  return [draft, ['c= is missing. By the standard that means simple/simple; this sealer followed a draft and hashed the relaxed forms.']];
}

async function describeSeal(field: HeaderField, message: Message, tools: Tools): Promise<CanonicalForm> {
  const { links } = collectChain(message);
  const at = links.findIndex((link) => link.seal?.field === field);
  const link = links[at];
  const seal = link?.seal ?? null;
  const scope = link === undefined ? null : sealScope(link, links.slice(0, at));
  const described = { header: field.index, kind: 'arc-seal', algorithm: seal?.algorithm ?? null, hash: 'sha256' } as const;
  const without = { body: null, notes: [] };
  if (seal === null || scope === null) {
    const why =
      seal === null ? 'Another seal of the same instance stands above this one.' : 'The seal signs fields that the message does not have.';
    return { ...describeHashed({ ...described, canonicalization: null }, [], field, tools), ...unusable(why), ...without };
  }
  const names = scope.slice(0, -1).map((each) => ({ name: each.name, field: each }));
  return {
    ...describeHashed({ ...described, canonicalization: 'relaxed' }, names, field, tools),
    ...(await askKey(names, field, 'relaxed', seal, seal.keyName, tools)),
    ...without,
    notes:
      seal.chainValidation === 'fail' && at > 0
        ? ['A seal with cv=fail covers its own set alone, as if there were no other (RFC 8617 section 5.1.2).']
        : [],
  };
}

type Described = Pick<CanonicalForm, 'header' | 'kind' | 'algorithm' | 'hash' | 'canonicalization'>;

function describeHashed(
  described: Described,
  names: readonly SelectedName[],
  own: HeaderField,
  { content }: Tools,
): Described & Pick<CanonicalForm, 'pieces' | 'piecesLeftOut' | 'octets' | 'digest'> {
  const { canonicalization, hash } = described;
  if (canonicalization === null) return { ...described, ...nothing, digest: null };
  const made = describePieces(names, own, canonicalization, hash ?? 'sha256', content);
  return { ...described, ...made, digest: hash === null ? null : made.digest };
}

type Said = Pick<CanonicalForm, 'signature' | 'reason' | 'signedDigest'>;

function unusable(reason: string): Said {
  return {
    signature: 'unknown',
    reason: reason === '' ? 'The signature does not say how the fields were hashed (c=).' : reason,
    signedDigest: null,
  };
}

async function askKey(
  names: readonly SelectedName[],
  own: HeaderField,
  canonicalization: Canonicalization,
  signedWith: SignedWith,
  keyName: string | null,
  { content, resolver, mailauth }: Tools,
): Promise<Said> {
  if (keyName === null) return unusable('The signature names no usable domain and selector, so it has no key.');
  const verdict = await tryKey(keyName, signedWith, () => canonicalOctets(names, own, canonicalization, content), resolver, mailauth);
  return {
    signature: verdict.headerSignature,
    reason: reasonOf(verdict),
    signedDigest: await recoverDigest(verdict, signedWith, mailauth),
  };
}

/** The body has its own word, so this one is about these octets alone. */
function reasonOf({ code, detail, headerSignature }: KeyVerdict): string {
  const said = explainDkim(code, detail);
  if (code === 'verified') return 'The key verifies the signature over exactly these octets.';
  if (code === 'signature-mismatch') return 'The key does not verify the signature over these octets.';
  return headerSignature === 'pass' ? `${said} It verifies the signature over exactly these octets all the same.` : said;
}

async function recoverDigest(verdict: KeyVerdict, signedWith: SignedWith, mailauth: Mailauth): Promise<string | null> {
  if (verdict.record === null || signedWith.hash === null) return null;
  const reading = await readKeyRecord(verdict.record, mailauth);
  return reading.ok ? signedDigest(reading.value.key, signedWith.hash, signedWith.signature) : null;
}
