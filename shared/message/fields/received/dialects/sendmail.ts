/** Sendmail: `from HELO (IDENT@RDNS [IP] (may be forged)) by HOST (8.15.2/8.15.2) with ESMTP id …`, and `(from user@localhost) by HOST (…/Submit)`. */
import { defineReceivedDialect } from '../dialect.ts';
import type { ReceivedLine } from '../line.ts';

const release = /^8\.\d{1,2}(?:\.\d{1,3}){0,3}[\w.+-]*\/8\.\d{1,2}/;

export default defineReceivedDialect({
  id: 'sendmail',
  basis: 'Sendmail cf/README, HReceived: $?sfrom $s $.$?_($?s$|from $.$_) $.$?{auth_type}(authenticated …) $.by $j ($v/$Z)',
  specificity: 1,
  recognize: (line) => line.ownComments.some((comment) => release.test(comment)),
  read: (line) => ({ authenticatedUser: submitter(line) }),
});

/** `(from production@localhost)`: a login of the host itself handed it in. */
function submitter(line: ReceivedLine): string | null {
  const local = /^from (\S+?)@localhost$/.exec(line.leading.comments[0] ?? '')?.[1];
  if (local !== undefined) return local;
  return (
    line.comments.map((comment) => /^authenticated[ ,(].{0,200}\buser=([^\s,)]+)/.exec(comment)?.[1]).find((user) => user !== undefined) ??
    null
  );
}
