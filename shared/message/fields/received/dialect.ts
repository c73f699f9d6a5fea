/** What a Received dialect is: how to tell that a product wrote a line, and where that product puts each name and address. */
import type { ReceivedLine } from './line.ts';

/** One end of the connection. `helo` is what the client called itself; `rdns` is the name the writer resolved; null where the line does not say. */
export interface Peer {
  readonly helo: string | null;
  readonly rdns: string | null;
  readonly ip: string | null;
}

/** What a line says, in the words of RFC 5321 section 4.4. */
export interface ReceivedParts {
  readonly from: Peer;
  readonly by: string | null;
  readonly byIp: string | null;
  readonly via: string | null;
  readonly with: string | null;
  /** Version and cipher as far as they are printed, for example `TLSv1.3 TLS_AES_256_GCM_SHA384`. */
  readonly tls: string | null;
  readonly id: string | null;
  /** The mailbox behind `for`, without angle brackets. */
  readonly for: string | null;
  /** RFC5321.MailFrom where the writer prints it; the empty string is the null reverse-path. */
  readonly envelopeFrom: string | null;
  /** Who had logged in, as the writer names it: a mailbox, a login, an account number, or a local user (`uid 1000`). */
  readonly authenticatedUser: string | null;
}

/** A dialect reads a line as the RFC grammar does and says only what it does differently. */
export interface ReceivedDialect {
  /** The name of its file. */
  readonly id: string;
  /** Where its form is known from: documentation, source code or observed lines. */
  readonly basis: string;
  /** Dialects are tried from the most to the least specific: an own mark of one service (3), a product's mark (2), the shape alone (1), the RFC grammar (0). */
  readonly specificity: 0 | 1 | 2 | 3;
  recognize(line: ReceivedLine): boolean;
  read(line: ReceivedLine): Partial<ReceivedParts>;
}

export function defineReceivedDialect(dialect: ReceivedDialect): ReceivedDialect {
  return dialect;
}

/** True where a comment that the writer made about itself starts with this text, given in lower case. */
export function hasOwnComment(line: ReceivedLine, prefix: string): boolean {
  return line.ownComments.some((comment) => comment.startsWith(prefix));
}

/** Takes names in lower case. */
export function isHostUnder(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
