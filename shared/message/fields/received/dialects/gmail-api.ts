/** A message handed to the Gmail API: `from PROJECT named unknown by gmailapi.google.com with HTTPREST`. */
import { defineReceivedDialect } from '../dialect.ts';
import { unknownPeer } from '../peer.ts';

export default defineReceivedDialect({
  id: 'gmail-api',
  basis: 'Observed, 2020 to 2026: the first word is the number of the Google Cloud project that called the interface, no host',
  specificity: 3,
  recognize: (line) => line.host === 'gmailapi.google.com',
  read: (line) => ({ from: unknownPeer, authenticatedUser: line.clauses.from?.words[0] ?? null }),
});
