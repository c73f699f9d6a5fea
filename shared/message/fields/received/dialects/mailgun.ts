/** Mailgun: `from HELO (RDNS [IP]) by CONTAINER with HTTP|SMTP id 24-HEX-DIGITS`; the container is twelve hex digits. */
import { defineReceivedDialect } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'mailgun',
  basis: 'Observed, 2014 to 2026; `from <unknown> (<unknown> [])` is a call of the HTTP interface',
  specificity: 3,
  recognize: (line) =>
    /^[0-9a-f]{12}$|^mxa?\.mailgun\.org$/.test(line.host) && /^[0-9a-f]{24}$|^[0-9a-f.]{8,40}$/.test(line.clauses.id?.words[0] ?? ''),
  read: () => ({}),
});
