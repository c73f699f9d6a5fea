/** GMX, WEB.DE and mail.com (1&1): `from HELO ([IP]) by mx-ha.web.de (mxweb008) with ESMTP (Nemesis) id …`, and `by trinity-msg-rest-… (via HTTP)`. */
import { defineReceivedDialect, hasOwnComment, isHostUnder } from '../dialect.ts';
import { heloFirst } from '../peer.ts';

const domains = ['gmx.net', 'gmx.com', 'gmx.de', 'web.de', 'mail.com', '1and1.com', 'kundenserver.de', 'perfora.net'];

export default defineReceivedDialect({
  id: 'gmx',
  basis: 'Observed, 2015 to 2026; a message written in the browser has its address in both places and no HELO',
  specificity: 2,
  recognize: (line) =>
    hasOwnComment(line, 'nemesis') || line.host.startsWith('trinity-msg-') || domains.some((domain) => isHostUnder(line.host, domain)),
  read: (line) => {
    const peer = heloFirst(line.clauses.from);
    const isBrowser = hasOwnComment(line, 'via http') || line.clauses.via?.words[0] === 'HTTP';
    return { from: isBrowser ? { ...peer, helo: null } : peer };
  },
});
