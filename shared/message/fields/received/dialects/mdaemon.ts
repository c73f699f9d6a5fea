/** MDaemon: `from HELO ([IP]) by HOST (MDaemon PRO v11.0.3) with ESMTP id md50004804310.msg for <…>`. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'mdaemon',
  basis: 'Observed: MDaemon 9 to 24',
  specificity: 2,
  recognize: (line) => hasOwnComment(line, 'mdaemon'),
  read: () => ({}),
});
