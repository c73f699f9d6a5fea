/** Cyrus IMAP, delivering by LMTP: `from HOST (RDNS [IP]) by HOST (Cyrus 3.7.0) with LMTPA`, often over `[unix socket]`. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'cyrus',
  basis: 'Cyrus lmtpd; observed 2.2 to 3.9',
  specificity: 1,
  recognize: (line) => hasOwnComment(line, 'cyrus'),
  read: () => ({}),
});
