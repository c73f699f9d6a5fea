/** Symantec Email Security.cloud (MessageLabs): `from RDNS (HELO x) (IP) by server-1.tower-2.messagelabs.com with CIPHER encrypted SMTP`. */
import { defineReceivedDialect, isHostUnder } from '../dialect.ts';
import { rdnsFirstWithHeloComment } from '../peer.ts';

export default defineReceivedDialect({
  id: 'messagelabs',
  basis: 'Observed, 2009 to 2023',
  specificity: 3,
  recognize: (line) => isHostUnder(line.host, 'messagelabs.com'),
  read: (line) => {
    const { user: _, ...from } = rdnsFirstWithHeloComment(line.clauses.from);
    return { from, with: line.clauses.with?.words.at(-1) ?? null };
  },
});
