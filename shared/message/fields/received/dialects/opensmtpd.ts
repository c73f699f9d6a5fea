/** OpenSMTPD: `from HELO (RDNS [IP]) by HOST (OpenSMTPD) with ESMTPSA id … (TLSv1.3:CIPHER:256:NO) auth=yes user=x for <…>`. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';
import type { ReceivedLine } from '../line.ts';

export default defineReceivedDialect({
  id: 'opensmtpd',
  basis: 'OpenSMTPD smtp_session.c, smtp_message_printf of the Received header',
  specificity: 2,
  recognize: (line) => hasOwnComment(line, 'opensmtpd'),
  read: (line) => ({ authenticatedUser: login(line) }),
});

/** `auth=yes user=x` stands behind the id, outside a comment. */
function login(line: ReceivedLine): string | null {
  return line.clauses.id?.words.find((word) => word.startsWith('user='))?.slice('user='.length) ?? null;
}
