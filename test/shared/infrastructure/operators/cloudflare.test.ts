/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('cloudflare', {
  egress: [
    { ip: '198.51.100.7', rdns: 'a-bc.cloudflare-email.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { helo: 'a.b.cloudflare-email.com', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [{ helo: 'a.cloudflare-email.net.evil.example' }, { helo: 'cloudflare-email.example' }],
  writers: [['mx.cloudflare.net', 'shared']],
  includes: ['_spf.mx.cloudflare.net'],
  sharedDomains: ['cloudflare-email.net'],
  foreignNames: ['mx.cloudflare.example'],
});
