/** An SMTP address taken apart: local part and domain (RFC 5321 section 4.1.2). */

export interface Mailbox {
  /** As written, quotes included; empty where there is none. */
  readonly localPart: string;
  /** As written: a domain or an address literal, in the case given. */
  readonly domain: string;
}

/** Whether a reverse-path is the null one: `<>` or nothing (RFC 5321 section 4.5.5). */
export function isNullReversePath(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || trimmed === '<>';
}

/**
 * Splits an address, with or without angle brackets and source route (`<@relay.example:user@a.example>`, RFC 5321 appendix C).
 * The domain follows the last `@`, because a quoted local part may hold more of them. Spaces in the local part stay.
 * Gives null for the null reverse-path and for text without `@` or without a domain.
 */
export function splitMailbox(text: string): Mailbox | null {
  let address = text.trim();
  if (address.startsWith('<') && address.endsWith('>')) address = address.slice(1, -1).trim();
  if (address.startsWith('@')) {
    const colon = address.indexOf(':');
    // Only a route names more than one domain; `@a.example` alone is an address without its local part.
    if (colon > 0 && address.indexOf('@', colon) > 0) address = address.slice(colon + 1);
  }
  const at = address.lastIndexOf('@');
  if (at < 0 || at === address.length - 1) return null;
  return { localPart: address.slice(0, at), domain: address.slice(at + 1) };
}

/** The local part that a quoted one stands for: `"a\ b"` and `"a b"` are the same mailbox (RFC 5321 section 4.1.2). */
export function unquoteLocalPart(localPart: string): string {
  if (localPart.length < 2 || !localPart.startsWith('"') || !localPart.endsWith('"')) return localPart;
  return localPart.slice(1, -1).replace(/\\(.)/gs, '$1');
}
