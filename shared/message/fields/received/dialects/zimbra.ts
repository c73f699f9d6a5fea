/** Zimbra, delivering by LMTP: `from HOST (LHLO x) (IP) by HOST with LMTP`. */
import { defineReceivedDialect } from '../dialect.ts';
import { rdnsFirstWithHeloComment } from '../peer.ts';

export default defineReceivedDialect({
  id: 'zimbra',
  basis: 'Observed: Zimbra mailbox server, 2008 to 2024; no other product writes the greeting as `(LHLO x)`',
  specificity: 1,
  recognize: (line) => /^LHLO\s/.test(line.clauses.from?.comments[0] ?? ''),
  read: (line) => {
    const { user: _, ...from } = rdnsFirstWithHeloComment(line.clauses.from);
    return { from };
  },
});
