/** Cisco Secure Email (IronPort): `from RDNS (HELO x) ([IP]) by esa1.… with ESMTP/TLS/CIPHER`. */
import { defineReceivedDialect, isHostUnder } from '../dialect.ts';
import { rdnsFirstWithHeloComment } from '../peer.ts';

export default defineReceivedDialect({
  id: 'ironport',
  basis: 'Observed: iphmx.com and appliances on own premises',
  specificity: 2,
  recognize: (line) =>
    /^HELO\s/.test(line.clauses.from?.comments[0] ?? '') &&
    (isHostUnder(line.host, 'iphmx.com') || /^e?smtp\/tls\b/.test(line.protocol) || /^\[/.test(line.clauses.from?.comments[1] ?? '')),
  read: (line) => {
    const { user: _, ...from } = rdnsFirstWithHeloComment(line.clauses.from);
    return { from, with: line.clauses.with?.words[0]?.split('/', 1)[0] ?? null };
  },
});
