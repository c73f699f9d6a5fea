/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('broadcom-ess', {
  egress: [
    { ip: '216.82.241.1', helo: 'mail1.bemta24.messagelabs.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'mail1.bemta24.messagelabs.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'mail1.bemta24.messagelabs.com.evil.example' }, { ip: '216.83.0.1' }],
  writers: [
    ['server-4.tower-9.messagelabs.com', 'shared'],
    ['server-00.bemta-0.messagelabs.com', 'shared'],
  ],
  includes: ['spf.messagelabs.com'],
  foreignNames: ['messagelabs.example'],
});
