/** The two halves of a signature, each on its own: does the body hash match, and does the key verify the header fields? */
import type { DkimCheck, SignatureCoverage } from '../../facts/authentication.ts';
import type { Resolver } from '../../facts/dns.ts';
import { canonicalOctets } from '../canonical-pieces.ts';
import type { Mailauth } from '../mailauth.ts';
import { type KeyVerdict, tryKey } from './key.ts';
import type { Signature } from './signature.ts';
import type { SelectedFields, SignedContent } from './signed-content.ts';

export interface BodyComparison {
  readonly comparison: DkimCheck['bodyHash'];
  readonly canonicalOctets: number;
}

/** RFC 6376 section 6.1.3 step 2 and 3. Needs no key, so it is answered wherever the signature says how to hash. */
export function compareBody(signature: Signature, content: SignedContent): BodyComparison {
  const { bodyCanonicalization, hash, bodyLength } = signature;
  if (bodyCanonicalization === null || hash === null || signature.bodyHash.length === 0) {
    return { comparison: 'unknown', canonicalOctets: 0 };
  }
  const body = content.bodyHash({ canonicalization: bodyCanonicalization, hash, length: bodyLength });
  if (body === null) {
    return { comparison: 'unknown', canonicalOctets: 0 };
  }
  return { comparison: body.digest.equals(signature.bodyHash) ? 'match' : 'mismatch', canonicalOctets: body.canonicalOctets };
}

/** `header/body`, or null where `c=` names a form that is not known. */
export function formatCanonicalization({ headerCanonicalization, bodyCanonicalization }: Signature): string | null {
  return headerCanonicalization === null || bodyCanonicalization === null ? null : `${headerCanonicalization}/${bodyCanonicalization}`;
}

/** What of the message the signature covers, as far as it says how it was made. */
export function describeCoverage(
  signature: Signature,
  selected: SelectedFields,
  body: BodyComparison,
  content: SignedContent,
): SignatureCoverage {
  const { bodyCanonicalization, bodyLength } = signature;
  const unsignedOctets = bodyLength === null ? 0 : Math.max(0, body.canonicalOctets - bodyLength);
  return {
    canonicalization: formatCanonicalization(signature),
    signedHeaders: signature.signedHeaders,
    unsignedDuplicates: selected.unsignedDuplicates,
    overSigned: selected.overSigned,
    bodyHash: body.comparison,
    bodyLength,
    unsignedOctets,
    unsignedSpan: unsignedOctets > 0 && bodyCanonicalization !== null ? content.unsignedSpan(bodyCanonicalization, bodyLength ?? 0) : null,
  };
}

/** The key's verdict on the header fields, or null where the signature does not say which key and which octets. */
export async function askKey(
  signature: Signature,
  selected: SelectedFields,
  content: SignedContent,
  resolver: Resolver,
  mailauth: Mailauth,
): Promise<KeyVerdict | null> {
  const { keyName, keyType, headerCanonicalization } = signature;
  if (keyName === null || keyType === null || headerCanonicalization === null) {
    return null;
  }
  const data = () => canonicalOctets(selected.sequence, signature.field, headerCanonicalization, content);
  return tryKey(keyName, signature, data, resolver, mailauth);
}
