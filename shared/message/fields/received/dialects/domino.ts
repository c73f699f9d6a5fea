/** Lotus, IBM and HCL Domino: `from HELO ([IP]) by HOST (Lotus Domino Release 8.5.3FP6) with ESMTP id …`. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';

const products = ['lotus domino', 'ibm domino', 'hcl domino', 'lotus smtp mta'];

export default defineReceivedDialect({
  id: 'domino',
  basis: 'Observed: Domino 5 to 14',
  specificity: 2,
  recognize: (line) => products.some((product) => hasOwnComment(line, product)),
  read: () => ({}),
});
