/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('oracle', {
  egress: [{ ip: '198.51.100.7', rdns: 'adg12cb7.iad1.oracleemaildelivery.com', pool: 'normal', scope: 'shared', basis: 'rdns' }],
  strangers: [{ helo: 'a.oracleemaildelivery.com.evil.example' }, { helo: 'oracleemaildelivery.com' }],
  includes: ['rp.oracleemaildelivery.com', 'fra.rp.oracleemaildelivery.com'],
  sharedDomains: ['fra.rp.oracleemaildelivery.com'],
  foreignNames: ['oracle.example'],
});
