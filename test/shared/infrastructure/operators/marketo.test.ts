/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('marketo', {
  egress: [
    { ip: '199.15.212.9', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '192.28.150.1', rdns: 'em-sj-77.mktomail.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'em-sj-77.mktomail.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'em-sj-77.mktomail.com.evil.example' }, { ip: '192.29.0.1' }],
  includes: ['mktomail.com'],
  sharedDomains: ['mktomail.com'],
  foreignNames: ['mktomail.example'],
});
