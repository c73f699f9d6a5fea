/** What is this operator's in a message and in DNS, and what only looks like it. */
import { base64, describeOperator } from '../operator-table.ts';

describeOperator('sparkpost', {
  egress: [
    { ip: '198.51.100.7', helo: 'mta-70-11-2.sparkpostmail.com', pool: 'normal', scope: 'shared', basis: 'helo' },
    { rdns: 'mta-70-11-2.alpha.example.sparkpostmail.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'mta-70-11-2.sparkpostmail.com.evil.example' }, { helo: 'sparkpostmail.com' }],
  includes: ['sparkpostmail.com', '_spf.sparkpostmail.com'],
  sharedDomains: ['sparkpostmail.com'],
  foreignNames: ['sparkpostmail.example'],
  marks: [
    [
      'X-MSFBL',
      `c2ln|${base64('{"r":"someone@recv.example","customer_id":"274689","subaccount_id":"0","tenant_id":"spc"}')}`,
      'account',
      '274689',
    ],
    ['X-MSFBL', `c2ln|${base64('{"customer_id":274689,"subaccount_id":7}')}`, 'account', '274689/7'],
  ],
  pasted: [
    ['X-MSFBL', 'c2ln|bm90IGpzb24='],
    ['X-MSFBL', `c2ln|${base64('{"customer_id":"bravo"}')}`],
    ['X-MSFBL', `c2ln|${base64('null')}`],
  ],
});
