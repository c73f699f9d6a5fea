/** ZoneMTA and WildDuck: `from HELO ([IP] RDNS) by HOST (ZoneMTA) with ESMTPSA id …` and `from HELO [IP] by HOST (ZoneMTA Forwarder)`. */
import { defineReceivedDialect, hasOwnComment, isHostUnder } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'zone-mta',
  basis: 'ZoneMTA lib/receiver/smtp-proxy and haraka-plugin-wildduck; observed 2016 to 2026',
  specificity: 2,
  recognize: (line) => hasOwnComment(line, 'zonemta') || isHostUnder(line.host, 'ethereal.email'),
  read: () => ({}),
});
