/** Microsoft Exchange Server on own premises, from 5.5 to 2019: as Exchange Online, with other hosts and without TLS details. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'exchange',
  basis: 'Observed: Exchange Server 2007 to 2019 (`Microsoft SMTP Server`, `mapi`) and 5.5 (`Microsoft Exchange Internet Mail Service`)',
  specificity: 2,
  recognize: (line) =>
    line.protocol.startsWith('microsoft smtp server') ||
    line.protocol === 'mapi' ||
    hasOwnComment(line, 'microsoft exchange internet mail'),
  read: () => ({}),
});
