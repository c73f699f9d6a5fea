/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('rackspace', {
  egress: [{ ip: '198.51.100.7', rdns: 'smtp101.iad3a.emailsrvr.com', pool: 'normal', scope: 'shared', basis: 'rdns' }],
  strangers: [{ helo: 'smtp101.iad3a.emailsrvr.com.evil.example' }, { helo: 'emailsrvr.com' }],
  writers: [['smtp31.relay.iad3a.emailsrvr.com', 'shared']],
  includes: ['emailsrvr.com'],
  foreignNames: ['emailsrvr.example'],
  marks: [
    ['X-Auth-ID', 'bob@bravo.example', 'account', 'bob@bravo.example'],
    [
      'Received',
      'by smtp31.relay.iad3a.emailsrvr.com (Authenticated sender: bob-AT-bravo.example) with ESMTPSA id 4223E24902',
      'account',
      'bob@bravo.example',
    ],
  ],
  pasted: [
    ['X-Auth-ID', 'bob'],
    ['Received', 'by smtp.evil.example (Authenticated sender: bob-AT-bravo.example) with ESMTPSA id 1'],
    ['Received', 'by smtp31.emailsrvr.com.evil.example (Authenticated sender: bob-AT-bravo.example) with ESMTPSA id 1'],
  ],
});
