/** Mandrill (Mailchimp Transactional): `from [IP] by mandrillapp.com id 32-HEX-DIGITS`, where the address is the customer's. */
import { parseAddressLiteral } from '../../address-literal.ts';
import { defineReceivedDialect, isHostUnder } from '../dialect.ts';
import { heloFirst, unknownPeer } from '../peer.ts';

export default defineReceivedDialect({
  id: 'mandrill',
  basis: 'Observed, 2013 to 2026: the first line of a message is written by its interface and has no HELO',
  specificity: 3,
  recognize: (line) => isHostUnder(line.host, 'mandrillapp.com'),
  read: (line) => {
    const { from } = line.clauses;
    const ip = from === undefined || from.comments.length > 0 ? null : parseAddressLiteral(from.words[0] ?? '');
    return { from: ip === null ? heloFirst(from) : { ...unknownPeer, ip } };
  },
});
