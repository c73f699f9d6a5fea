/** The names a message uses for its sender. */
import type { Place } from './evidence.ts';

/** A mailbox of RFC5322.From. Its domain is the From domain; RFC 9989 calls it the Author Domain. */
export interface FromMailbox {
  readonly address: string;
  readonly domain: string;
  /** By the RFC 7489 reading (public suffix list), which needs no DNS. Null for an unusable domain. */
  readonly organizationalDomain: string | null;
  readonly displayName: string | null;
  readonly place: Place;
}

/** The SMTP identities as far as they are recorded. */
export interface Identities {
  readonly from: readonly FromMailbox[];
  /** RFC5321.MailFrom: an address, the empty string for the null reverse-path, or null where nothing records it. */
  readonly mailFrom: string | null;
  readonly mailFromPlace: Place | null;
  readonly helo: string | null;
}
