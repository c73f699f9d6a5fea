/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('godaddy', {
  egress: [
    { ip: '198.51.100.7', rdns: 'p3nlsmtp12.prod.phx3.secureserver.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { helo: 'osplwbeout01-04.prod.phx3.secureserver.net', pool: 'normal', scope: 'shared', basis: 'helo' },
    { rdns: 'sxb1nlsmtp3.prod.sxb1.secureserver.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [
    { rdns: 'ip-198-51-100-7.ip.secureserver.net' },
    { rdns: '7.100.51.198.host.secureserver.net' },
    { helo: 'p3nlsmtp12.prod.phx3.secureserver.net.evil.example' },
  ],
  includes: ['secureserver.net'],
  sharedDomains: ['secureserver.net'],
  foreignNames: ['secureserver.example'],
  marks: [
    ['X-SecureServer-Acct', '3021824', 'account', '3021824'],
    ['Feedback-ID', 'cc3547ca086b3f44630e4bf01879eadb:3021824:ssnet', 'account', '3021824'],
  ],
  pasted: [
    ['X-SecureServer-Acct', '198.51.100.7'],
    ['Feedback-ID', 'cc35:bravo:ssnet'],
  ],
});
