/** Mimecast: `from HELO (RDNS [IP]) by relay.mimecast.com with ESMTP with STARTTLS (version=…, cipher=…) id REGION-mta-…`. */
import { defineReceivedDialect } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'mimecast',
  basis: 'Observed, 2014 to 2026; the id names the region and the cluster (`us-mta-124-…`)',
  specificity: 3,
  recognize: (line) =>
    /(?:^|\.)mimecast(?:-offshore)?\.(?:com|co\.za)$/.test(line.host) || /^[a-z]{2}-mta-\d/.test(line.clauses.id?.words[0] ?? ''),
  read: () => ({}),
});
