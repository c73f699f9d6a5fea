/** Zoho Mail: `from HELO (RDNS [IP]) by mx.zoho.eu with SMTPS id MILLISECONDS…`, and `by mx.zohomail.com with SMTPS id …` for mail handed in. */
import { defineReceivedDialect } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'zoho',
  basis: 'Observed, 2014 to 2026',
  specificity: 3,
  recognize: (line) => /(?:^|\.)zoho(?:mail|mail360|corp)?\.(?:com|eu|in|jp|com\.au|com\.cn|sa)$/.test(line.host),
  read: () => ({}),
});
