/** MailChannels: Postfix lines by relay.mailchannels.net, which name the hosting provider as authenticated sender, and its own `(trex/6.9.2)`. */
import { defineReceivedDialect, hasOwnComment, isHostUnder } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'mailchannels',
  basis: 'Observed, 2015 to 2026',
  specificity: 3,
  recognize: (line) => isHostUnder(line.host, 'mailchannels.net') || hasOwnComment(line, 'trex/'),
  read: () => ({}),
});
