/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('mailchannels', {
  egress: [
    { ip: '23.83.212.45', helo: 'crocodile.elm.relay.mailchannels.net', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '23.83.223.9', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'crane.ash.relay.mailchannels.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { helo: 'crane.ash.relay.mailchannels.net', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [{ helo: 'crane.ash.relay.mailchannels.net.evil.example' }, { ip: '23.83.224.1' }, { helo: 'relay.mailchannels.example' }],
  writers: [
    ['relay.mailchannels.net', 'shared'],
    ['inbound-trex-3', 'internal'],
  ],
  includes: ['relay.mailchannels.net'],
  sharedDomains: ['mailchannels.net'],
  foreignNames: ['mailchannels.example'],
  marks: [
    ['X-MailChannels-Auth-Id', 'hostco', 'account', 'hostco'],
    ['X-MailChannels-SenderId', 'hostco|x-authuser|bob@bravo.example', 'account', 'hostco'],
  ],
  pasted: [
    ['X-MailChannels-SenderId', '_forwarded-from|198.51.100.7'],
    ['X-MailChannels-SenderId', 'hostco'],
    ['X-MailChannels-Auth-Id', 'two words'],
    ['ARC-Authentication-Results', 'i=1; rspamd-77b897d76c-726xd; auth=pass smtp.auth=hostco'],
  ],
});
