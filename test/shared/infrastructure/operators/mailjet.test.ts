/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('mailjet', {
  egress: [{ ip: '198.51.100.7', helo: 'o61.p38.mailjet.com', pool: 'normal', scope: 'shared', basis: 'helo' }],
  strangers: [{ helo: 'o61.p38.mailjet.com.evil.example' }, { helo: 'www.mailjet.com' }],
  includes: ['spf.mailjet.com'],
  sharedDomains: ['bnc3.mailjet.com'],
  foreignNames: ['mailjet.example'],
  pasted: [['Feedback-ID', '42.3331929.3036406:MJ']],
});
