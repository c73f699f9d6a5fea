/** Yahoo and AOL: `from PROXY (EHLO x) (IP) by mta….yahoo.com with SMTPS`, `from [IP] by web….yahoo.com via HTTP`, `from sonic…`. */
import { parseAddressLiteral } from '../../address-literal.ts';
import { defineReceivedDialect, isHostUnder, type Peer } from '../dialect.ts';
import type { ReceivedLine } from '../line.ts';
import { heloFirst, rdnsFirstWithHeloComment } from '../peer.ts';

const domains = ['yahoo.com', 'yahoo.net', 'yahoodns.net', 'yahoo.co.jp', 'aol.com', 'ymail.com'];

export default defineReceivedDialect({
  id: 'yahoo',
  basis: 'Observed, 2009 to 2025: the front end prints its proxy or the peer as first word and the greeting as a comment',
  specificity: 2,
  recognize: (line) => domains.some((domain) => isHostUnder(line.host, domain)) || hasGreeting(line),
  read: (line) => readPeer(line),
});

/** No other product writes the greeting as `(EHLO x)`; hosts of Yahoo's inner network print only their address behind `by`. */
function hasGreeting(line: ReceivedLine): boolean {
  return /^EHLO\s/.test(line.clauses.from?.comments[0] ?? '');
}

function readPeer(line: ReceivedLine): { from: Peer; authenticatedUser?: string } {
  const { from } = line.clauses;
  const first = from?.words[0];
  if (/^(?:EHLO|HELO)\s/.test(from?.comments[0] ?? '')) {
    const { user, ...peer } = rdnsFirstWithHeloComment(from);
    return user === null ? { from: peer } : { from: peer, authenticatedUser: user };
  }
  // A browser's address: the web front end has no HELO.
  const browser = first === undefined ? null : parseAddressLiteral(first);
  if (browser !== null && (from?.comments.length ?? 0) === 0) return { from: { helo: null, rdns: null, ip: browser } };
  return { from: heloFirst(from) };
}
