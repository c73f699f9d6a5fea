/** Finds who had logged in to hand a message over, where a Received line names it. */
import type { ReceivedLine } from './line.ts';

const forms: readonly RegExp[] = [
  // Postfix, Rackspace, ZoneMTA
  /^authenticated sender:\s*(\S.*)$/i,
  // Exim with a log-style header, and hosting panels
  /^authenticated[ _-]?id[:=\s]\s*(\S+)/i,
  /^authenticated user:?\s+(\S+)/i,
  /^authenticated as:?\s+(\S+)/i,
  // CommuniGate Pro
  /^account (\S+)/i,
  // Sendmail with SASL, Cyrus, OpenSMTPD
  /\buser=([^\s,)]+)/i,
  /^authid:\s*(\S+)/i,
];

/** Takes a line in any dialect. Gives the login as printed, or null. Only comments are read: nothing else can carry it. */
export function readAuthenticatedUser(line: ReceivedLine): string | null {
  for (const comment of line.comments.slice(0, 20)) {
    const text = comment.trim().slice(0, 400);
    for (const form of forms) {
      const found = form.exec(text)?.[1];
      if (found !== undefined) return found.trim();
    }
  }
  return null;
}
