/** Twilio SendGrid: `from HELO (unknown [IP]) by geopod-ismtpd-1 (SG) with ESMTP id …` and `by filterdrecv-… with SMTP id …`, often without the semicolon. */
import { Buffer } from 'node:buffer';
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';
import type { ReceivedLine } from '../line.ts';
import { unknownPeer } from '../peer.ts';

const hosts = /^(?:filterdrecv|filter\d|recvd|geopod-ismtpd|ismtpd|mail-outbound)[\w.-]*$/;

export default defineReceivedDialect({
  id: 'sendgrid',
  basis: 'Observed, 2015 to 2026; the Go time with `m=+…` is an instant and the age of the process',
  specificity: 3,
  recognize: (line) => hosts.test(line.host) || hasOwnComment(line, 'sg'),
  read: (line) => {
    const account = accountOf(line);
    return account === null ? {} : { from: unknownPeer, authenticatedUser: account };
  },
});

/** `from MzI3NTY0MTk (unknown) … with HTTP`: the word is the number of the account that called the interface, in base64. */
function accountOf(line: ReceivedLine): string | null {
  const word = line.clauses.from?.words[0] ?? '';
  if (line.clauses.with?.words[0]?.toUpperCase() !== 'HTTP' || !/^[A-Za-z0-9+/]{4,24}={0,2}$/.test(word)) return null;
  const decoded = Buffer.from(word, 'base64').toString('latin1');
  return /^\d{3,18}$/.test(decoded) ? decoded : null;
}
