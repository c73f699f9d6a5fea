/** Exim: `from RDNS ([IP]:PORT helo=HELO) by …` where the reverse name verified, `from [IP] (helo=HELO) by …` where there is none. */
import { parseAddressLiteral } from '../../address-literal.ts';
import { defineReceivedDialect, hasOwnComment, type Peer } from '../dialect.ts';
import type { ReceivedLine } from '../line.ts';
import { heloOf, nameOf, readTcpInfo, unknownPeer } from '../peer.ts';

const messageId = /^[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}$/;
/** No other product writes `helo=`, but some copy Exim's form (ASSP). */
const heloParameter = /(?:^|\s)helo=/;
const protocol = /^(?:local|e?smtps?a?|utf8e?smtps?a?|asmtp|l?smtp|emc\d)/;

export default defineReceivedDialect({
  id: 'exim',
  basis: 'Exim specification, received_header_text and $sender_rcvhost',
  specificity: 1,
  recognize: (line) =>
    hasOwnComment(line, 'exim ') ||
    heloParameter.test(line.clauses.from?.comments[0] ?? '') ||
    (messageId.test(line.clauses.id?.words[0] ?? '') && protocol.test(line.protocol)),
  read: (line) => ({ from: readPeer(line), with: line.clauses.with?.words[0] ?? null }),
});

function readPeer(line: ReceivedLine): Peer {
  const first = line.clauses.from?.words[0];
  // `from mail by HOST with local`: a login of the host itself.
  if (line.protocol.startsWith('local')) return unknownPeer;
  const info = readTcpInfo(line.clauses.from?.comments[0] ?? '');
  if (first === undefined) return { helo: info.helo, rdns: null, ip: info.ip };
  const literal = parseAddressLiteral(first);
  if (literal !== null) return { helo: info.helo, rdns: null, ip: literal };
  // Without an address the word is what a custom header prints, as a rule the HELO.
  if (info.ip === null) return { helo: heloOf(first), rdns: null, ip: null };
  // Exim leaves `helo=` out where it equals the verified name.
  const rdns = nameOf(first);
  return { helo: info.helo ?? rdns, rdns, ip: info.ip };
}
