/** Haraka: `from HELO (RDNS [IP]) by HOST (Haraka/2.8.13) with ESMTPSA id UUID.1 envelope-from <…> (authenticated bits=0)`. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'haraka',
  basis: 'Haraka connection.js, received_line',
  specificity: 2,
  recognize: (line) => hasOwnComment(line, 'haraka'),
  read: () => ({}),
});
