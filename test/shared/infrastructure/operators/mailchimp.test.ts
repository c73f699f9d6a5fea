/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('mailchimp', {
  egress: [
    { ip: '148.105.8.1', helo: 'mail12.sea41.rsgsv.net', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '205.201.128.5', rdns: 'mail5.atl11.mcdlv.net', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.2.130.1', helo: 'mail1.us5.mcsv.net', pool: 'normal', scope: 'shared', basis: 'address' },
    { rdns: 'mail5.atl11.mcdlv.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [
    { helo: 'mail12.sea41.rsgsv.net.evil.example' },
    { ip: '198.2.133.95', helo: 'mail133-95.atl131.mandrillapp.com' },
    { ip: '198.2.192.1' },
  ],
  includes: ['servers.mcsv.net'],
  sharedDomains: ['mailchimpapp.net', 'send.mailchimpapp.com'],
  foreignNames: ['mailchimp.example'],
  marks: [['X-MC-User', '0123456789abcdef012345678', 'account', '0123456789abcdef012345678']],
  pasted: [
    ['X-MC-User', '0123456789abcdef01234567'],
    ['X-MC-User', '0123456789ABCDEF012345678 x'],
    ['Feedback-ID', '135692642:135692642.17568503:us19:mc'],
  ],
});
