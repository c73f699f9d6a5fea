/** IceWarp (Merak): `from HELO ([IP]) by HOST (IceWarp 13.0.2.4) with ESMTP id WBS77905`. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'icewarp',
  basis: 'Observed: Merak 8 to IceWarp 14',
  specificity: 2,
  recognize: (line) => hasOwnComment(line, 'icewarp') || hasOwnComment(line, 'merak'),
  read: () => ({}),
});
