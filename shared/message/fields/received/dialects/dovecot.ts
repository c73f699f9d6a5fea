/** Dovecot, delivering by LMTP: `from HELO ([IP]) by HOST (Dovecot) with LMTP id … (envelope-from <…>) for <…>`. */
import { defineReceivedDialect, hasOwnComment } from '../dialect.ts';
import type { ReceivedLine } from '../line.ts';

export default defineReceivedDialect({
  id: 'dovecot',
  basis: 'Dovecot lmtp and submission; newer releases leave the product out but keep the 22-character base64 id',
  specificity: 1,
  recognize: (line) => hasOwnComment(line, 'dovecot') || isLmtp(line),
  read: () => ({}),
});

function isLmtp(line: ReceivedLine): boolean {
  return line.clauses.with?.words[0] === 'LMTP' && /^[A-Za-z0-9+/]{22}(?::T\d{1,3}|:P\d{1,3}){0,4}$/.test(line.clauses.id?.words[0] ?? '');
}
