/** The grammar of RFC 5321 section 4.4 alone: a product that is not known, or leaves no mark. `from HELO (RDNS [IP]) by HOST …; date`. */
import { defineReceivedDialect } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'rfc5321',
  basis: 'RFC 5321 section 4.4, Time-stamp-line',
  specificity: 0,
  // Both who wrote it and when must be there: a line without them is a fragment.
  recognize: (line) => line.at !== null && line.clauses.by !== undefined,
  read: () => ({}),
});
