/** CommuniGate Pro: `from HELO ([IP] verified) by HOST (CommuniGate Pro SMTP 5.4.6) with ESMTPA id …`, with `account x@y` for a login. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'communigate',
  basis: 'CommuniGate Pro guide, SMTP module; observed 4.2 to 6.3',
  specificity: 2,
  recognize: (line) => hasOwnComment(line, 'communigate pro'),
  read: () => ({}),
});
