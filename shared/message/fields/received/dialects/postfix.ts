/** Postfix: `from HELO (RDNS [IP]) (using TLSv1.3 with cipher …) (Authenticated sender: …) by HOST (Postfix) with ESMTPS id QUEUE-ID for <…>`. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';
import type { ReceivedLine } from '../line.ts';
import { heloFirst } from '../peer.ts';

export default defineReceivedDialect({
  id: 'postfix',
  basis:
    'Postfix smtpd(8), cleanup(8) and pickup(8): `(Postfix)`, `(Postfix, from userid N)`; the TLS comments are smtpd_tls_received_header',
  specificity: 1,
  recognize: (line) => hasOwnComment(line, 'postfix') || localUser(line) !== null,
  // smtpd replaces parentheses in a HELO, so the first comment with an address is the writer's own.
  read: (line) => {
    const user = localUser(line);
    return { from: heloFirst(line.clauses.from), ...(user === null ? {} : { authenticatedUser: user }) };
  },
});

/** `(Postfix, from userid 1000)`, also with another mail_name: a program on the host itself handed it in. */
function localUser(line: ReceivedLine): string | null {
  const found = /, from userid (\d{1,10})$/.exec(line.clauses.by?.comments[0] ?? '')?.[1];
  return found === undefined ? null : `uid ${found}`;
}
