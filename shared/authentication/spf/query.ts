/** The SPF queries that a connection gives rise to, one for each identity (RFC 7208 sections 2.3 and 2.4). */
import type { SpfQuery } from '../../facts/authentication.ts';
import { isNullReversePath, splitMailbox } from '../../names/mailbox.ts';

/** What is known of an SMTP session. `mailFrom` is with or without angle brackets; empty for the null reverse-path. */
export interface SmtpSession {
  readonly ip: string;
  readonly mailFrom: string;
  readonly helo: string;
}

/** The MAIL FROM identity; for the null reverse-path that is postmaster at the HELO name (section 2.4). */
export function mailFromQuery({ ip, mailFrom, helo }: SmtpSession): SpfQuery {
  if (isNullReversePath(mailFrom)) return { ip, identity: 'mailfrom', sender: `postmaster@${helo}`, domain: helo, helo };
  return { ip, identity: 'mailfrom', ...addressIdentity(mailFrom), helo };
}

/** The HELO identity (section 2.3): postmaster at the name. */
export function heloQuery({ ip, helo }: Pick<SmtpSession, 'ip' | 'helo'>): SpfQuery {
  return { ip, identity: 'helo', sender: `postmaster@${helo}`, domain: helo, helo };
}

/** The From domain as if it were the MAIL FROM: whose address space is this? */
export function fromQuery({ ip, from, helo }: { readonly ip: string; readonly from: string; readonly helo: string }): SpfQuery {
  return { ip, identity: 'from', ...addressIdentity(from), helo };
}

/** Section 4.3: without a local part it is postmaster. Text without `@` is a domain. */
function addressIdentity(address: string): { sender: string; domain: string } {
  const mailbox = splitMailbox(address);
  const domain = mailbox?.domain ?? address.trim().replace(/^<|>$/g, '');
  return { sender: `${mailbox?.localPart || 'postmaster'}@${domain}`, domain };
}
