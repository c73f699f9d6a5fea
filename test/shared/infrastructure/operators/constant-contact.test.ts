/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('constant-contact', {
  egress: [
    { ip: '208.75.123.131', helo: 'ccm131.constantcontact.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'ccm131.constantcontact.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'ccm131.constantcontact.com.evil.example' }, { ip: '208.75.124.1' }, { helo: 'www.constantcontact.com' }],
  includes: ['spf.constantcontact.com'],
  sharedDomains: ['auth.ccsend.com', 'shared1.ccsend.com'],
  foreignNames: ['ccsend.example'],
  marks: [
    ['X-Roving-ID', '1142283441001.-1', 'account', '1142283441001'],
    [
      'X-Feedback-ID',
      '73613410-bbb1-11f0-8549-0242b4233b76:4bfb1821-f0f9-4840-886a-a1d5044ccd5b:1142283441001:CTCT',
      'account',
      '1142283441001',
    ],
  ],
  pasted: [
    ['X-Roving-ID', '1142'],
    ['X-Feedback-ID', '1142283441001:CTCT'],
    ['X-Feedback-ID', 'a:b:114228344100x:CTCT'],
  ],
});
