/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('activecampaign', {
  egress: [{ ip: '198.51.100.7', rdns: 's12.acems2.com', pool: 'normal', scope: 'shared', basis: 'rdns' }],
  strangers: [{ helo: 's12.acems2.com.evil.example' }, { helo: 's12.acemsx.com' }, { helo: 's12.evilacems2.com' }],
  includes: ['emsd1.com'],
  sharedDomains: ['acems2.com'],
  foreignNames: ['emsd1.example'],
  marks: [
    ['Feedback-ID', '12345:12345.678:mta12:activecampaign', 'account', '12345'],
    ['Feedback-ID', '12345:activecampaign', 'account', '12345'],
  ],
  pasted: [
    ['Feedback-ID', '12345:99999.678:mta12:activecampaign'],
    ['Feedback-ID', 'bravo:activecampaign'],
  ],
});
