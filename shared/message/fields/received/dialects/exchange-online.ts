/** Microsoft Exchange Online: `from HELO (IP) by HOST (IP) with Microsoft SMTP Server (version=…, cipher=…) id BUILD via Frontend Transport`. */
import { defineReceivedDialect, isHostUnder } from '../dialect.ts';

const domains = [
  'outlook.com',
  'office365.com',
  'exchangelabs.com',
  'office.com',
  'outlook.de',
  'outlook.cn',
  'partner.outlook.cn',
  'office365.us',
];
const protocols = ['microsoft smtp server', 'mapi', 'https', 'http'];

export default defineReceivedDialect({
  id: 'exchange-online',
  basis: 'Observed: transport, mailbox and delivery hops of Exchange Online and Outlook.com, 2017 to 2026',
  specificity: 3,
  recognize: (line) =>
    domains.some((domain) => isHostUnder(line.host, domain)) && protocols.some((protocol) => line.protocol.startsWith(protocol)),
  // The first word is what the client called itself, inside the service too. `id` is the build of the server, not of the message.
  read: () => ({}),
});
