/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('fastmail', {
  egress: [{ ip: '198.51.100.7', rdns: 'fout-a1-smtp.messagingengine.com', pool: 'normal', scope: 'shared', basis: 'rdns' }],
  strangers: [
    { helo: 'fout-a1-smtp.messagingengine.com.evil.example' },
    { helo: 'messagingengine.com' },
    { helo: 'ip-192-0-2-125.us-east-1.compute.internal' },
  ],
  writers: [
    ['mx4.messagingengine.com', 'shared'],
    ['compute5.nyi.internal', 'internal'],
  ],
  includes: ['spf.messagingengine.com'],
  sharedDomains: ['messagingengine.com'],
  foreignNames: ['messagingengine.example'],
  marks: [['Feedback-ID', 'i1a2b3c4d:Fastmail', 'account', 'i1a2b3c4d']],
  pasted: [
    ['Feedback-ID', 'i1a2b3c4d:fastmail.example'],
    ['Feedback-ID', '1a2b3c4d:Fastmail'],
  ],
});
