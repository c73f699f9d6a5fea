/** qmail: `from RDNS (HELO x) (USER@IP) by HOST with SMTP`, and its queue's own `(qmail 123 invoked from network)`. */
import { defineReceivedDialect, hasOwnComment, type ReceivedParts } from '../dialect.ts';
import type { ReceivedLine } from '../line.ts';
import { heloFirst, rdnsFirstWithHeloComment } from '../peer.ts';

const queueComment = /^qmail \d{1,12} invoked (?:from|by) (.{1,80})$/;
const scanner = /^qmail-scanner/i;

export default defineReceivedDialect({
  id: 'qmail',
  basis: 'qmail received.c and qmail-queue.c; qmail-scanner',
  specificity: 1,
  recognize: (line) => queueComment.test(line.leading.comments[0] ?? '') || isScanner(line) || isSmtp(line),
  read: (line) => {
    const queue = queueComment.exec(line.leading.comments[0] ?? '')?.[1];
    if (queue !== undefined) return { by: null, authenticatedUser: /^uid \d{1,12}$/.test(queue) ? queue : null };
    return isScanner(line) ? readScanner(line) : readSmtp(line);
  },
});

function isSmtp(line: ReceivedLine): boolean {
  const comments = line.clauses.from?.comments ?? [];
  return /^HELO\s/.test(comments[0] ?? '') || (line.clauses.from !== undefined && hasOwnComment(line, 'qmail'));
}

function readSmtp(line: ReceivedLine): Partial<ReceivedParts> {
  const { from } = line.clauses;
  // received.c leaves `(HELO x)` out where the HELO equals the reverse name.
  const { user, ...peer } = rdnsFirstWithHeloComment(from);
  if (peer.helo === null && peer.ip === null) return { from: heloFirst(from) };
  return { from: { ...peer, helo: peer.helo ?? peer.rdns }, authenticatedUser: user };
}

function isScanner(line: ReceivedLine): boolean {
  return scanner.test(line.repeated.find((entry) => entry.name === 'with')?.clause.words[0] ?? line.clauses.with?.words[0] ?? '');
}

/** `from SENDER by HOST by uid 64011 with qmail-scanner (… Clear:RC:0(192.0.2.7):. …)`: the first word is the reverse-path, no host. */
function readScanner(line: ReceivedLine): Partial<ReceivedParts> {
  return { from: { helo: null, rdns: null, ip: null }, envelopeFrom: line.clauses.from?.words[0] ?? null };
}
