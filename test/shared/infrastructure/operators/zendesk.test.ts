/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('zendesk', {
  egress: [
    { ip: '192.161.144.1', helo: 'outbyoip1.pod17.euc1.zdsys.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '103.151.192.9', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'mta-out1.pod28.use1.zdsys.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'mta-out1.pod28.use1.zdsys.com.evil.example' }, { rdns: 'zdsys.com' }, { ip: '192.161.160.1' }],
  includes: ['mail.zendesk.com'],
  sharedDomains: ['zendesk.com'],
  foreignNames: ['alpha.zendesk.com', 'zendesk.example'],
  marks: [['X-Zendesk-From-Account-Id', '0badbad', 'account', '0badbad']],
  pasted: [
    ['X-Zendesk-From-Account-Id', '0BADBAD'],
    ['X-Zendesk-From-Account-Id', '0badbad0bad'],
  ],
});
