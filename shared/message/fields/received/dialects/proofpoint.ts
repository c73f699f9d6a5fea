/** Proofpoint: `from HELO (RDNS [IP]) by mx0a-….pphosted.com (PPS) with ESMTPS id …`, the filter's own `from pps.filterd`, and Essentials. */
import { defineReceivedDialect, hasOwnComment, isHostUnder } from '../dialect.ts';

const domains = ['pphosted.com', 'ppops.net', 'ppe-hosted.com', 'gpphosted.com'];

export default defineReceivedDialect({
  id: 'proofpoint',
  basis: 'Observed: Proofpoint on Demand (Sendmail form), PPS and Essentials (Postfix form), 2014 to 2026',
  specificity: 3,
  recognize: (line) =>
    domains.some((domain) => isHostUnder(line.host, domain)) || hasOwnComment(line, 'pps') || hasOwnComment(line, 'ppe hosted'),
  read: () => ({}),
});
