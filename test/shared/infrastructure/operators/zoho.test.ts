/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('zoho', {
  egress: [
    { ip: '198.51.100.7', rdns: 'system-1.transmail.net', pool: 'zeptomail', scope: 'shared', basis: 'rdns' },
    { helo: 'sender4-op-o12.zoho.com', pool: 'mail', scope: 'shared', basis: 'helo' },
  ],
  strangers: [{ helo: 'sender4-op-o12.zoho.com.evil.example' }, { helo: 'zoho.com' }, { helo: 'www.zoho.com' }],
  writers: [['mx.zohomail.com', 'shared']],
  includes: ['zoho.com', 'zohomail.com', 'zeptomail.zoho.com'],
  sharedDomains: ['transmail.net'],
  foreignNames: ['zoho.example'],
  marks: [
    ['X-JID', '2d6f.38b26ff.m1.61ef6990-07d3-11f1-aeef-5254005934b4.19c5050a6a9', 'account', '2d6f'],
    ['TM-MAIL-JID', '2d6f.38b26ff.m1.61ef6990-07d3-11f1-aeef-5254005934b4.19c5050a6a9', 'account', '2d6f'],
  ],
  pasted: [
    ['X-JID', 'bravo@jabber.example'],
    ['X-JID', '2d6f.38b26ff.m2.61ef6990'],
  ],
});
