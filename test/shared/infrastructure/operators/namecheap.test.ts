/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('namecheap', {
  egress: [
    { ip: '198.51.100.7', rdns: 'mta-13-3.privateemail.com', pool: 'private-email', scope: 'shared', basis: 'rdns' },
    { helo: 'mta-101a.jellyfish.systems', pool: 'hosting', scope: 'shared', basis: 'helo' },
  ],
  strangers: [{ helo: 'mta-13-3.privateemail.com.evil.example' }, { helo: 'mta.privateemail.com' }],
  includes: ['spf.privateemail.com', 'spf.web-hosting.com'],
  foreignNames: ['web-hosting.example'],
});
