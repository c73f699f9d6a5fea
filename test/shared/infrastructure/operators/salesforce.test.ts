/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('salesforce', {
  egress: [
    { ip: '198.51.100.7', rdns: 'smtp15-ia4-sp3.mta.salesforce.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { helo: 'smtp-0a1b2c3d.core1.sfdc-abc123.mta.salesforce.com', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [{ helo: 'smtp15-ia4-sp3.mta.salesforce.com.evil.example' }, { helo: 'mta.salesforce.example' }],
  includes: ['_spf.salesforce.com'],
  sharedDomains: ['eu12.bnc.salesforce.com'],
  foreignNames: ['salesforce.example'],
  marks: [
    ['X-SFDC-LK', '00D5g000004ABCD', 'account', '00D5g000004ABCD'],
    ['X-SFDC-LK', '00D5g000004ABCDEAU', 'account', '00D5g000004ABCD'],
  ],
  pasted: [
    ['X-SFDC-LK', '0055g000004ABCD'],
    ['X-SFDC-LK', '00D5g'],
  ],
});
