/** SparkPost and Momentum (ecelerity): `from [IP] ([IP]) by i-….mta1vrest.sd.prd.sparkpost (ecelerity 5.1.0…) with REST id …`. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'sparkpost',
  basis: 'Observed, 2015 to 2026',
  specificity: 2,
  recognize: (line) => hasOwnComment(line, 'ecelerity') || line.host.endsWith('.sparkpost'),
  read: () => ({}),
});
