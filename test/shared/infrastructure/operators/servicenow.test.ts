/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('servicenow', {
  egress: [{ ip: '198.51.100.7', rdns: 'outbound12.service-now.com', pool: 'normal', scope: 'shared', basis: 'rdns' }],
  strangers: [{ helo: 'outbound12.service-now.com.evil.example' }, { helo: 'alpha.service-now.com' }],
  writers: [['app130042.iad3.service-now.com', 'internal']],
  includes: ['b.spf.service-now.com', '_spfinc1.servicenow.com'],
  sharedDomains: ['service-now.com'],
  foreignNames: ['alpha.service-now.com'],
});
