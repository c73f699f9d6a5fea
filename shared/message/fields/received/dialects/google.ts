/** Google: `from HELO (RDNS. [IP]) by mx.google.com with ESMTPS id … for <…> (version=… cipher=…)`, and inner hops `by 2002:a05:… with SMTP id …`. */
import { defineReceivedDialect, isHostUnder } from '../dialect.ts';

const domains = ['google.com', 'gmail.com', 'googlemail.com', 'googlegroups.com'];
/** Inner hosts print an address of 10/8, or the same wrapped in 2002::/16 (RFC 3056): no address on the Internet. */
const innerHost = /^(?:2002:a[0-9a-f]{2}:|10\.)/i;

export default defineReceivedDialect({
  id: 'google',
  basis: 'Observed: Gmail, Google Workspace and Google Groups, 2004 to 2026',
  specificity: 3,
  recognize: (line) => {
    const host = line.host;
    if (domains.some((domain) => isHostUnder(host, domain))) return true;
    return line.clauses.from === undefined && innerHost.test(host) && line.clauses.with !== undefined;
  },
  read: () => ({}),
});
