/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('intermedia', {
  egress: [{ ip: '198.51.100.7', rdns: 'out1.serverdata.net', pool: 'normal', scope: 'shared', basis: 'rdns' }],
  strangers: [{ helo: 'out1.serverdata.net.evil.example' }, { helo: 'serverdata.net' }],
  includes: ['spf.intermedia.net'],
  foreignNames: ['intermedia.example'],
});
