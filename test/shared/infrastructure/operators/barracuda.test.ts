/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('barracuda', {
  egress: [
    { ip: '209.222.82.1', helo: 'outbound-ip7a.ess.barracuda.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'outbound-ip7a.ess.barracuda.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'outbound-ip7a.ess.barracuda.com.evil.example' }, { ip: '209.222.88.1' }],
  writers: [['d123456.a.ess.barracudanetworks.com', 'shared']],
  includes: ['spf.ess.barracudanetworks.com', 'spf.ess.barracuda.com'],
  foreignNames: ['barracuda.example'],
  marks: [['X-BESS-Outbound-Spam-Status', 'SCORE=0.00 using account:ESS12345 scores of KILL_LEVEL=7.0 tests=', 'account', 'ESS12345']],
  pasted: [['X-BESS-Outbound-Spam-Status', 'SCORE=0.00 using account:12345']],
});
