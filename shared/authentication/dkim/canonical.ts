/** What was hashed for a DKIM-Signature or ARC-Message-Signature, octet by octet: the body of it (RFC 6376 sections 3.4 and 3.7). */
import type { CanonicalBody } from '../../facts/canonical.ts';
import type { Message } from '../../facts/message.ts';
import type { Canonicalization, HashName, Signature } from './signature.ts';
import type { SignedContent } from './signed-content.ts';

/** The beginning of the body is what people look at; its end tells where `l=` cuts. */
const mostOctets = 16_384;
const tailOctets = 1_024;
const mostUnsignedOctets = 8_192;

/** What a body hash is made of. `signature` need not be sound; null where it does not say how to hash. */
export function describeBody(
  signature: Pick<Signature, 'bodyCanonicalization' | 'hash' | 'bodyLength' | 'bodyHash'>,
  content: SignedContent,
  message: Pick<Message, 'body'>,
): CanonicalBody | null {
  const { bodyCanonicalization: canonicalization, hash, bodyLength: length } = signature;
  if (canonicalization === null || hash === null) return null;
  const made = content.bodyHash({ canonicalization, hash, length });
  const octets = made?.canonicalOctets ?? countOctets(content, canonicalization, hash);
  const hashedOctets = Math.min(length ?? octets, octets);
  const hasRest = hashedOctets < octets;
  const unsignedSpan = hasRest ? content.unsignedSpan(canonicalization, hashedOctets) : null;
  const text = (from: number, to: number): string => content.bodyExcerpt(canonicalization, from, to).toString('latin1');
  const isCut = hashedOctets > mostOctets;
  return {
    canonicalization,
    text: text(0, Math.min(hashedOctets, mostOctets)),
    isCut,
    tail: isCut ? text(Math.max(mostOctets, hashedOctets - tailOctets), hashedOctets) : '',
    hashedOctets,
    octets,
    length,
    span: { start: message.body.start, end: unsignedSpan?.start ?? message.body.end },
    unsigned:
      unsignedSpan === null
        ? null
        : {
            text: text(hashedOctets, Math.min(octets, hashedOctets + mostUnsignedOctets)),
            octets: octets - hashedOctets,
            isCut: octets - hashedOctets > mostUnsignedOctets,
            span: unsignedSpan,
          },
    computed: made?.digest.toString('base64') ?? null,
    claimed: signature.bodyHash.length === 0 ? null : signature.bodyHash.toString('base64'),
  };
}

/** Another hash of the same form knows it; where none may be made any more, what can be shown is all that is known. */
function countOctets(content: SignedContent, canonicalization: Canonicalization, hash: HashName): number {
  return (
    content.bodyHash({ canonicalization, hash, length: null })?.canonicalOctets ??
    content.bodyExcerpt(canonicalization, 0, Number.MAX_SAFE_INTEGER).length
  );
}
