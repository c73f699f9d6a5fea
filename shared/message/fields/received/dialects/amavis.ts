/** amavis: `from HELO ([IP]) by localhost (HOST [IP]) (amavisd-new, port 10024) with LMTP id …`: a filter that hands back to its own host. */
import { defineReceivedDialect } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'amavis',
  basis: 'amavisd-new and amavis, observed 2005 to 2026, also with a patch name in front',
  specificity: 2,
  recognize: (line) => line.ownComments.some((comment) => /^(?:[\w-]{1,40}-)?amavis(?:d-new)?[, ]/.test(comment)),
  read: () => ({}),
});
